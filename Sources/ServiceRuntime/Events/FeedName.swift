/// The feeds that can be followed.
package enum FeedName: String, Sendable, CaseIterable {
  /// Events of Registration.
  case registration
  /// Events of Statutes.
  case statutes
  /// Events of Rights.
  case rights
  /// Events of HingeMoments.
  case moments
}

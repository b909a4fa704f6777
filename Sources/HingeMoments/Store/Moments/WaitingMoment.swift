package import HingeMomentsDomain

/// A moment that waits to be matched, with its national number, which is needed to ask Registration.
package struct WaitingMoment: Sendable {
  /// Place in the order of arrival.
  package let key: Int64
  /// The trace of the call that reported it; empty when it was not traced.
  package let traceparent: String
  /// What happened.
  package let moment: StoredMoment
  /// The national number; nil when it cannot be decrypted, as after a change of key.
  package let insz: String?
}

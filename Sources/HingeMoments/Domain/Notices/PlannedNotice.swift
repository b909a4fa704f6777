/// A notice to send (melding).
package struct PlannedNotice: Sendable, Hashable {
  /// The caregiver whom it is for.
  package let addressee: MatchedCaregiver
  /// Its text, in the language of the addressee.
  package let text: String
}

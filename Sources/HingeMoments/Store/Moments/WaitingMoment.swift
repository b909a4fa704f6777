package import HingeMomentsDomain

/// A moment that waits to be matched, with its person, who is needed to ask Registration.
package struct WaitingMoment: Sendable {
  /// Place in the order of arrival.
  package let key: Int64
  /// The trace of the call that reported it; empty when it was not traced.
  package let traceparent: String
  /// What happened.
  package let moment: StoredMoment
  /// The national number, or the name `persons/{id}`; nil when it cannot be decrypted, as after a change of key.
  package let recipient: String?
}

/// Who checks that a call stays within what its client may see. It documents a method and lets the tests compare the
/// methods; the check itself is made where the case says.
enum ScopeCheckedBy: Sendable, Hashable, CaseIterable {
  /// Nowhere: the answer is public, such as the text of a regulation.
  case none
  /// In the service that answers, by the `CallScope` that travels with the call, in the transaction that reads the
  /// records.
  case byService
  /// In Registration, which the gateway asks before anything else, because the service that answers does not know
  /// which records are sealed or merged, and who is in care with whom.
  case byRegistrationFirst
  /// Not needed: what the call is about comes from the clients file, never from the request. A hospital reports for
  /// itself, a care council sees its own zone.
  case fixedByClient
}

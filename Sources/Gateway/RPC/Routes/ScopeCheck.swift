/// Where a call is held to what its client may see. No method is checked in two places.
enum ScopeCheck: Sendable, Hashable, CaseIterable {
  /// Nowhere: the answer is public, such as the text of a regulation.
  case none
  /// In the service that answers, by the `CallScope` that travels with the call, in the transaction that reads the
  /// records.
  case byService
  /// In Registration, which the gateway asks before anything else, because the service that answers knows neither where
  /// people live nor which records are sealed.
  case byRegistrationFirst
  /// Not needed: what the call is about comes from the clients file, never from the request. A hospital reports for
  /// itself, a care council sees its own zone.
  case fixedByClient
}

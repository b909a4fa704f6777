/// Who holds a call to what its client may see.
enum ScopeHolder: Sendable, Hashable {
  /// Nobody: the answer is public, such as the text of a regulation, or shows nothing of anybody in the registry.
  case nobody
  /// The service that answers.
  case service(ServiceWithScope)
  /// The gateway, which asks Registration whether the client sees the record, and only then has the call answered.
  case gateway
  /// The clients file, which says what the call is about. The request cannot name anything else.
  case clientsFile

  /// A service that checks each record against the `CallScope` of a call, in the transaction that reads the record.
  enum ServiceWithScope: Sendable, Hashable {
    /// Registration.
    case registration
    /// Statutes, for drafts of regulations.
    case statutes
    /// Rights, for simulations and for what is not taken up.
    case rights
  }
}

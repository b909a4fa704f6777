/// One entry of the audit trail: who did what to which resource, and how it ended. No personal data.
package struct AuditEntry: Sendable, Hashable {
  /// Name of the client.
  package let client: String
  /// Full name of the method.
  package let method: String
  /// Resource name, or NIS code of a list; empty when the call names none.
  package let resource: String
  /// Names of the records that the answer showed beside the resource.
  package let shown: [String]
  /// The numbers of people about whom the call asked.
  package let asked: [AskedNumber]
  /// Status code.
  package let outcome: String

  /// An entry.
  package init(
    client: String,
    method: String,
    resource: String,
    shown: [String] = [],
    asked: [AskedNumber] = [],
    outcome: String
  ) {
    self.client = client
    self.method = method
    self.resource = resource
    self.shown = shown
    self.asked = asked
    self.outcome = outcome
  }
}

/// One entry of the audit trail: which client called which method about which record, and how the call ended. It holds no
/// personal data.
package struct AuditEntry: Sendable, Hashable {
  /// The name of the client.
  package let client: String
  /// The full name of the method.
  package let method: String
  /// What the call was about: resource names, NIS codes or others; empty if the call names nothing.
  package let resource: String
  /// The names of further records that the answer showed.
  package let shown: [String]
  /// The numbers of people that the call asked about.
  package let asked: [AskedNumber]
  /// The status code of the answer.
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

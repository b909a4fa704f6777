/// An open draft about a person, as their export shows it.
package struct ExportedDraft: Encodable, Sendable {
  /// Resource name.
  package let name: String
  /// Municipality.
  package let municipality: String
  /// Sender.
  package let sender: String
  /// Sender kind.
  package let senderKind: String?
  /// When it was received.
  package let receiveTime: String
  /// What it says about the person and the care.
  package let careSituation: JSONValue?
  /// Whether there is a remark. It is in the sender's own words and may mention the other person: a clerk reads it
  /// out.
  package let hasRemark: Bool

  /// An entry of the export.
  package init(
    name: String,
    municipality: String,
    sender: String,
    senderKind: String?,
    receiveTime: String,
    careSituation: JSONValue?,
    hasRemark: Bool
  ) {
    self.name = name
    self.municipality = municipality
    self.sender = sender
    self.senderKind = senderKind
    self.receiveTime = receiveTime
    self.careSituation = careSituation
    self.hasRemark = hasRemark
  }
}

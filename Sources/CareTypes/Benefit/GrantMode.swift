/// How a right comes to the person (wijze van toekenning). The raw values are stored and never change.
package enum GrantMode: String, Sendable, Hashable, CaseIterable, Codable {
  /// Without an application (automatisch).
  case automatic
  /// Prepared for signature: a will, a choice or a medical judgement is needed (voorstel).
  case propose
  /// Prepared, and granted when an official or body confirms it (bekrachtiging).
  case ratify
  /// On a formal signed application (aanvraag).
  case apply
}

import CareTypes

/// The names and codes that the audit trail may keep as the subject of a call.
package enum AuditedResource {
  private static let collections: [ResourceCollection] = [
    .careSituations, .persons, .drafts, .evidence, .duplicates, .decisions, .notices, .regulationDrafts,
  ]

  /// A text of names and codes with spaces between, if all of them have a known form; otherwise an empty text, because
  /// anything else that a client sends could be a national number.
  package static func wellFormed(_ text: String) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    return parts.count <= mostParts && parts.allSatisfy { isKnown(String($0)) } ? text : ""
  }

  /// More than there are municipalities in Flanders.
  private static let mostParts = 400

  private static func isKnown(_ text: String) -> Bool {
    collections.contains { (try? $0.id(from: text)) != nil } || (try? NISCode(text)) != nil || isImport(text)
      || isProvision(text) || isAuthority(text)
  }

  /// The name of an imported list.
  package static func `import`(ofList id: String) -> String { importPrefix + id }

  /// The name of an authority; empty for an empty id.
  package static func authority(_ id: String) -> String { id.isEmpty ? "" : authorityPrefix + id }

  private static let importPrefix = "imports/"
  private static let authorityPrefix = "authorities/"
  private static let provisionPrefix = "provisions/"

  private static func isAuthority(_ text: String) -> Bool {
    text.hasPrefix(authorityPrefix) && isLawID(text.dropFirst(authorityPrefix.count))
  }

  /// Whether a text is `provisions/{id}` or `provisions/{id}/versions/{version}`.
  private static func isProvision(_ text: String) -> Bool {
    guard text.hasPrefix(provisionPrefix) else { return false }
    let parts = text.dropFirst(provisionPrefix.count).split(separator: "/", omittingEmptySubsequences: false)
    guard let id = parts.first, isLawID(id) else { return false }
    return parts.count == 1
      || (parts.count == 3 && parts[1] == "versions" && parts[2].utf8.count <= 6 && Int(parts[2]) ?? 0 > 0)
  }

  /// Whether a text can be the id of an authority or provision, and contains no national number.
  private static func isLawID(_ id: Substring) -> Bool {
    (1...64).contains(id.utf8.count) && id.utf8.count(where: isDigit) <= mostDigits
      && id.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// A national number has eleven digits.
  private static let mostDigits = 8

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isImport(_ text: String) -> Bool {
    guard text.hasPrefix(importPrefix) else { return false }
    let id = text.utf8.dropFirst(importPrefix.utf8.count)
    return (1...64).contains(id.count)
      && id.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
      && !NationalNumberSearch.isNumber(in: text)
  }
}

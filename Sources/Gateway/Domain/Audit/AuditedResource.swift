import CareTypes

/// The names and codes that the audit trail may keep as the subject of a call.
package enum AuditedResource {
  private static let collections: [ResourceCollection] = [
    .careSituations, .persons, .drafts, .evidence, .duplicates, .decisions, .notices, .regulationDrafts,
    .paymentRuns,
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
      || isAward(text) || isPaymentLine(text)
      || (isProvision(text) || isAuthority(text)) && ProvisionName.digits(in: text) <= mostDigits
  }

  /// The name of an imported list.
  package static func `import`(ofList id: String) -> String { importPrefix + id }

  /// The name of an authority; empty for an empty id.
  package static func authority(_ id: String) -> String { id.isEmpty ? "" : authorityPrefix + id }

  private static let importPrefix = "imports/"
  private static let authorityPrefix = "authorities/"

  /// The most digits in the name of a provision or an authority, its version included. The first nine digits of a national
  /// number determine the other two, and a local number has ten.
  private static let mostDigits = 8

  private static func isAward(_ text: String) -> Bool {
    (try? AwardKey(name: text)).map { ProvisionName.digits(in: $0.provision) <= mostDigits } ?? false
  }

  private static func isPaymentLine(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == ResourceCollection.paymentRuns.collection && parts[2] == "lines"
      && OpaqueID(parts[1]) != nil && OpaqueID(parts[3]) != nil
  }

  private static func isProvision(_ text: String) -> Bool { (try? ProvisionName.read(text)) != nil }

  private static func isAuthority(_ text: String) -> Bool {
    text.hasPrefix(authorityPrefix) && ProvisionName.isID(text.dropFirst(authorityPrefix.count))
  }

  private static func isImport(_ text: String) -> Bool {
    guard text.hasPrefix(importPrefix) else { return false }
    let id = text.utf8.dropFirst(importPrefix.utf8.count)
    return (1...64).contains(id.count)
      && id.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
      && !NationalNumberSearch.isNumber(in: text)
  }
}

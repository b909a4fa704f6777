import CareTypes

/// What may stand in the audit trail as the resource of a call.
enum AuditedResource {
  private static let collections: [ResourceCollection] = [
    .careSituations, .persons, .drafts, .evidence, .duplicates,
  ]

  /// A resource name, a NIS code or an import as a client gave it; empty for anything else, which could be a national
  /// number too.
  static func wellFormed(_ text: String) -> String {
    let isKnown =
      collections.contains { (try? $0.id(from: text)) != nil } || (try? NISCode(text)) != nil || isImport(text)
    return isKnown ? text : ""
  }

  /// The resource of a list that is taken in.
  static func `import`(ofList id: String) -> String { importPrefix + id }

  private static let importPrefix = "imports/"

  private static func isImport(_ text: String) -> Bool {
    guard text.hasPrefix(importPrefix) else { return false }
    let id = text.utf8.dropFirst(importPrefix.utf8.count)
    return (1...64).contains(id.count)
      && id.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }
}

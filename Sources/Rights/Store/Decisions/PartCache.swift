import Foundation
import RightsDomain
import ServiceRuntime

/// Keeps the decoded parts of decisions by their keys, for reading. Parts never change, and hold no facts.
final class PartCache: Sendable {
  /// A basis, and the JSON in which it is stored.
  struct StoredBasis: Sendable {
    let value: DecisionBasis
    let text: Data
  }

  /// The parts of some decisions, by their keys.
  struct Parts: Sendable {
    var bases: [Int64: StoredBasis] = [:]
    var findings: [Int64: DecisionParts.Finding] = [:]
  }

  private let bases = BoundedCache<Int64, StoredBasis>(limit: 4_096)
  private let findings = BoundedCache<Int64, DecisionParts.Finding>(limit: 4_096)

  /// The bases and findings of outcomes, read within a transaction that writes nothing.
  func parts(of entries: [OutcomeList.Entry], in db: Connection) throws -> Parts {
    var parts = Parts()
    var unknown: Set<Int64> = []
    for entry in entries {
      if parts.bases[entry.basis] == nil {
        if let known = bases[entry.basis] { parts.bases[entry.basis] = known } else { unknown.insert(entry.basis) }
      }
      if let key = entry.finding, parts.findings[key] == nil {
        if let known = findings[key] { parts.findings[key] = known } else { unknown.insert(key) }
      }
    }
    if unknown.isEmpty { return parts }
    var texts: [Int64: Data] = [:]
    try db.each(Self.sql, [ValueList(unknown)]) { row in texts[row["key"]] = row["content"] }
    for entry in entries {
      if parts.bases[entry.basis] == nil, let text = texts[entry.basis] {
        let basis = StoredBasis(value: try StoredJSON.value(text), text: text)
        (parts.bases[entry.basis], bases[entry.basis]) = (basis, basis)
      }
      if let key = entry.finding, parts.findings[key] == nil, let text = texts[key] {
        let finding = try StoredJSON.value(text, as: DecisionParts.Finding.self)
        (parts.findings[key], findings[key]) = (finding, finding)
      }
    }
    return parts
  }

  static let sql = "SELECT key, content FROM decision_part WHERE key IN \(ValueList.members("?"))"
}

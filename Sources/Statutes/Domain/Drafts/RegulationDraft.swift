package import CareTypes
import Foundation
package import ServiceCore

/// A regulation pack that waits until someone else publishes it (ontwerpreglement).
package struct RegulationDraft: Codable, Sendable, Hashable {
  /// The state of a draft.
  package enum State: String, Codable, Sendable, Hashable, CaseIterable {
    /// It waits to be published.
    case open
    /// It was published.
    case published
    /// It was dropped.
    case dropped
  }

  /// Opaque id, as text.
  package var id: String
  /// The authority's id.
  package var authority: String
  /// The authority's level.
  package var level: AuthorityLevel
  /// NIS codes of the authority's territory.
  package var territory: [String]
  /// The pack; empty in lists.
  package var pack: String
  /// Who drafted it, as their authority knows them.
  package var drafter: String
  /// When it was drafted, in microseconds since 1970.
  package var drafted: Int64
  /// What became of it.
  package var state: State
  /// Who published or dropped it; empty while it is open.
  package var closer: String
  /// Why it was dropped; empty when it was not.
  package var reason: String
  /// When it was published or dropped, in microseconds since 1970; nil while it is open.
  package var closed: Int64?

  /// A draft.
  package init(
    id: String,
    authority: String,
    level: AuthorityLevel,
    territory: [String],
    pack: String,
    drafter: String,
    drafted: Int64,
    state: State,
    closer: String,
    reason: String,
    closed: Int64? = nil
  ) {
    self.id = id
    self.authority = authority
    self.level = level
    self.territory = territory
    self.pack = pack
    self.drafter = drafter
    self.drafted = drafted
    self.state = state
    self.closer = closer
    self.reason = reason
    self.closed = closed
  }

  /// Its resource name.
  package var name: String { "\(ResourceCollection.regulationDrafts.collection)/\(id)" }
}

// MARK: - Rules

extension RegulationDraft {
  /// Requires that it waits to be published.
  ///
  /// - Throws: `Refusal` when it was published or dropped.
  package func requireOpen() throws(Refusal) {
    guard state == .open else { throw Refusal(.draftClosed, "\(name) is \(state.rawValue) already") }
  }

  /// Requires that someone else publishes it than who drafted it (vierogenprincipe).
  ///
  /// - Throws: `Refusal` when both names probably belong to one person.
  package func requireOther(publisher: String) throws(Refusal) {
    guard Self.folded(drafter) != Self.folded(publisher) else {
      throw Refusal(.fourEyes, "Who drafted a regulation cannot publish it; someone else has to look at it")
    }
  }

  /// The words of a name, sorted, without case and accents.
  private static func folded(_ name: String) -> [Substring] {
    name.decomposedStringWithCompatibilityMapping.lowercased()
      .filter { $0.isLetter || $0.isNumber || !$0.unicodeScalars.allSatisfy(\.properties.isDiacritic) }
      .unicodeScalars.filter { !$0.properties.isDiacritic }
      .split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
      .map { Substring($0) }.sorted()
  }

  /// Whether a client may see it: every draft if the client has no scope, otherwise a draft of a municipality whose whole
  /// territory is in the scope.
  package func isSeen(by scope: CallScope?) -> Bool {
    scope.map { level == .municipal && $0.contains(territory) } ?? true
  }
}

extension Authority {
  /// Requires that its whole territory is in the scope of a client, also the territories with which it published before.
  ///
  /// - Parameters:
  ///   - scope: The scope; nil for a client that sees everything.
  ///   - date: The day whose municipalities the scope names.
  ///   - law: What is published.
  ///   - tables: The municipalities and their mergers.
  /// - Throws: `Refusal` when it is outside the scope.
  package func requireSeen(
    by scope: CallScope?,
    on date: CalendarDate,
    _ law: LawBook,
    _ tables: ReferenceTables
  ) throws(Refusal) {
    guard let scope else { return }
    let isSeen = ([self] + law.records(of: id)).allSatisfy { record in
      record.level == .municipal
        && (scope.contains(record.territory)
          || scope.contains(record.territory(on: date, tables.municipalities).map(\.digits)))
    }
    if !isSeen { throw Refusal(.outOfScope, "The authority is outside the client's scope") }
  }
}

extension CallScope {
  /// Whether it has all municipalities of a territory. A territory without municipalities is in no scope.
  fileprivate func contains(_ territory: [String]) -> Bool {
    !territory.isEmpty && Set(municipalities.map(\.digits)).isSuperset(of: territory)
  }
}

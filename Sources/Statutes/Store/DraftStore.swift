package import CareTypes
import Foundation
package import ServiceCore
package import ServiceRuntime
package import StatutesDomain

/// A regulation pack that waits until someone else publishes it (ontwerpreglement).
package struct Draft: Codable, Sendable, Hashable {
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
}

/// The result of a publication.
package struct Published: Codable, Sendable, Hashable {
  /// The authority's id.
  package var authority: String
  /// The names of the versions that were published.
  package var published: [String] = []
  /// The names of the versions that had been published before with the same content.
  package var unchanged: [String] = []
}

extension StatutesStore {
  /// Keeps a pack as a draft.
  ///
  /// - Throws: `Refusal` when the pack has mistakes, would change a published version, or is of an authority outside the
  ///   scope.
  package func keepDraft(_ text: String, drafter: String, scope: CallScope?, command: Command) async throws -> Draft {
    try await self.command(command, on: text) { _ in
    } write: { reviewed, _, transaction in
      let authority = try Self.correct(reviewed.review, DraftRefusal.ofText).pack.authority
      try Self.require(scope, sees: authority, on: transaction.now.dateInBelgium(), reviewed.book.law, tables)
      let draft = Draft(
        id: OpaqueID.random().text,
        authority: authority.id,
        level: authority.level,
        territory: authority.territory,
        pack: text,
        drafter: drafter,
        drafted: transaction.now.microseconds,
        state: .open,
        closer: "",
        reason: ""
      )
      try transaction.connection.execute(
        "INSERT INTO draft (id, authority, level, territory, pack, drafter, drafted) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
          draft.id, draft.authority, draft.level.rawValue, draft.territory.joined(separator: ","), text, drafter,
          draft.drafted,
        ]
      )
      return draft
    }
  }

  /// Publishes a draft, all of it or nothing. It is compared again with what is published by now.
  ///
  /// - Throws: `Refusal` when it is not there or closed, the publisher drafted it, it is of an authority outside the
  ///   scope, or it is no longer correct.
  package func publish(
    _ id: OpaqueID,
    publisher: String,
    scope: CallScope?,
    command: Command
  ) async throws -> Published {
    let (pack, day) = (try await draft(id, scope: scope).pack, try database.now.dateInBelgium())
    return try await self.command(command, on: pack) { reviewed -> PublicationPlan? in
      // A pack with mistakes is not published, not even in part.
      guard reviewed.review.mistakes.isEmpty, let publication = reviewed.review.publication else { return nil }
      return PublicationPlan(publication, law: reviewed.book.law, on: day.daysSinceEpoch, equivalences)
    } write: { reviewed, plan, transaction in
      let draft = try Self.openDraft(id, scope: scope, in: transaction.connection)
      guard !Self.isSame(draft.drafter, publisher) else {
        throw Refusal(.fourEyes, "Who drafted a regulation cannot publish it; someone else has to look at it")
      }
      _ = try Self.correct(reviewed.review, DraftRefusal.ofDraft)
      guard let plan else { throw Refusal(.internal, "A correct pack has no publication") }
      for provision in plan.added {
        try Self.insert(
          provision,
          drafter: draft.drafter,
          publisher: publisher,
          at: transaction.now,
          in: transaction.connection
        )
      }
      for event in plan.events { try transaction.append(encode(event)) }
      try Self.close(draft, as: .published, by: publisher, in: transaction)
      return Published(
        authority: draft.authority,
        published: plan.added.map { ProvisionName.text($0.id, version: $0.version) },
        unchanged: plan.unchanged.map { ProvisionName.text($0.id, version: $0.version) }
      )
    }
  }

  /// Drops a draft.
  ///
  /// - Throws: `Refusal` when it is not there, closed, or of an authority outside the scope.
  package func drop(
    _ id: OpaqueID,
    dropper: String,
    reason: String,
    scope: CallScope?,
    command: Command
  ) async throws -> Draft {
    try await database.command(command) { transaction in
      let draft = try Self.openDraft(id, scope: scope, in: transaction.connection)
      try Self.close(draft, as: .dropped, by: dropper, reason: reason, in: transaction)
      return try Self.draft(id, scope: scope, in: transaction.connection)
    }
  }

  /// One draft.
  ///
  /// - Throws: `Refusal` when it is not there, or of an authority outside the scope.
  package func draft(_ id: OpaqueID, scope: CallScope?) async throws -> Draft {
    try await database.read { try Self.draft(id, scope: scope, in: $0) }
  }

  /// The open drafts in the scope after a key, oldest first, without their packs.
  package func openDrafts(
    of authority: String?,
    scope: CallScope?,
    after key: Int64,
    limit: Int
  ) async throws -> [(key: Int64, draft: Draft)] {
    try await database.read { db in
      var found: [(key: Int64, draft: Draft)] = []
      try db.each(Self.openDraftsSQL, [key], while: { found.count < limit }) { row in
        let draft = try Draft(row: row)
        guard authority == nil || draft.authority == authority, Self.sees(scope, draft) else { return }
        found.append((row["key"], draft))
      }
      return found
    }
  }

  /// Without the packs, which may be long.
  static let openDraftsSQL = """
    SELECT key, id, authority, level, territory, '' AS pack, drafter, drafted, state, closer, reason, closed
    FROM draft WHERE state = 'open' AND key > ? ORDER BY key
    """
  static let draftSQL = "SELECT * FROM draft WHERE id = ?"

  // MARK: - Drafts

  private static func draft(_ id: OpaqueID, scope: CallScope?, in db: Connection) throws -> Draft {
    let name = ResourceCollection.regulationDrafts.name(id)
    guard let row = try db.row(draftSQL, [id.text]) else {
      throw Refusal.notFound(name)
    }
    let draft = try Draft(row: row)
    guard sees(scope, draft) else { throw Refusal.notFound(name) }
    return draft
  }

  private static func openDraft(_ id: OpaqueID, scope: CallScope?, in db: Connection) throws -> Draft {
    let draft = try draft(id, scope: scope, in: db)
    guard draft.state == .open else {
      throw Refusal(.draftClosed, "\(ResourceCollection.regulationDrafts.name(id)) is \(draft.state.rawValue) already")
    }
    return draft
  }

  private static func close(
    _ draft: Draft,
    as state: Draft.State,
    by closer: String,
    reason: String = "",
    in transaction: WriteTransaction
  ) throws {
    try transaction.connection.execute(
      "UPDATE draft SET state = ?, closer = ?, reason = ?, closed = ? WHERE id = ?",
      [state.rawValue, closer, reason, transaction.now.microseconds, draft.id]
    )
  }

  /// Whether two names probably belong to one person.
  private static func isSame(_ one: String, _ other: String) -> Bool { folded(one) == folded(other) }

  /// The words of a name, sorted, without case and accents.
  private static func folded(_ name: String) -> [Substring] {
    name.decomposedStringWithCompatibilityMapping.lowercased()
      .filter { $0.isLetter || $0.isNumber || !$0.unicodeScalars.allSatisfy(\.properties.isDiacritic) }
      .unicodeScalars.filter { !$0.properties.isDiacritic }
      .split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
      .map { Substring($0) }.sorted()
  }

  // MARK: - Scope

  /// Whether a client may see a draft: every draft if the client has no scope, otherwise a draft of a municipality
  /// whose whole territory is in the scope.
  private static func sees(_ scope: CallScope?, _ draft: Draft) -> Bool {
    scope.map { draft.level == .municipal && sees($0, draft.territory) } ?? true
  }

  private static func sees(_ scope: CallScope, _ territory: [String]) -> Bool {
    !territory.isEmpty && Set(scope.municipalities.map(\.digits)).isSuperset(of: territory)
  }

  /// Requires that the whole territory of an authority is in the scope of a client, also the territories with which the
  /// authority published before.
  private static func require(
    _ scope: CallScope?,
    sees authority: Authority,
    on date: CalendarDate,
    _ law: LawBook,
    _ tables: ReferenceTables
  ) throws {
    guard let scope else { return }
    let isSeen = ([authority] + law.records(of: authority.id)).allSatisfy { record in
      record.level == .municipal
        && (sees(scope, record.territory)
          || sees(scope, record.territory(on: date, tables.municipalities).map(\.digits)))
    }
    if !isSeen { throw Refusal(.outOfScope, "The authority is outside the client's scope") }
  }

  // MARK: - Publishing

  private enum DraftRefusal { case ofText, ofDraft }

  private static func correct(_ review: PackReview, _ kind: DraftRefusal) throws -> Publication {
    if let publication = review.publication, let changed = publication.changed.first {
      throw Refusal(.versionPublished, "\(changed.name) is published with another content; publish a higher version")
    }
    guard let publication = review.publication, review.mistakes.isEmpty else {
      switch kind {
      case .ofText:
        var validation = Validation()
        validation.reject(review.mistakes)
        try validation.finish()
      case .ofDraft: break
      }
      let first = review.mistakes.first.map { "\($0.location): \($0.description)" } ?? ""
      throw Refusal(.draftOutdated, "The draft is no longer correct: \(first)")
    }
    return publication
  }
}

extension Draft {
  fileprivate init(row: SQLRow) throws {
    self.init(
      id: row["id"],
      authority: row["authority"],
      level: try row.word("level"),
      territory: (row["territory"] as String).split(separator: ",").map(String.init),
      pack: row["pack"],
      drafter: row["drafter"],
      drafted: row["drafted"],
      state: try row.word("state"),
      closer: row["closer"],
      reason: row["reason"],
      closed: row["closed"]
    )
  }
}

extension Validation {
  /// Records the mistakes of a pack, as many as fit in the trailers of an answer: clients accept up to 16 kB.
  package mutating func reject(_ mistakes: [PackMistake]) {
    var room = 3_000
    for (index, mistake) in mistakes.enumerated() {
      let description = String(mistake.description.prefix(300))
      room -= mistake.location.utf8.count + description.utf8.count
      guard room > 0 else {
        return reject("pack", "has \(mistakes.count - index) more mistakes; CheckRegulation tells all")
      }
      reject(mistake.location, description)
    }
  }
}

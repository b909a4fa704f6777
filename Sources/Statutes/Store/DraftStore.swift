package import CareTypes
import Foundation
package import ServiceCore
package import ServiceRuntime
package import StatutesDomain

extension StatutesStore {
  /// Keeps a pack as a draft.
  ///
  /// - Throws: `Refusal` when the pack has mistakes, would change a published version, or is of an authority outside the
  ///   scope.
  package func keepDraft(_ text: String, drafter: String, scope: CallScope?, command: Command) async throws
    -> RegulationDraft
  {
    try await self.command(command, on: text) { _ in
    } write: { reviewed, _, transaction in
      let authority = try reviewed.review.publicationOfText().pack.authority
      try authority.requireSeen(by: scope, on: transaction.now.dateInBelgium(), reviewed.book.law, tables)
      let draft = RegulationDraft(
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
  ) async throws -> PublicationResult {
    let (pack, day) = (try await draft(id, scope: scope).pack, try database.now.dateInBelgium())
    return try await self.command(command, on: pack) { reviewed -> PublicationPlan? in
      // A pack with mistakes is not published, not even in part.
      guard reviewed.review.mistakes.isEmpty, let publication = reviewed.review.publication else { return nil }
      return PublicationPlan(publication, law: reviewed.book.law, on: day.daysSinceEpoch, equivalences)
    } write: { reviewed, plan, transaction in
      let draft = try Self.openDraft(id, scope: scope, in: transaction.connection)
      try draft.requireOther(publisher: publisher)
      _ = try reviewed.review.publicationOfDraft()
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
      return PublicationResult(
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
  ) async throws -> RegulationDraft {
    try await database.command(command) { transaction in
      let draft = try Self.openDraft(id, scope: scope, in: transaction.connection)
      try Self.close(draft, as: .dropped, by: dropper, reason: reason, in: transaction)
      return try Self.draft(id, scope: scope, in: transaction.connection)
    }
  }

  /// One draft.
  ///
  /// - Throws: `Refusal` when it is not there, or of an authority outside the scope.
  package func draft(_ id: OpaqueID, scope: CallScope?) async throws -> RegulationDraft {
    try await database.read { try Self.draft(id, scope: scope, in: $0) }
  }

  /// The open drafts in the scope after a key, oldest first, without their packs.
  package func openDrafts(
    of authority: String?,
    scope: CallScope?,
    after key: Int64,
    limit: Int
  ) async throws -> [(key: Int64, draft: RegulationDraft)] {
    try await database.read { db in
      var found: [(key: Int64, draft: RegulationDraft)] = []
      try db.each(Self.openDraftsSQL, [key], while: { found.count < limit }) { row in
        let draft = try RegulationDraft(row: row)
        guard authority == nil || draft.authority == authority, draft.isSeen(by: scope) else { return }
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

  private static func draft(_ id: OpaqueID, scope: CallScope?, in db: Connection) throws -> RegulationDraft {
    let name = ResourceCollection.regulationDrafts.name(id)
    guard let row = try db.row(draftSQL, [id.text]) else {
      throw Refusal.notFound(name)
    }
    let draft = try RegulationDraft(row: row)
    guard draft.isSeen(by: scope) else { throw Refusal.notFound(name) }
    return draft
  }

  private static func openDraft(_ id: OpaqueID, scope: CallScope?, in db: Connection) throws -> RegulationDraft {
    let draft = try draft(id, scope: scope, in: db)
    try draft.requireOpen()
    return draft
  }

  private static func close(
    _ draft: RegulationDraft,
    as state: RegulationDraft.State,
    by closer: String,
    reason: String = "",
    in transaction: WriteTransaction
  ) throws {
    try transaction.connection.execute(
      "UPDATE draft SET state = ?, closer = ?, reason = ?, closed = ? WHERE id = ?",
      [state.rawValue, closer, reason, transaction.now.microseconds, draft.id]
    )
  }
}

extension RegulationDraft {
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

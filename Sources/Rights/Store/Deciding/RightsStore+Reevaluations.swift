package import CareTypes
package import RightsDomain
package import ServiceCore
package import ServiceRuntime

extension RightsStore {
  /// A page of re-evaluations with their keys, the latest first.
  ///
  /// - Parameter before: The key of the last one of the page before; nil for the first page.
  package func reevaluations(
    before: Int64?,
    limit: Int
  ) async throws -> [(key: Int64, reevaluation: Reevaluation)] {
    try await database.read { try ReevaluationRows.list(before: before, limit: limit, in: $0) }
  }

  /// A re-evaluation.
  ///
  /// - Throws: `Refusal` when there is none with that id.
  package func reevaluation(_ id: OpaqueID) async throws -> Reevaluation {
    try await database.read { try ReevaluationRows.read(id, in: $0) }
  }

  /// Starts a re-evaluation.
  ///
  /// - Parameters:
  ///   - names: The names of the provisions; empty for all.
  ///   - municipalities: The municipalities to which it is limited; empty for no limit.
  ///   - since: The first day to decide on, in days since 1970-01-01; nil for only today.
  ///   - command: Who asks it, under which request id.
  /// - Returns: Its id.
  /// - Throws: `Refusal` naming each provision that is not known.
  package func startReevaluation(
    of names: [String],
    in municipalities: [NISCode],
    since: Int?,
    command: Command
  ) async throws -> OpaqueID {
    try await database.command(command) { [cache, table = self.municipalities] transaction in
      let versions = try cache.provisions(in: transaction.connection).versions
      let known = Set(versions.map(\.name))
      var validation = Validation()
      for (index, name) in names.enumerated() {
        validation.require(known.contains(name), "provisions[\(index)]", "is not a provision that is decided on")
      }
      try validation.finish()
      let chosen = names.isEmpty ? versions : versions.filter { names.contains($0.name) }
      return try ReevaluationRows.insert(
        Reevaluation.Extent(of: chosen, in: municipalities, since: since, table),
        because: .started,
        startedBy: command.client,
        transaction
      )
    }
  }

  /// Cancels a re-evaluation. What it decided on stays decided.
  ///
  /// - Returns: Its id.
  /// - Throws: `Refusal` when there is none with that id, or it is done.
  package func cancelReevaluation(_ id: OpaqueID, command: Command) async throws -> OpaqueID {
    try await set(id, command) { state throws(Refusal) in try state.cancelled() }
  }

  /// Lets a cancelled re-evaluation go on where it was.
  ///
  /// - Returns: Its id.
  /// - Throws: `Refusal` when there is none with that id, or it is done.
  package func resumeReevaluation(_ id: OpaqueID, command: Command) async throws -> OpaqueID {
    try await set(id, command) { state throws(Refusal) in try state.resumed() }
  }

  private func set(
    _ id: OpaqueID,
    _ command: Command,
    _ change: @escaping @Sendable (Reevaluation.State) throws(Refusal) -> Reevaluation.State
  ) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let former = try ReevaluationRows.read(id, in: db).state
      let state = try change(former)
      if state != former { try ReevaluationRows.set(state, of: id, at: transaction.now, in: db) }
      return id
    }
  }
}

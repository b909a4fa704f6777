import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A registry that is filled with fictional people, and the database that it is kept in.
struct Registry {
  /// As many care situations as an import registers in one transaction.
  static let batch = 200

  /// The file of the database.
  let path: String
  let database: ServiceDatabase
  let store: RegistrationStores

  /// Registers care situations in batches, as an import does.
  ///
  /// - Returns: The ids of the care situations.
  func register(_ situations: Range<Int>, of people: FictionalPeople, for viewer: Viewer) async throws -> [OpaqueID] {
    var ids: [OpaqueID] = []
    ids.reserveCapacity(situations.count)
    for first in stride(from: situations.lowerBound, to: situations.upperBound, by: Self.batch) {
      let indexes = first..<min(first + Self.batch, situations.upperBound)
      ids += try await register(indexes.map { try row(people.situation($0)) }, for: viewer)
    }
    return ids
  }

  /// Registers the rows of a list in one transaction.
  ///
  /// - Returns: The ids of the care situations.
  func register(_ rows: [ListRow], for viewer: Viewer) async throws -> [OpaqueID] {
    try await store.imports.takeIn(rows, for: viewer, isRehearsal: false).map { try $0.get().careSituation }
  }

  /// A care situation as a row of a list.
  func row(_ situation: NewCareSituation) throws -> ListRow {
    let body = situation.body
    let id = store.imports.importRequestID(content: body)
    return ListRow(
      situation: situation,
      command: try Command(requestID: id, method: "bench", body: body),
      isConfirmedNew: false
    )
  }

  /// Copies the database to a new file, once its log is emptied into it.
  func copy(to path: String) async throws {
    try await database.emptyLog()
    try FileManager.default.copyItem(atPath: self.path, toPath: path)
  }
}

extension ServiceDatabase {
  /// How many rows all tables have together.
  func rows() async throws -> Int {
    try await read { database in
      let tables = try database.values(
        String.self,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      )
      return try tables.reduce(0) { sum, table in
        sum + (try database.value(Int.self, "SELECT count(*) FROM \"\(table)\"") ?? 0)
      }
    }
  }

  /// How many bytes the database has, once its log is emptied into it.
  func bytes(at path: String) async throws -> Int {
    try await emptyLog()
    return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
  }
}

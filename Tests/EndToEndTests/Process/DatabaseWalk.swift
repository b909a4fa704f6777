import CareTypes
import Crypto
import Foundation
import GRDB

@testable import Registration
@testable import Rights
@testable import ServiceRuntime

/// Everything that stands in the databases of the services, in clear and as the keys that are left open it.
struct DatabaseWalk {
  /// A column of a service, such as `registration.person.identity`.
  typealias Column = String

  /// What stands in each column.
  private(set) var values: [Column: [Data]] = [:]
  /// Columns with bytes that no key opens.
  private(set) var unread: Set<Column> = []
  /// Tables that hold nothing, such as `registration.gap`.
  private(set) var empty: Set<String> = []

  /// Where Registration seals something.
  private static let places = [
    SealedField.identity, SealedField.address, SealedField.number,
    SealedField.draft, SealedField.assessment, SealedField.assessor,
    SealedField.contactPoint, SealedField.bankAccount,
  ]

  /// Reads every table of every database in a folder.
  init(_ folder: String, masterKeys: any MasterKeyProvider) throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where file.hasSuffix(".sqlite") {
      let service = String(file.dropLast(".sqlite".count))
      var configuration = Configuration()
      configuration.readonly = true
      let database = try DatabaseQueue(path: "\(folder)/\(file)", configuration: configuration)
      try database.read { db in
        let tables = try String.fetchAll(
          db,
          sql: """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'grdb_migrations'
            """
        )
        let ciphers = tables.contains("data_key") ? try Self.ciphers(masterKeys, in: db) : []
        for table in tables { try read(table, of: service, ciphers, in: db) }
      }
      try database.close()
    }
  }

  private static func ciphers(_ masterKeys: any MasterKeyProvider, in db: Database) throws -> [FieldCipher] {
    let keys = try DataKeys(provider: masterKeys)
    return try Int64.fetchAll(db, sql: "SELECT key FROM data_key").map {
      try keys.cipher($0, in: Connection(database: db))
    }
  }

  private mutating func read(_ table: String, of service: String, _ ciphers: [FieldCipher], in db: Database) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"")
    if rows.isEmpty { empty.insert("\(service).\(table)") }
    for (column, value) in rows.joined() {
      let column = "\(service).\(table).\(column)"
      switch value.storage {
      case .null: break
      case .int64(let number): values[column, default: []].append(Data("\(number)".utf8))
      case .double(let number): values[column, default: []].append(Data("\(number)".utf8))
      case .string(let text): values[column, default: []].append(Data(text.utf8))
      case .blob(let bytes):
        values[column, default: []].append(bytes)
        let opened = ciphers.lazy.flatMap { cipher in
          Self.places.lazy.compactMap { try? cipher.openBytes(bytes, at: $0) }
        }
        if let clear = opened.first { values[column, default: []].append(clear) } else { unread.insert(column) }
      }
    }
  }

  /// The columns in which any of some bytes stand, and for what they stand.
  func columns(with marks: [(name: String, bytes: Data)]) -> [Column: Set<String>] {
    values.compactMapValues { values in
      let found = marks.filter { mark in values.contains { $0.range(of: mark.bytes) != nil } }
      return found.isEmpty ? nil : Set(found.map(\.name))
    }
  }
}

extension OpaqueID {
  /// The forms in which an id stands in databases.
  var storedForms: [Data] { [Data(text.utf8), blob] }
}

package import CareTypes
package import Foundation
import GRDB
package import ServiceCore
package import ServiceRuntime

/// The registry's records. Each method is one transaction.
package struct RegistrationStore: Sendable {
  let database: ServiceDatabase
  let dataKeys: DataKeys
  let lookup: LookupHash
  let tables: ReferenceTables
  let encode: @Sendable (RegistrationEvent) throws -> EventPayload
  /// Reads of whom a draft tells, on a day.
  let read: @Sendable (_ draft: Data, _ today: CalendarDate) throws -> ToldDraft

  /// The store of an opened database.
  ///
  /// - Parameters:
  ///   - database: Where the records are.
  ///   - keys: The service's secret.
  ///   - masterKeys: Where the keys come from that wrap data keys.
  ///   - tables: Municipalities and zones.
  ///   - encode: Turns an event into what the outbox holds.
  ///   - read: Reads of whom a draft tells, on a day.
  /// - Throws: `StartupError` when the master keys cannot be had.
  package init(
    database: ServiceDatabase,
    keys: KeyFile,
    masterKeys: any MasterKeyProvider,
    tables: ReferenceTables,
    encode: @escaping @Sendable (RegistrationEvent) throws -> EventPayload,
    read: @escaping @Sendable (_ draft: Data, _ today: CalendarDate) throws -> ToldDraft
  ) throws {
    self.database = database
    dataKeys = try DataKeys(provider: masterKeys)
    lookup = LookupHash(key: keys.key(for: "registration/lookup"))
    self.tables = tables
    self.encode = encode
    self.read = read
  }

  /// Opens the database of Registration.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile
  ) throws -> ServiceDatabase {
    try ServiceDatabase(
      location,
      label: "registration",
      clock: clock,
      digestKey: keys.key(for: "registration/requests"),
      migrations: RegistrationTables.register
    )
  }

  /// Appends an event to the outbox.
  func tell(_ event: RegistrationEvent, in transaction: WriteTransaction) throws {
    try transaction.append(encode(event))
  }

  /// Appends an event with the facts of a care situation, which is taken out again when one of the two is erased.
  func tell(_ event: RegistrationEvent, withFactsOf care: Int64, in transaction: WriteTransaction) throws {
    let sequence = try transaction.append(encode(event))
    try transaction.database.cachedStatement(sql: "INSERT INTO told_facts (care_situation, sequence) VALUES (?, ?)")
      .execute(arguments: [care, sequence])
  }

  /// Takes the facts of a care situation out of the outbox. Whoever has not read them yet is told anew beside it.
  func takeBackFacts(of care: Int64, in db: Database) throws {
    for sql in [
      "DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM told_facts WHERE care_situation = ?)",
      "DELETE FROM told_facts WHERE care_situation = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [care])
    }
  }
}

/// For whom records are read and changed: how far they see, and on which day.
package struct Viewer: Sendable, Hashable {
  /// How far they see; nothing for Mantel's own work, which sees all.
  package let scope: CallScope?
  /// The legal date.
  package let today: CalendarDate

  /// A viewer.
  package init(scope: CallScope?, today: CalendarDate) {
    self.scope = scope
    self.today = today
  }

  /// What they may do with sealed records.
  var clearance: CallScope.Clearance { scope?.clearance ?? .read }
}

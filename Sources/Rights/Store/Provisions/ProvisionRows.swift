import CareTypes
import GRDB
import Logging
import RightsDomain
import Synchronization

/// Writes provisions, and counts the changes, so that `ProvisionCache` notices them.
enum ProvisionRows {
  /// Stores a version. One that is known is left as it is: versions never change.
  static func insert(_ version: ProvisionVersion, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO provision (name) VALUES (?)").execute(arguments: [version.name])
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO provision_version (provision, version, content)
        SELECT key, ?, ? FROM provision WHERE name = ?
        """
    ).execute(arguments: [version.version, try StoredJSON.text(version), version.name])
    if db.changesCount > 0 { try countUp(in: db) }
  }

  /// Stores the proofs that were found for a version, in the place of those that are stored.
  ///
  /// - Returns: Whether they differ from those that were stored.
  static func setFoundProofs(
    _ proofs: [AcceptedProof],
    for name: String,
    _ version: Int,
    in db: Database
  ) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT INTO found_proofs (provision, version, proofs) VALUES (?, ?, ?)
        ON CONFLICT (provision, version) DO UPDATE SET proofs = excluded.proofs WHERE proofs <> excluded.proofs
        """
    ).execute(arguments: [name, version, try StoredJSON.text(proofs)])
    let isNew = db.changesCount > 0
    if isNew { try countUp(in: db) }
    return isNew
  }

  private static func countUp(in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE provision_generation SET generation = generation + 1 WHERE id = 1").execute()
  }
}

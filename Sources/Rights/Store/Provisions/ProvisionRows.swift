import CareTypes
import ServiceRuntime
import Logging
import RightsDomain
import Synchronization

/// Writes provisions, and counts the changes, so that `ProvisionCache` notices them.
enum ProvisionRows {
  /// Stores a version. One that is known is left as it is: versions never change.
  ///
  /// - Returns: Whether it is new.
  static func insert(_ version: ProvisionVersion, in db: Connection) throws -> Bool {
    try db.execute("INSERT INTO provision (name) VALUES (?) ON CONFLICT DO NOTHING", [version.name])
    let inserted = try db.change(
      """
      INSERT INTO provision_version (provision, version, content)
      SELECT key, ?, ? FROM provision WHERE name = ? ON CONFLICT DO NOTHING
      """,
      [version.version, try StoredJSON.text(version), version.name]
    )
    if inserted > 0 { try countUp(in: db) }
    return inserted > 0
  }

  /// Stores the proofs that were found for a version, in the place of those that are stored.
  ///
  /// - Returns: Whether they differ from those that were stored.
  static func setFoundProofs(
    _ proofs: [AcceptedProof],
    for name: String,
    _ version: Int,
    in db: Connection
  ) throws -> Bool {
    let changed = try db.change(
      """
      INSERT INTO found_proofs (provision, version, proofs) VALUES (?, ?, ?)
      ON CONFLICT (provision, version) DO UPDATE SET proofs = excluded.proofs
      WHERE found_proofs.proofs <> excluded.proofs
      """,
      [name, version, try StoredJSON.text(proofs)]
    )
    if changed > 0 { try countUp(in: db) }
    return changed > 0
  }

  private static func countUp(in db: Connection) throws {
    try db.execute("UPDATE provision_generation SET generation = generation + 1 WHERE id = 1")
  }
}

import Crypto
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import Synchronization

/// The keys of persons, care situations and drafts (datasleutels): each random, kept wrapped by a master key, and
/// destroyed to erase what it sealed.
final class DataKeys: Sendable {
  private let provider: any MasterKeyProvider
  private let masters: Mutex<MasterKeys>

  /// - Throws: `StartupError` when the master keys cannot be had.
  init(provider: any MasterKeyProvider) throws {
    self.provider = provider
    masters = Mutex(try provider.masterKeys())
  }

  /// Makes a key under the newest master key.
  func make(in db: Connection) throws -> (key: Int64, cipher: FieldCipher) {
    let secret = SymmetricKey(size: .bits256)
    let masters = masters.withLock { $0 }
    let key = try db.insert(
      "INSERT INTO data_key (master, wrapped) VALUES (?, ?)",
      [
        masters.newest, try Self.wrap(secret, by: masters, named: masters.newest),
      ]
    )
    return (key, FieldCipher(key: secret))
  }

  /// The cipher of a key.
  func cipher(_ key: Int64, in db: Connection) throws -> FieldCipher {
    guard
      let row = try db.row("SELECT master, wrapped FROM data_key WHERE key = ?", [key])
    else { throw Refusal(.internal, "A data key is not there") }
    return FieldCipher(key: try unwrap(row))
  }

  /// The ciphers of several keys.
  func ciphers(_ keys: some Sequence<Int64>, in db: Connection) throws -> [Int64: FieldCipher] {
    let wanted = Set(keys)
    if wanted.isEmpty { return [:] }
    let rows = try db.rows(Self.severalSQL, [ValueList(wanted)])
    let ciphers = try rows.map { ($0["key"] as Int64, FieldCipher(key: try unwrap($0))) }
    guard ciphers.count == wanted.count else { throw Refusal(.internal, "A data key is not there") }
    return Dictionary(uniqueKeysWithValues: ciphers)
  }

  static let severalSQL = "SELECT key, master, wrapped FROM data_key WHERE key IN \(ValueList.members("?"))"

  /// Destroys a key: what it sealed can never be read again.
  func destroy(_ key: Int64, in db: Connection) throws {
    try db.execute("DELETE FROM data_key WHERE key = ?", [key])
  }

  /// Reads the master keys anew.
  ///
  /// - Returns: Name of the newest.
  /// - Throws: `StartupError` when they cannot be had; then those from before stay.
  func reload() throws -> String {
    let read = try provider.masterKeys()
    masters.withLock { $0 = read }
    return read.newest
  }

  /// Wraps some keys that are under an earlier master key with the newest.
  ///
  /// - Returns: How many.
  func rewrap(limit: Int, in db: Connection) throws -> Int {
    let masters = masters.withLock { $0 }
    let rows = try db.rows(Self.earlierSQL, [masters.newest, masters.newest, limit])
    for row in rows {
      let wrapped = try Self.wrap(unwrap(row), by: masters, named: masters.newest)
      try db.execute(
        "UPDATE data_key SET master = ?, wrapped = ? WHERE key = ?",
        [masters.newest, wrapped, row["key"] as Int64]
      )
    }
    return rows.count
  }

  /// How many keys are under another master key than the newest.
  func remaining(in db: Connection) throws -> Int {
    let newest = masters.withLock { $0.newest }
    return try db.value(
      Int.self,
      """
      SELECT (SELECT count(*) FROM data_key WHERE master < ?) + (SELECT count(*) FROM data_key WHERE master > ?)
      """,
      [newest, newest]
    ) ?? 0
  }

  // Two ranges of the index, rather than an inequality that it cannot serve.
  static let earlierSQL = """
    SELECT key, master, wrapped FROM data_key WHERE master < ?
    UNION ALL SELECT key, master, wrapped FROM data_key WHERE master > ? LIMIT ?
    """

  private func unwrap(_ row: SQLRow) throws -> SymmetricKey {
    let name: String = row["master"]
    var masters = masters.withLock { $0 }
    if masters.key(named: name) == nil {
      // Another process may have added it.
      _ = try reload()
      masters = self.masters.withLock { $0 }
    }
    guard let master = masters.key(named: name) else {
      throw Refusal(.internal, "A master key that is needed is not there")
    }
    let box = try AES.GCM.SealedBox(combined: row["wrapped"] as Data)
    return SymmetricKey(data: try AES.GCM.open(box, using: master, authenticating: Data("data-key/\(name)".utf8)))
  }

  private static func wrap(_ secret: SymmetricKey, by masters: MasterKeys, named name: String) throws -> Data {
    guard let master = masters.key(named: name) else {
      throw Refusal(.internal, "A master key that is needed is not there")
    }
    let box = try AES.GCM.seal(
      secret.withUnsafeBytes { Data($0) },
      using: master,
      authenticating: Data("data-key/\(name)".utf8)
    )
    guard let combined = box.combined else { throw Refusal(.internal, "A sealed field has no combined form") }
    return combined
  }
}

extension FieldCipher {
  /// Seals a value as JSON.
  func seal(json value: some Encodable, at place: String) throws -> Data {
    try seal(JSONEncoder().encode(value), at: place)
  }

  /// Opens a value that was sealed as JSON for the same place.
  func open<Value: Decodable>(_ data: Data, as type: Value.Type, at place: String) throws -> Value {
    try JSONDecoder().decode(type, from: openBytes(data, at: place))
  }
}

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
  func make(in db: Connection) throws -> (key: DataKey, cipher: FieldCipher) {
    let secret = SymmetricKey(size: .bits256)
    let masters = masters.withLock { $0 }
    let wrapped = try Self.wrap(secret, by: masters, named: masters.newest)
    let key = try db.insert("INSERT INTO data_key (master, wrapped) VALUES (?, ?)", [masters.newest, wrapped])
    let cipher = FieldCipher(key: secret)
    return (DataKey(key: key, master: masters.newest, wrapped: wrapped, opened: cipher), cipher)
  }

  /// The cipher of a key that was read with what it encrypts.
  func cipher(_ key: DataKey) throws -> FieldCipher {
    try key.opened ?? FieldCipher(key: unwrap(key.wrapped, named: key.master))
  }

  /// The cipher of a key.
  func cipher(_ key: Int64, in db: Connection) throws -> FieldCipher {
    guard
      let row = try db.row("SELECT master, wrapped FROM data_key WHERE key = ?", [key])
    else { throw Refusal(.internal, "A data key is not there") }
    return FieldCipher(key: try unwrap(row["wrapped"], named: row["master"]))
  }

  /// The ciphers of several keys.
  ///
  /// - Parameter known: Ciphers that the caller has already, by their keys.
  func ciphers(
    _ keys: some Sequence<Int64>,
    known: [Int64: FieldCipher] = [:],
    in db: Connection
  ) throws -> [Int64: FieldCipher] {
    let wanted = Set(keys).subtracting(known.keys)
    if wanted.isEmpty { return known }
    let rows = try db.rows(Self.severalSQL, [ValueList(wanted)])
    guard rows.count == wanted.count else { throw Refusal(.internal, "A data key is not there") }
    return try rows.reduce(into: known) { ciphers, row in
      ciphers[row["key"]] = FieldCipher(key: try unwrap(row["wrapped"], named: row["master"]))
    }
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
      let wrapped = try Self.wrap(unwrap(row["wrapped"], named: row["master"]), by: masters, named: masters.newest)
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

  private func unwrap(_ wrapped: Data, named name: String) throws -> SymmetricKey {
    var masters = masters.withLock { $0 }
    if masters.key(named: name) == nil {
      // Another process may have added it.
      _ = try reload()
      masters = self.masters.withLock { $0 }
    }
    guard let master = masters.key(named: name) else {
      throw Refusal(.internal, "A master key that is needed is not there")
    }
    let box = try AES.GCM.SealedBox(combined: wrapped)
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

/// A data key as it is stored: wrapped by a master key.
struct DataKey {
  /// Key of its row.
  let key: Int64
  /// Name of the master key.
  let master: String
  /// The key, encrypted by the master key.
  let wrapped: Data
  /// The cipher of a key that was just made; nil when the key was read.
  var opened: FieldCipher?
}

/// The names of the fields that are stored encrypted. A value is sealed for its field, and cannot be opened for another.
enum SealedField {
  /// Name and contact data of a person.
  static let identity = "identity"
  /// Street and postal code of a residence.
  static let address = "address"
  /// Digits of a national or local number.
  static let number = "number"
  /// Content of a draft.
  static let draft = "draft"
  /// An assessment of a caregiver's load.
  static let assessment = "assessment"
  /// The organisation that assessed evidence.
  static let assessor = "assessor"
  /// The contact point of a care situation.
  static let contactPoint = "contact-point"
  /// A bank account of a person.
  static let bankAccount = "bank-account"
}

import Crypto
import Foundation
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Data keys")
struct DataKeysTests {
  private func open(_ keys: KeyFile = KeyFile()) throws -> ServiceDatabase {
    try RegistrationStores.openDatabase(.temporary, clock: .system, keys: keys)
  }

  @Test("What a data key sealed is opened by that key alone, and by nobody once it is destroyed")
  func destroyed() async throws {
    let database = try open()
    let keys = try DataKeys(provider: MemoryMasterKeys())
    let (first, sealed) = try await database.write { transaction in
      let (key, cipher) = try keys.make(in: transaction.connection)
      _ = try keys.make(in: transaction.connection)
      return (key.key, try cipher.seal("Yvonne", at: "identity"))
    }
    #expect(try await database.read { try keys.cipher(first, in: $0).open(sealed, at: "identity") } == "Yvonne")
    await #expect(throws: CryptoKitError.self) {
      try await database.read { try keys.cipher(first + 1, in: $0).open(sealed, at: "identity") }
    }
    await #expect(throws: CryptoKitError.self) {
      try await database.read { try keys.cipher(first, in: $0).open(sealed, at: "address") }
    }
    try await database.write { try keys.destroy(first, in: $0.connection) }
    await #expect(throws: Refusal.self) { _ = try await database.read { try keys.cipher(first, in: $0) } }
  }

  @Test("The number of a destroyed key is never given to another")
  func neverReused() async throws {
    let database = try open()
    let keys = try DataKeys(provider: MemoryMasterKeys())
    let numbers = try await database.write { transaction in
      try (0..<3).map { _ in
        let key = try keys.make(in: transaction.connection).key.key
        try keys.destroy(key, in: transaction.connection)
        return key
      }
    }
    #expect(Set(numbers).count == 3)
  }

  @Test("A wrapped key that was changed, or said to be under another master key, does not open")
  func tampered() async throws {
    let database = try open()
    let keys = try DataKeys(provider: MemoryMasterKeys(names: ["one", "two"]))
    let key = try await database.write { try keys.make(in: $0.connection).key.key }
    try await database.write {
      try $0.connection.execute("UPDATE data_key SET master = 'one' WHERE key = ?", [key])
    }
    await #expect(throws: CryptoKitError.self) { _ = try await database.read { try keys.cipher(key, in: $0) } }
    try await database.write {
      try $0.connection.execute("UPDATE data_key SET master = 'two', wrapped = zeroblob(60) WHERE key = ?", [key])
    }
    await #expect(throws: CryptoKitError.self) { _ = try await database.read { try keys.cipher(key, in: $0) } }
  }

  @Test("A master key that is nowhere is told as a fault, without its name")
  func missingMaster() async throws {
    let database = try open()
    let masters = MemoryMasterKeys(names: ["one"])
    let keys = try DataKeys(provider: masters)
    let key = try await database.write { try keys.make(in: $0.connection).key.key }
    masters.addKey(named: "two")
    masters.removeKey(named: "one")
    let later = try DataKeys(provider: masters)
    await #expect {
      _ = try await database.read { try later.cipher(key, in: $0) }
    } throws: { error in
      guard let refusal = error as? Refusal else { return false }
      return refusal.reason == .internal && !refusal.message.contains("one")
    }
  }

  @Test("A key under a master key that was added meanwhile opens without being told")
  func addedMeanwhile() async throws {
    let database = try open()
    let masters = MemoryMasterKeys(names: ["one"])
    let early = try DataKeys(provider: masters)
    masters.addKey(named: "two")
    let late = try DataKeys(provider: masters)
    let (key, sealed) = try await database.write { transaction in
      let (key, cipher) = try late.make(in: transaction.connection)
      return (key.key, try cipher.seal("Yvonne", at: "identity"))
    }
    #expect(try await database.read { try early.cipher(key, in: $0).open(sealed, at: "identity") } == "Yvonne")
  }

  @Test("Two keys, two ciphers and two wrappings of one value are never alike")
  func random() async throws {
    let database = try open()
    let keys = try DataKeys(provider: MemoryMasterKeys())
    let sealed = try await database.write { transaction in
      let cipher = try keys.make(in: transaction.connection).cipher
      return try (0..<50).map { _ in try cipher.seal("Yvonne", at: "identity") }
    }
    #expect(Set(sealed).count == 50)
    #expect(Set(sealed.map { $0.prefix(12) }).count == 50)
    try await database.write { transaction in
      for _ in 0..<50 { _ = try keys.make(in: transaction.connection) }
    }
    let wrapped = try await database.read { try $0.values(Data.self, "SELECT wrapped FROM data_key") }
    #expect(Set(wrapped).count == 51)
  }

  @Test("Keys that are destroyed among many others leave nothing behind in the pages that are put together")
  func pages() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let database = try RegistrationStores.openDatabase(file.location, clock: .system, keys: KeyFile())
    let keys = try DataKeys(provider: MemoryMasterKeys())
    try await database.write { transaction in
      for _ in 0..<2_000 { _ = try keys.make(in: transaction.connection) }
    }
    let wrapped = try file.wrappedKeys()
    #expect(wrapped.count == 2_000)
    // All but every fortieth, so that pages run empty and their rows move together.
    try await database.write { transaction in
      for key in 1...Int64(2_000) where key % 40 != 0 { try keys.destroy(key, in: transaction.connection) }
    }
    try await database.emptyLog()
    let bytes = try file.bytes()
    var left = 0
    for (index, key) in wrapped.enumerated() where (index + 1) % 40 != 0 {
      if bytes.range(of: key) != nil { left += 1 }
    }
    #expect(left == 0)
    #expect(try file.wrappedKeys().count == 50)
  }
}

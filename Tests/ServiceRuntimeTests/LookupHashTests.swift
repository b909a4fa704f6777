import Crypto
import Foundation
import ServiceRuntime
import Testing

@Suite("Keyed hashes")
struct LookupHashTests {
  private static let values = [
    "", "a", "insz/76072296223", String(repeating: "é", count: 32), String(repeating: "lang/", count: 100),
  ]

  @Test("They are HMAC-SHA-256, whatever the lengths of key and value", arguments: [1, 32, 63, 64, 65, 200])
  func sameAsLibrary(keyLength: Int) {
    let key = SymmetricKey(data: (0..<keyLength).map { UInt8(truncatingIfNeeded: 7 * $0 + keyLength) })
    let hash = LookupHash(key: key)
    for value in Self.values {
      let expected = Data(HMAC<SHA256>.authenticationCode(for: Data(value.utf8), using: key))
      #expect(hash(value) == expected)
      #expect(hash(Data(value.utf8)) == expected)
      #expect(hash.number(of: value) == expected.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
  }

  @Test("A hash that has begun gives of the rest what it gives of the whole, and leaves the first as it was")
  func beginning() {
    let hash = LookupHash(key: SymmetricKey(size: .bits256))
    for beginning in Self.values {
      let begun = hash.beginning(with: beginning)
      for rest in Self.values {
        #expect(begun(rest) == hash(beginning + rest))
        #expect(begun.number(of: rest) == hash.number(of: beginning + rest))
      }
    }
    #expect(hash("a") != hash.beginning(with: "a")("a"))
  }

  @Test("Another key gives another hash")
  func keyed() {
    #expect(LookupHash(key: SymmetricKey(size: .bits256))("a") != LookupHash(key: SymmetricKey(size: .bits256))("a"))
  }
}

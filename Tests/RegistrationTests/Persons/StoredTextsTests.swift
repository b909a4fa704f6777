import CareTypes
import Crypto
import Foundation
import ServiceCore
import ServiceRuntime
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Values that are stored by their texts")
struct StoredTextsTests {
  private static func identities() throws -> [Identity] {
    let plain = Identity(familyName: "De Fictieve", givenNames: "Mieke", phone: nil, email: nil, trustedAdult: nil)
    var full = Identity(
      familyName: "Van Verzinsel",
      givenNames: "Zoë Éloïse",
      phone: try PhoneNumber("+32468000000"),
      email: try EmailAddress("zoe@example.org"),
      trustedAdult: TrustedAdult(displayName: "Tante Bedachtzaam", relation: "", phone: nil, email: nil)
    )
    full.keep(formerNames: ["Denkbeeldig", String(repeating: "Lang ", count: 60)])
    return [plain, full]
  }

  @Test("An identity and an address are read as they were stored, also those that were stored as JSON before")
  func values() throws {
    let cipher = FieldCipher(key: SymmetricKey(size: .bits256))
    for identity in try Self.identities() {
      for sealed in [
        try cipher.seal(identity, at: SealedField.identity), try cipher.seal(json: identity, at: SealedField.identity),
      ] {
        #expect(try cipher.open(sealed, as: Identity.self, at: SealedField.identity) == identity)
      }
    }
    for address in [
      Residence.Address(streetLine: "", postalCode: try PostalCode("9880")),
      Residence.Address(streetLine: "Rue Fictive 5", foreignPostalCode: "", locality: "Lille"),
    ] {
      for sealed in [
        try cipher.seal(address, at: SealedField.address), try cipher.seal(json: address, at: SealedField.address),
      ] {
        #expect(try cipher.open(sealed, as: Residence.Address.self, at: SealedField.address) == address)
      }
    }
  }

  @Test("Bytes that were cut off, or that lack a text, are refused")
  func damaged() throws {
    let cipher = FieldCipher(key: SymmetricKey(size: .bits256))
    for identity in try Self.identities() {
      let bytes = StoredTexts(identity.texts).bytes
      for length in 0..<bytes.count {
        let sealed = try cipher.seal(Data(bytes.prefix(length)), at: SealedField.identity)
        if let read = try? cipher.open(sealed, as: Identity.self, at: SealedField.identity) {
          // Only whole names of before may be missing at the end.
          #expect(read.familyName == identity.familyName && read.trustedAdult == identity.trustedAdult)
        }
      }
    }
    #expect(throws: Refusal.self) {
      let sealed = try cipher.seal(StoredTexts(["De Fictieve"]).bytes, at: SealedField.identity)
      _ = try cipher.open(sealed, as: Identity.self, at: SealedField.identity)
    }
  }
}

import CareTypes
import Crypto
import Foundation
import JWTKit
import Testing

@testable import Proofs

@Suite("Proofs that are checked offline")
struct ProofTests {
  private static let address = "https://mantel.example"
  private let keys: SigningKeys
  private let issuer: ProofIssuer
  private let holder: ProofHolder
  private let term: ProofTerm
  private let now: Instant
  private let status = StatusReference(index: 70_001, list: "https://mantel.example/status/1")

  init() throws {
    keys = try SigningKeys(text: SigningKeys.newText())
    issuer = ProofIssuer(address: Self.address, keys: keys)
    holder = ProofHolder(
      givenNames: "Zoë",
      familyName: "D'hondt-Müller",
      birthDate: try CalendarDate(iso: "1971-03-09")
    )
    term = ProofTerm(issued: try CalendarDate(iso: "2026-07-01"), validUntil: try CalendarDate(iso: "2027-06-30"))
    now = Instant(seconds: Int64(try CalendarDate(iso: "2026-09-01").daysSinceEpoch) * 86_400 + 36_000)
  }

  // MARK: Cards

  @Test("A card says who is a caregiver and until when, and nothing else")
  func card() async throws {
    let token = try await issuer.card(holder, term, status)
    let checked = try await checker().check(token)
    #expect(checked.kind == .card)
    #expect(checked.givenNames == "Zoë")
    #expect(checked.familyName == "D'hondt-Müller")
    #expect(checked.validUntil == term.validUntil)
    #expect(checked.birthDate == nil)
    let claims = try Self.json(token, 1)
    #expect(Set(claims.keys) == ["iss", "iat", "exp", "given_name", "family_name", "status"])
    // Small enough for a code that a phone reads from paper.
    #expect(token.utf8.count < 500)
  }

  @Test("Proofs that are issued on one day do not tell at which time")
  func times() async throws {
    let claims = try Self.json(try await issuer.card(holder, term, status), 1)
    #expect(claims["iat"] as? Int == term.issued.daysSinceEpoch * 86_400 - 7_200)
    #expect(claims["exp"] as? Int == (term.validUntil.daysSinceEpoch + 1) * 86_400 - 3_600)
  }

  @Test("A card that was changed, or signed by another key, is refused")
  func forged() async throws {
    let token = try await issuer.card(holder, term, status)
    let parts = token.split(separator: ".").map(String.init)
    var claims = try Self.json(token, 1)
    claims["family_name"] = "Peeters"
    let changed = Base64URL.text(try JSONSerialization.data(withJSONObject: claims))
    await expect(.badSignature, "\(parts[0]).\(changed).\(parts[2])")
    await expect(.badSignature, "\(parts[0]).\(parts[1]).\(Base64URL.text([UInt8](repeating: 0, count: 64)))")
    await expect(.malformed("the token"), "\(parts[0]).\(parts[1])")
    await expect(.malformed("the token"), "\(parts[0])=.\(parts[1]).\(parts[2])")
    let stranger = ProofIssuer(address: Self.address, keys: try SigningKeys(text: SigningKeys.newText()))
    await expect(.unknownKey, try await stranger.card(holder, term, status))
    // A stranger who claims to be the key of the registry.
    let own = P256.Signing.PrivateKey()
    let claimed = CardClaims(
      iss: Self.address,
      iat: 0,
      exp: .max,
      givenName: "A",
      familyName: "B",
      status: StatusClaim(list: status)
    )
    await expect(
      .badSignature,
      try await ProofCoding.sign(claimed, type: CardClaims.type, by: own, named: keys.newest)
    )
  }

  @Test("A card without a signature, and one that is signed with the public key as a secret, are refused")
  func algorithms() async throws {
    let payload = try await issuer.card(holder, term, status).split(separator: ".")[1]
    func header(_ algorithm: String) throws -> String {
      Base64URL.text(
        try JSONSerialization.data(
          withJSONObject: ["alg": algorithm, "kid": keys.newest, "typ": CardClaims.type]
        )
      )
    }
    for algorithm in ["none", "None", "NONE"] {
      await expect(.wrongAlgorithm, "\(try header(algorithm)).\(payload).")
    }
    let known = keys.signing.publicKey
    for secret in [
      known.rawRepresentation, known.x963Representation, Data(known.pemRepresentation.utf8), try issuer.keySet(),
    ] {
      let input = "\(try header("HS256")).\(payload)"
      let signature = HMAC<SHA256>.authenticationCode(for: Data(input.utf8), using: SymmetricKey(data: secret))
      await expect(.wrongAlgorithm, "\(input).\(Base64URL.text(signature))")
      let named = "\(try header("ES256")).\(payload)"
      let other = HMAC<SHA512>.authenticationCode(for: Data(named.utf8), using: SymmetricKey(data: secret))
      await expect(.badSignature, "\(named).\(Base64URL.text(other))")
    }
  }

  @Test("A card is refused after its last day, and before its first")
  func expired() async throws {
    let token = try await issuer.card(holder, term, status)
    let last = Int64(term.validUntil.daysSinceEpoch) * 86_400
    _ = try await checker(at: Instant(seconds: last + 70_000)).check(token)
    await expect(.expired, token, at: Instant(seconds: last + 86_400))
    await expect(.notYetValid, token, at: Instant(seconds: Int64(term.issued.daysSinceEpoch) * 86_400 - 20_000))
  }

  @Test("A status list or another token is not taken for a card")
  func otherTokens() async throws {
    await expect(.wrongType, try await issuer.statusList(1, StatusList(revoked: []), at: now))
    let signed = try await ProofCoding.sign(
      CardClaims(iss: "", iat: 0, exp: .max, givenName: "", familyName: "", status: StatusClaim(list: status)),
      type: "JWT",
      by: keys.signing,
      named: keys.newest
    )
    await expect(.wrongType, signed)
  }

  // MARK: Status

  @Test("A revoked card is refused, its neighbours are not")
  func revoked() async throws {
    let token = try await issuer.card(holder, term, status)
    let list = try await issuer.statusList(1, StatusList(revoked: [status.index]), at: now)
    await expect(.revoked, token, lists: [list])
    let other = try await issuer.statusList(1, StatusList(revoked: [status.index - 1, status.index + 1]), at: now)
    _ = try await checker(lists: [other]).check(token)
  }

  @Test("The latest of several lists counts")
  func latestList() async throws {
    let token = try await issuer.card(holder, term, status)
    let old = try await issuer.statusList(1, StatusList(revoked: []), at: Instant(seconds: now.seconds - 60))
    let new = try await issuer.statusList(1, StatusList(revoked: [status.index]), at: now)
    await expect(.revoked, token, lists: [old, new])
    await expect(.revoked, token, lists: [new, old])
  }

  @Test("Without its list, with another one or with an old one a card is not accepted")
  func missingList() async throws {
    let token = try await issuer.card(holder, term, status)
    await expect(.noStatusList, token, lists: [])
    let other = try await issuer.statusList(2, StatusList(revoked: []), at: now)
    await expect(.noStatusList, token, lists: [other])
    let old = try await issuer.statusList(1, StatusList(revoked: []), at: Instant(seconds: now.seconds - 86_400))
    await expect(.noStatusList, token, lists: [old])
    let beyond = StatusReference(index: StatusList.capacity, list: status.list)
    await expect(.noStatusList, try await issuer.card(holder, term, beyond))
  }

  @Test("A list that somebody else signed is not accepted")
  func forgedList() async throws {
    let stranger = ProofIssuer(address: Self.address, keys: try SigningKeys(text: SigningKeys.newText()))
    let list = try await stranger.statusList(1, StatusList(revoked: []), at: now)
    await #expect(throws: ProofFault.unknownKey) { try await checker(lists: [list]) }
  }

  @Test("The bits of a list are those of the examples in the specification")
  func bits() throws {
    // Token Status List, section 4.1: sixteen tokens of one bit, and twelve of two bits.
    let revoked = [0, 3, 4, 5, 7, 8, 9, 13, 15]
    #expect(StatusList(revoked: revoked).bytes.prefix(2) == [0xB9, 0xA3])
    for place in 0..<16 {
      #expect(StatusList.status(at: place, bits: 1, in: [0xB9, 0xA3]) == (revoked.contains(place) ? 1 : 0))
    }
    let expected: [UInt8] = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]
    #expect((0..<12).map { StatusList.status(at: $0, bits: 2, in: [0xC9, 0x44, 0xF9]) } == expected)
    #expect(StatusList.status(at: 16, bits: 1, in: [0xB9, 0xA3]) == nil)
    #expect(StatusList.status(at: -1, bits: 1, in: [0xB9, 0xA3]) == nil)
    #expect(StatusList.status(at: 0, bits: 3, in: [0xB9, 0xA3]) == nil)
  }

  @Test("A compressed list is that of the example in the specification, and small")
  func compression() throws {
    #expect(try Zlib.expand([UInt8](Base64URL.bytes("eNrbuRgAAhcBXQ") ?? Data())) == [0xB9, 0xA3])
    let bytes = StatusList(revoked: stride(from: 0, to: StatusList.capacity, by: 1_000)).bytes
    let compressed = try Zlib.compress(bytes)
    #expect(try Zlib.expand(compressed) == bytes)
    #expect(compressed.count < 1_000)
    #expect(throws: Zlib.Failure.self) { try Zlib.expand([1, 2, 3]) }
  }

  // MARK: Credentials

  @Test("The holder of a credential shows or keeps each of the names and the birth date")
  func disclosures() async throws {
    let credential = try await issuer.credential(holder, term, status, boundTo: nil)
    let whole = try await checker().check(credential)
    #expect(whole.kind == .credential)
    #expect(whole.familyName == "D'hondt-Müller")
    #expect(whole.birthDate == holder.birthDate)
    let parts = credential.split(separator: "~").map(String.init)
    #expect(parts.count == 4)
    let none = try await checker().check("\(parts[0])~")
    #expect([none.givenNames, none.familyName] == [nil, nil])
    #expect(none.validUntil == term.validUntil)
    let family = try await checker().check("\(parts[0])~\(parts[2])~")
    #expect(family.givenNames == nil)
    #expect(family.familyName == "D'hondt-Müller")
    let claims = try Self.json(parts[0], 1)
    #expect((claims["_sd"] as? [String])?.count == 4)
    #expect(claims["_sd_alg"] as? String == "sha-256")
    #expect(!parts[0].contains(Base64URL.text(Array("hondt".utf8)).prefix(5)))
  }

  @Test("What the issuer did not sign cannot be shown")
  func forgedDisclosures() async throws {
    let credential = try await issuer.credential(holder, term, status, boundTo: nil)
    let parts = credential.split(separator: "~").map(String.init)
    let other = try Disclosure("family_name", "Peeters")
    await expect(.wrongDisclosure, "\(parts[0])~\(other.text)~")
    await expect(.wrongDisclosure, "\(parts[0])~\(parts[1])~\(parts[1])~")
    await expect(.malformed("a disclosure"), "\(parts[0])~\(parts[1])~x~")
  }

  @Test("Two credentials of one person have no digest in common")
  func salts() async throws {
    let first = try Self.json(try await issuer.credential(holder, term, status, boundTo: nil), 1)["_sd"] as? [String]
    let second = try Self.json(try await issuer.credential(holder, term, status, boundTo: nil), 1)["_sd"] as? [String]
    #expect(Set(first ?? []).isDisjoint(with: second ?? []))
  }

  @Test("A credential that is bound to a key is accepted only from whoever has it")
  func binding() async throws {
    let own = P256.Signing.PrivateKey()
    let credential = try await issuer.credential(holder, term, status, boundTo: HolderKey(own.publicKey))
    await expect(.notBound, credential)
    func shown(_ parts: Int = 4, by key: P256.Signing.PrivateKey = own, at time: Instant? = nil) async throws -> String
    {
      let presentation = credential.split(separator: "~").prefix(parts).joined(separator: "~") + "~"
      let claims = KeyBindingClaims(
        iat: (time ?? now).seconds,
        aud: "https://shop.example",
        nonce: "n1",
        shownDigest: Disclosure.digest(of: presentation)
      )
      return presentation + (try await ProofCoding.sign(claims, type: KeyBindingClaims.type, by: key, named: nil))
    }
    let checked = try await checker().check(try await shown(), audience: "https://shop.example", nonce: "n1")
    #expect(checked.familyName == "D'hondt-Müller")
    await expect(.badSignature, try await shown(by: P256.Signing.PrivateKey()))
    await expect(.notBound, try await shown(at: Instant(seconds: now.seconds - 3_600)))
    await expect(.notBound, try await shown(at: Instant(seconds: -1_000_000_000_000)))
    // A binding that was made for fewer disclosures.
    let binding = try await shown(2).split(separator: "~").last ?? ""
    await expect(.notBound, credential + binding)
    await #expect(throws: ProofFault.notBound) {
      try await checker().check(try await shown(), audience: "https://other.example")
    }
    await #expect(throws: ProofFault.notBound) { try await checker().check(try await shown(), nonce: "n2") }
  }

  @Test("A credential is refused when it has expired or is revoked")
  func credentialStatus() async throws {
    let credential = try await issuer.credential(holder, term, status, boundTo: nil)
    let list = try await issuer.statusList(1, StatusList(revoked: [status.index]), at: now)
    await expect(.revoked, credential, lists: [list])
    await expect(.expired, credential, at: Instant(seconds: Int64(term.validUntil.daysSinceEpoch + 1) * 86_400))
    await expect(.noStatusList, credential, lists: [])
  }

  @Test("The key of a holder is a public key of P-256")
  func holderKeys() throws {
    let key = P256.Signing.PrivateKey()
    let json = try JSONSerialization.data(
      withJSONObject: [
        "kty": "EC", "crv": "P-256", "x": Base64URL.text(key.publicKey.rawRepresentation.prefix(32)),
        "y": Base64URL.text(key.publicKey.rawRepresentation.suffix(32)),
      ]
    )
    #expect(HolderKey(json: String(decoding: json, as: UTF8.self)) != nil)
    let secret = String(decoding: json, as: UTF8.self).replacingOccurrences(of: "{", with: #"{"d":"AAAA","#)
    #expect(HolderKey(json: secret) == nil)
    #expect(HolderKey(json: #"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#) == nil)
    #expect(HolderKey(json: "") == nil)
  }

  // MARK: Attests

  @Test("An attest says its kind and the days of care", arguments: Attest.Kind.allCases)
  func attests(kind: Attest.Kind) async throws {
    let attest = Attest(
      kind: kind,
      from: try CalendarDate(iso: "2019-02-01"),
      until: kind == .experience ? try CalendarDate(iso: "2025-05-31") : nil,
      months: kind == .experience ? 64 : nil
    )
    let token = try await issuer.attest(attest, holder, term)
    let checked = try await checker(lists: []).check(token)
    #expect(checked.kind == .attest(attest))
    let expected: Set = ["iss", "iat", "exp", "given_name", "family_name", "attest", "care_from"]
    #expect(Set(try Self.json(token, 1).keys).subtracting(["care_until", "care_months"]) == expected)
  }

  // MARK: Keys

  @Test("After a rotation the new key signs, and what the old one signed is still accepted")
  func rotation() async throws {
    let old = try await issuer.card(holder, term, status)
    let text = keys.rotatedText()
    let rotated = try SigningKeys(text: text)
    #expect(rotated.newest != keys.newest)
    #expect(rotated.published.map(\.name) == [keys.newest, rotated.newest])
    #expect(!text.contains(keys.signing.rawRepresentation.base64EncodedString()))
    let issuer = ProofIssuer(address: Self.address, keys: rotated)
    let list = try await issuer.statusList(1, StatusList(revoked: []), at: now)
    let checker = try await ProofChecker(keys: KeySet(json: issuer.keySet()), statusLists: [list], at: now)
    _ = try await checker.check(old)
    _ = try await checker.check(try await issuer.card(holder, term, status))
    #expect(try SigningKeys(text: rotated.rotatedText()).published.count == 3)
  }

  @Test(
    "A key file that is not in the form is refused without repeating it",
    arguments: ["", "a private", "a secret AAAA", "a private AAAA", "a public AAAA\n"]
  )
  func malformedKeys(text: String) {
    #expect(throws: SigningKeys.Malformed.self) { try SigningKeys(text: text) }
  }

  @Test("A key file ends with the one key that signs")
  func orderOfKeys() throws {
    let (first, second) = (SigningKeys.newText(), SigningKeys.newText())
    #expect(throws: SigningKeys.Malformed.self) { try SigningKeys(text: first + second) }
    #expect(throws: SigningKeys.Malformed.self) {
      try SigningKeys(text: first.replacingOccurrences(of: "private", with: "public"))
    }
  }

  @Test("The key set holds no private key")
  func keySet() throws {
    let set = try JSONSerialization.jsonObject(with: try issuer.keySet()) as? [String: [[String: String]]]
    let key = try #require(set?["keys"]?.first)
    #expect(Set(key.keys) == ["kty", "crv", "alg", "kid", "x", "y"])
    #expect(key["kid"] == keys.newest)
    #expect(throws: ProofFault.malformed("the key set")) { try KeySet(json: Data("[]".utf8)) }
  }

  // MARK: Help

  private func checker(lists: [String]? = nil, at time: Instant? = nil) async throws -> ProofChecker {
    let time = time ?? now
    let current = try await issuer.statusList(1, StatusList(revoked: []), at: time)
    return try await ProofChecker(keys: KeySet(json: issuer.keySet()), statusLists: lists ?? [current], at: time)
  }

  private func expect(
    _ fault: ProofFault,
    _ token: String,
    lists: [String]? = nil,
    at time: Instant? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: fault, sourceLocation: sourceLocation) {
      try await checker(lists: lists, at: time).check(token)
    }
  }

  private static func json(_ token: String, _ part: Int) throws -> [String: Any] {
    let parts = token.split(separator: "~")[0].split(separator: ".")
    let data = try #require(Base64URL.bytes(parts[part]))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

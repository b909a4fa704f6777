package import CareTypes
import Crypto
import Foundation
import JWTKit

/// Checks proofs without asking anyone: by a key set, and for what can be revoked by status lists.
package struct ProofChecker: Sendable {
  /// Seconds by which the clock of whoever signed may be ahead.
  private static let leeway: Int64 = 300

  private let keys: KeySet
  private let lists: [String: StatusListClaims]
  private let now: Int64

  /// A checker.
  ///
  /// - Parameters:
  ///   - keys: The keys that are trusted.
  ///   - lists: Signed status lists.
  ///   - now: The time.
  /// - Throws: `ProofFault` for a status list that is not accepted.
  package init(keys: KeySet, statusLists lists: [String], at now: Instant) async throws {
    self.keys = keys
    self.now = now.seconds
    var read: [String: StatusListClaims] = [:]
    for list in lists {
      let claims = try await Self.verify(list, as: StatusListClaims.self, type: StatusListClaims.type, by: keys)
      guard claims.iat <= self.now + Self.leeway else { throw ProofFault.notYetValid }
      // The latest one counts, if several are given.
      if let known = read[claims.sub], known.iat >= claims.iat { continue }
      read[claims.sub] = claims
    }
    self.lists = read
  }

  /// Checks a card, a credential or an attest.
  ///
  /// - Parameters:
  ///   - text: The token.
  ///   - audience: Whom the holder of a credential shows it to; nil: any.
  ///   - nonce: What the holder of a credential was asked to sign; nil: anything.
  /// - Throws: `ProofFault` that says why it is not accepted.
  package func check(_ text: String, audience: String? = nil, nonce: String? = nil) async throws -> CheckedProof {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.contains("~") { return try await checkCredential(text, audience: audience, nonce: nonce) }
    switch try Self.header(of: text).typ {
    case CardClaims.type: return try await checkCard(text)
    case AttestClaims.type: return try await checkAttest(text)
    default: throw ProofFault.wrongType
    }
  }

  private func checkCard(_ text: String) async throws -> CheckedProof {
    let claims = try await Self.verify(text, as: CardClaims.self, type: CardClaims.type, by: keys)
    try checkTime(from: claims.iat, until: claims.exp)
    try checkStatus(claims.status.list)
    return CheckedProof(
      kind: .card,
      issuer: claims.iss,
      givenNames: claims.givenName,
      familyName: claims.familyName,
      birthDate: nil,
      validUntil: try Self.lastDay(claims.exp)
    )
  }

  private func checkAttest(_ text: String) async throws -> CheckedProof {
    let claims = try await Self.verify(text, as: AttestClaims.self, type: AttestClaims.type, by: keys)
    try checkTime(from: claims.iat, until: claims.exp)
    guard let kind = Attest.Kind(rawValue: claims.kind), let from = try? CalendarDate(iso: claims.from) else {
      throw ProofFault.malformed("the attest")
    }
    let attest = Attest(
      kind: kind,
      from: from,
      until: try claims.until.map { try CalendarDate(iso: $0) },
      months: claims.months
    )
    return CheckedProof(
      kind: .attest(attest),
      issuer: claims.iss,
      givenNames: claims.givenName,
      familyName: claims.familyName,
      birthDate: nil,
      validUntil: try Self.lastDay(claims.exp)
    )
  }

  // MARK: Credentials

  private func checkCredential(_ text: String, audience: String?, nonce: String?) async throws -> CheckedProof {
    let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    let claims = try await Self.verify(parts[0], as: CredentialClaims.self, type: CredentialClaims.type, by: keys)
    guard claims.vct == CredentialClaims.vct else { throw ProofFault.wrongType }
    guard claims.digestAlgorithm == "sha-256" else { throw ProofFault.wrongAlgorithm }
    var shown: [String: String] = [:]
    for part in parts.dropFirst().dropLast() {
      let disclosure = try Disclosure(text: part)
      guard claims.digests.count(where: { $0 == disclosure.digest }) == 1,
        ["given_name", "family_name", "birthdate"].contains(disclosure.name),
        shown.updateValue(disclosure.value, forKey: disclosure.name) == nil
      else { throw ProofFault.wrongDisclosure }
    }
    try await checkBinding(
      parts[parts.count - 1],
      of: parts.dropLast().joined(separator: "~") + "~",
      to: claims.cnf,
      audience: audience,
      nonce: nonce
    )
    try checkTime(from: claims.iat, until: claims.exp)
    try checkStatus(claims.status.list)
    return CheckedProof(
      kind: .credential,
      issuer: claims.iss,
      givenNames: shown["given_name"],
      familyName: shown["family_name"],
      birthDate: try shown["birthdate"].map { try CalendarDate(iso: $0) },
      validUntil: try Self.lastDay(claims.exp)
    )
  }

  /// Checks that whoever shows a credential has the key that it is bound to (RFC 9901, section 7.3).
  private func checkBinding(
    _ binding: String,
    of presentation: String,
    to confirmation: CredentialClaims.Confirmation?,
    audience: String?,
    nonce: String?
  ) async throws {
    guard let confirmation else {
      if !binding.isEmpty || audience != nil || nonce != nil { throw ProofFault.notBound }
      return
    }
    guard let key = P256.Signing.PublicKey(confirmation.jwk), !binding.isEmpty else { throw ProofFault.notBound }
    let claims = try await Self.verify(binding, as: KeyBindingClaims.self, type: KeyBindingClaims.type, by: key)
    guard claims.shownDigest == Disclosure.digest(of: presentation), audience.map({ $0 == claims.aud }) ?? true,
      nonce.map({ $0 == claims.nonce }) ?? true, (now - Self.leeway...now + Self.leeway).contains(claims.iat)
    else { throw ProofFault.notBound }
  }

  // MARK: Time and status

  private func checkTime(from issued: Int64, until end: Int64) throws {
    if now >= end { throw ProofFault.expired }
    if issued > now + Self.leeway { throw ProofFault.notYetValid }
  }

  private func checkStatus(_ reference: StatusReference) throws {
    guard let claims = lists[reference.list], now < claims.exp,
      let compressed = Base64URL.bytes(claims.list.lst), let bytes = try? Zlib.expand([UInt8](compressed)),
      let status = StatusList.status(at: reference.index, bits: claims.list.bits, in: bytes)
    else { throw ProofFault.noStatusList }
    if status != 0 { throw ProofFault.revoked }
  }

  private static func lastDay(_ end: Int64) throws -> CalendarDate {
    // The end lies within the two hours after the last day, or at its end.
    try CalendarDate(inBelgiumAt: end - 7_200)
  }

  // MARK: Signatures

  private static func header(of token: String) throws -> JWTHeader {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let json = Base64URL.bytes(parts[0]), Base64URL.bytes(parts[1]) != nil,
      Base64URL.bytes(parts[2]) != nil, let header = try? JSONDecoder().decode(JWTHeader.self, from: json)
    else { throw ProofFault.malformed("the token") }
    return header
  }

  /// Reads claims that a key of the set signed.
  private static func verify<Claims: ProofClaims>(
    _ token: String,
    as claims: Claims.Type,
    type: String,
    by keys: KeySet
  ) async throws -> Claims {
    let header = try header(of: token)
    guard header.alg == "ES256" else { throw ProofFault.wrongAlgorithm }
    guard let name = header.kid, let key = keys.key(named: name) else { throw ProofFault.unknownKey }
    return try await verify(token, as: claims, type: type, by: key)
  }

  /// Reads claims that a key signed. The library is given that key alone: it takes another one for a name that it does not
  /// know, and does not compare the algorithm.
  private static func verify<Claims: ProofClaims>(
    _ token: String,
    as claims: Claims.Type,
    type: String,
    by key: P256.Signing.PublicKey
  ) async throws -> Claims {
    let header = try header(of: token)
    guard header.alg == "ES256" else { throw ProofFault.wrongAlgorithm }
    guard header.typ == type else { throw ProofFault.wrongType }
    guard header.fields["crit"] == nil else { throw ProofFault.malformed("the header") }
    let library = JWTKeyCollection()
    await library.add(ecdsa: try ES256PublicKey(backing: key))
    do {
      return try await library.verify(token, as: claims)
    } catch let error as JWTError where error.errorType == .malformedToken {
      // The library looks at the signature first.
      throw ProofFault.malformed("the claims")
    } catch {
      throw ProofFault.badSignature
    }
  }
}

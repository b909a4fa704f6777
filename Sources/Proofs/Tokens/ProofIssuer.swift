package import CareTypes
package import Foundation
import JWTKit

/// Signs proofs.
package struct ProofIssuer: Sendable {
  /// The address that names the registry, without a slash at the end. Its status lists are found under it.
  package let address: String
  private let provider: any SigningKeyProvider

  /// An issuer.
  package init(address: String, keys: any SigningKeyProvider) {
    self.address = address
    provider = keys
  }

  /// An issuer with keys of this process alone: for tests and measurements.
  package static func temporary() throws -> ProofIssuer {
    ProofIssuer(address: "https://mantel.example", keys: try SigningKeys(text: SigningKeys.newText()))
  }

  /// The address of a status list.
  package func list(_ number: Int) -> String { "\(address)/status/\(number)" }

  /// The key set by which the proofs are checked, as JSON.
  package func keySet() throws -> Data { try KeySet.json(of: provider.signingKeys()) }

  /// Signs a caregiver card for a code: as short as it can be.
  package func card(_ holder: ProofHolder, _ term: ProofTerm, _ status: StatusReference) async throws -> String {
    try await sign(
      CardClaims(
        iss: address,
        iat: term.issueTime,
        exp: term.endTime,
        givenName: holder.givenNames,
        familyName: holder.familyName,
        status: StatusClaim(list: status)
      ),
      type: CardClaims.type
    )
  }

  /// Signs a caregiver card as a credential for a digital wallet (SD-JWT VC). The holder shows or keeps each of the names
  /// and the birth date.
  ///
  /// - Parameter key: The key of the holder; nil for a credential that anyone can show who has it.
  package func credential(
    _ holder: ProofHolder,
    _ term: ProofTerm,
    _ status: StatusReference,
    boundTo key: HolderKey?
  ) async throws -> String {
    var disclosures = [
      try Disclosure("given_name", holder.givenNames), try Disclosure("family_name", holder.familyName),
    ]
    if let birth = holder.birthDate { disclosures.append(try Disclosure("birthdate", birth.isoText)) }
    let decoys = (disclosures.count..<4).map { _ in Disclosure.decoy() }
    let claims = CredentialClaims(
      iss: address,
      iat: term.issueTime,
      exp: term.endTime,
      vct: CredentialClaims.vct,
      status: StatusClaim(list: status),
      cnf: key.map { CredentialClaims.Confirmation(jwk: JWK($0.key, named: nil)) },
      digests: (disclosures.map(\.digest) + decoys).sorted(),
      digestAlgorithm: "sha-256"
    )
    let token = try await sign(claims, type: CredentialClaims.type)
    return ([token] + disclosures.map(\.text)).joined(separator: "~") + "~"
  }

  /// Signs an attest.
  package func attest(_ attest: Attest, _ holder: ProofHolder, _ term: ProofTerm) async throws -> String {
    try await sign(
      AttestClaims(
        iss: address,
        iat: term.issueTime,
        exp: term.endTime,
        givenName: holder.givenNames,
        familyName: holder.familyName,
        kind: attest.kind.rawValue,
        from: attest.from.isoText,
        until: attest.until?.isoText,
        months: attest.months
      ),
      type: AttestClaims.type
    )
  }

  /// Signs a status list.
  ///
  /// - Parameters:
  ///   - number: The number of the list.
  ///   - list: What it says.
  ///   - now: The time from which it counts.
  package func statusList(_ number: Int, _ list: StatusList, at now: Instant) async throws -> String {
    try await sign(
      StatusListClaims(
        sub: self.list(number),
        iat: now.seconds,
        exp: now.seconds + StatusList.lifeSeconds,
        ttl: StatusList.renewalSeconds,
        list: StatusListClaims.List(bits: 1, lst: Base64URL.text(try Zlib.compress(list.bytes)))
      ),
      type: StatusListClaims.type
    )
  }

  private func sign(_ claims: some ProofClaims, type: String) async throws -> String {
    let keys = try provider.signingKeys()
    return try await ProofCoding.sign(claims, type: type, by: keys.signing, named: keys.newest)
  }
}

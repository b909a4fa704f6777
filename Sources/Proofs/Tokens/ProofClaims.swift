import JWTKit

/// Where the status of a token stands (Token Status List): a place in a list, and the address of that list.
package struct StatusReference: Sendable, Hashable, Codable {
  /// The place, from 0.
  package let index: Int
  /// The address of the list.
  package let list: String

  private enum CodingKeys: String, CodingKey {
    case index = "idx"
    case list = "uri"
  }

  /// A place in a list.
  package init(index: Int, list: String) {
    self.index = index
    self.list = list
  }
}

/// The claim `status`.
struct StatusClaim: Sendable, Codable {
  let list: StatusReference

  private enum CodingKeys: String, CodingKey {
    case list = "status_list"
  }
}

/// What the code of a caregiver card says.
struct CardClaims: ProofClaims {
  /// The kind of token.
  static let type = "caregiver-card+jwt"

  let iss: String
  let iat: Int64
  let exp: Int64
  let givenName: String
  let familyName: String
  let status: StatusClaim

  private enum CodingKeys: String, CodingKey {
    case iss, iat, exp, status
    case givenName = "given_name"
    case familyName = "family_name"
  }
}

/// What a caregiver card says as a credential: `_sd` holds the digests of what the holder shows or keeps.
struct CredentialClaims: ProofClaims {
  /// The kind of token.
  static let type = "dc+sd-jwt"
  /// The kind of credential.
  static let vct = "urn:mantel:caregiver-card:1"

  /// The key of the holder.
  struct Confirmation: Sendable, Codable {
    let jwk: JWK
  }

  let iss: String
  let iat: Int64
  let exp: Int64
  let vct: String
  let status: StatusClaim
  let cnf: Confirmation?
  let digests: [String]
  let digestAlgorithm: String

  private enum CodingKeys: String, CodingKey {
    case iss, iat, exp, vct, status, cnf
    case digests = "_sd"
    case digestAlgorithm = "_sd_alg"
  }
}

/// What the holder of a credential signs when they show it (RFC 9901, section 4.3).
struct KeyBindingClaims: ProofClaims {
  /// The kind of token.
  static let type = "kb+jwt"

  let iat: Int64
  let aud: String
  let nonce: String
  let shownDigest: String

  private enum CodingKeys: String, CodingKey {
    case iat, aud, nonce
    case shownDigest = "sd_hash"
  }
}

/// What an attest says.
struct AttestClaims: ProofClaims {
  /// The kind of token.
  static let type = "caregiver-attest+jwt"

  let iss: String
  let iat: Int64
  let exp: Int64
  let givenName: String
  let familyName: String
  let kind: String
  let from: String
  let until: String?
  let months: Int?

  private enum CodingKeys: String, CodingKey {
    case iss, iat, exp
    case givenName = "given_name"
    case familyName = "family_name"
    case kind = "attest"
    case from = "care_from"
    case until = "care_until"
    case months = "care_months"
  }
}

/// A signed status list.
struct StatusListClaims: ProofClaims {
  /// The kind of token.
  static let type = "statuslist+jwt"

  /// The list.
  struct List: Sendable, Codable {
    let bits: Int
    let lst: String
  }

  let sub: String
  let iat: Int64
  let exp: Int64
  let ttl: Int64
  let list: List

  private enum CodingKeys: String, CodingKey {
    case sub, iat, exp, ttl
    case list = "status_list"
  }
}

/// What only the header of is read.
struct AnyClaims: ProofClaims {}

import CareTypes
import Proofs
import RightsAPI
import ServiceCore
import ServiceRuntime

/// Reads the fields of requests about cards and attests.
extension Validation {
  /// The most characters of a key.
  private static let keyLimit = 1_000

  /// The person that a field names.
  mutating func person(_ field: String, _ name: String) -> OpaqueID? {
    if name.isEmpty {
      missing(field)
      return nil
    }
    return value(field) { () throws(ValueError) in try ResourceCollection.persons.id(from: name) }
  }

  /// The key of a holder; nil when none is given.
  mutating func holderKey(_ field: String, _ json: String) -> HolderKey? {
    if json.isEmpty { return nil }
    let key = json.utf8.count <= Self.keyLimit ? HolderKey(json: json) : nil
    require(key != nil, field, "is not a public JWK of kty EC and crv P-256")
    return key
  }

  /// Whom a proof is about, as the Gateway read it from the registry.
  mutating func holder(_ field: String, _ message: Mantel_Rights_V1_ProofHolder) -> ProofHolder? {
    requireGiven(!message.givenNames.isEmpty || !message.familyName.isEmpty, field)
    let birth = optionalDate("\(field).birth_date", message.birthDate, isSet: message.hasBirthDate)
    return ProofHolder(givenNames: message.givenNames, familyName: message.familyName, birthDate: birth)
  }
}

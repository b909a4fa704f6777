import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What a merge transferred from one person to another, by the keys of the rows, so that the merge can be undone.
struct MergeTransfer: Codable {
  /// A number that was transferred.
  struct Number: Codable {
    /// Keyed hash of the number.
    let hash: Data
    /// Whether it was in force for the merged person.
    let isInForce: Bool

    private enum CodingKeys: String, CodingKey {
      case hash
      case isInForce = "held"
    }
  }

  /// Numbers.
  var numbers: [Number] = []
  /// Care situations in which the merged person was the caregiver.
  var asCaregiver: [Int64] = []
  /// Care situations in which the merged person was the recipient.
  var asRecipient: [Int64] = []
  /// Assessments.
  var assessments: [Int64] = []
  /// Support areas that only the merged person needed support in.
  var needs: [String] = []
  /// Hashes of numbers that were claimed for the merged person, and that the kept person has.
  var claims: [Data]?
  /// Those of them that the kept person has only because of the merge.
  var heldClaims: [Data]?
  /// Hash of the number of the kept person that another one replaced.
  var replacedNumber: Data?
  /// Birth date of the kept person that the one of the new number replaced, in days since 1970-01-01.
  var replacedBirthDate: Int?
  /// Evidence about the person.
  var evidence: [Int64]?
  /// The fields of the kept record that changed.
  var filled: [String]?
  /// Pairs of probable duplicates with others, which were closed.
  var pairs: [Int64]?

  /// A merge that transferred nothing yet.
  init() {}

  /// Reads a row of `merge`.
  init(_ row: SQLRow) throws { self = try JSONDecoder().decode(MergeTransfer.self, from: row["passed"] as Data) }

  /// As it is stored.
  var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// The care situations that were transferred.
  var care: [Int64] { asCaregiver + asRecipient }
}

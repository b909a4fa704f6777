import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What a merge transferred from one person to another, by the keys of the rows, so that the merge can be undone.
struct MergeTransfer: Codable {
  struct Number: Codable {
    let hash: Data
    let held: Bool
  }

  var numbers: [Number] = []
  var asCaregiver: [Int64] = []
  var asRecipient: [Int64] = []
  var assessments: [Int64] = []
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

  init() {}

  init(_ row: Row) throws { self = try JSONDecoder().decode(MergeTransfer.self, from: row["passed"] as Data) }

  /// As it is stored.
  var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// The care situations that were transferred.
  var care: [Int64] { asCaregiver + asRecipient }
}

import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What passed over in a merge, by the keys of the rows, so that it can return.
struct PassedOver: Codable {
  struct Number: Codable {
    let hash: Data
    let held: Bool
  }

  var numbers: [Number] = []
  var asCaregiver: [Int64] = []
  var asRecipient: [Int64] = []
  var assessments: [Int64] = []
  var needs: [String] = []
  /// Hashes of numbers that were told of the one, and that the other has.
  var claims: [Data]?
  /// Those of them that the other has by the merge alone.
  var heldClaims: [Data]?
  /// Hash of the number that held of the one who is kept, and that another replaced.
  var replacedNumber: Data?
  /// Birth date of the one who is kept that the one of that number replaced, in days.
  var replacedBirthDate: Int?
  /// Evidence about the person.
  var evidence: [Int64]?
  /// The fields of the kept record that changed.
  var filled: [String]?
  /// Pairs of probable duplicates with others, which were closed.
  var pairs: [Int64]?

  init() {}

  init(_ row: Row) throws { self = try JSONDecoder().decode(PassedOver.self, from: row["passed"] as Data) }

  /// As it is kept.
  var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// The care that passed over.
  var care: [Int64] { asCaregiver + asRecipient }
}

import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// The keyed hashes by which encrypted records are found.
///
/// Each use has a prefix of its own, so that hashes of two uses never match.
struct LookupHashes: Sendable {
  let lookup: LookupHash

  /// The keyed hash of something other than a number by which the people of a draft are found.
  func trace(_ key: String) -> Data { lookup("draft/\(key)") }

  func likenessHash(_ key: String) -> Int64 {
    lookup("likeness/\(key)").prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The keyed hash by which a number is found.
  func hash(of number: PersonNumber) -> Data {
    switch number {
    case .insz(let insz): lookup("insz/\(insz.digits)")
    case .local(let local): lookup("local/\(local.digits)")
    }
  }

  /// The keyed hash by which a family name and birth date are found together.
  func nameHash(_ familyName: String, _ birthDate: CalendarDate?) -> Data? {
    birthDate.map { nameHash(folded: NameFolding.folded(familyName), $0) }
  }

  /// The same as `nameHash(_:_:)`, for a family name that is folded already.
  func nameHash(folded familyName: String, _ birthDate: CalendarDate) -> Data {
    lookup("name/\(familyName)/\(birthDate.isoText)")
  }
}

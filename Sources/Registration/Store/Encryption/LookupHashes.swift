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

  /// The keyed hashes of likeness keys.
  func likenessHashes(_ keys: Set<LikenessKey>) -> Set<Int64> {
    var names: [String: UInt16] = [:]
    func number(of group: LikenessKey.Group) -> UInt16 {
      switch group {
      case .born(let date): return Self.number(ofBirthDate: date.daysSinceEpoch)
      case .named(let name):
        let number = names[name] ?? UInt16(lookup.number(of: "likeness/named/\(name)") >> 48)
        names[name] = number
        return number
      }
    }
    return Set(
      keys.map { key in
        let hash = lookup.number(of: "likeness/\(key.text)")
        return key.group.map { Self.grouped(hash, in: number(of: $0)) } ?? Int64(bitPattern: hash)
      }
    )
  }

  /// A hash that lies beside others of a group: it begins with the number of the group.
  static func grouped(_ hash: UInt64, in group: UInt16) -> Int64 {
    Int64(bitPattern: UInt64(group) << 48 | hash >> 16)
  }

  /// The number of the group of keys of people who were born on a day. It is no hash: the date is stored beside each key.
  static func number(ofBirthDate daysSinceEpoch: Int) -> UInt16 { UInt16(truncatingIfNeeded: daysSinceEpoch) }

  /// The keyed hash of a trace of an imported row.
  func importedTrace(_ trace: String) -> Int64 {
    Int64(bitPattern: lookup.number(of: "imported/trace/\(trace)"))
  }

  /// The keyed hash by which a number is found.
  func hash(of number: PersonNumber) -> Data {
    switch number {
    case .insz(let insz): lookup("insz/\(insz.digits)")
    case .local(let local): lookup("local/\(local.digits)")
    }
  }

  /// The keyed hash by which a family name, folded, and birth date are found together. It lies among the likeness keys.
  func nameHash(folded familyName: String, _ birthDate: CalendarDate) -> Int64 {
    Self.grouped(
      lookup.number(of: "name/\(familyName)/\(birthDate.isoText)"),
      in: Self.number(ofBirthDate: birthDate.daysSinceEpoch)
    )
  }
}

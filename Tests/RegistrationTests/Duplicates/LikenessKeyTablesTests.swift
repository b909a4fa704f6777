import CareTypes
import Crypto
import Foundation
import ServiceRuntime
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("The tables of likeness keys")
struct LikenessKeyTablesTests {
  @Test("The likeness keys of before are kept with each person")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-terms-as-json")
    let keys: [Int: [Int64]] = [1: [Int64.min, -1, 7], 2: [7], 4: [0, Int64.max]]
    try file.write { db in
      for person in 1...4 {
        try db.execute(
          """
          INSERT INTO person (key, id, birth_date, language, channel, has_trusted_adult, recorded, erased)
          VALUES (?, ?, ?, 'nl', 'letter', 0, 1, 1)
          """,
          [person, "p\(person)", person == 2 ? nil : 100 + person]
        )
        for key in keys[person] ?? [] {
          try db.execute("INSERT INTO likeness_key (hash, person) VALUES (?, ?)", [key, person])
        }
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let kept = try file.read { db in
      try db.rows("SELECT key, likeness_keys FROM person ORDER BY key").map { row in
        (row["likeness_keys"] as Data?).map { PackedHashes(bytes: $0).hashes }
      }
    }
    let birthDates = try file.read { db in
      try db.rows("SELECT birth_date FROM likeness_key ORDER BY person, hash").map { $0["birth_date"] as Int? }
    }
    #expect(birthDates == [101, 101, 101, nil, 104, 104])
    #expect(kept == [Set(keys[1] ?? []), [7], nil, [0, Int64.max]])
  }

  @Test("Hashes of name and birth date of before find people as those of now do, and everyone awaits new likeness keys")
  func names() throws {
    let file = try DatabaseFile()
    try file.migrate(RegistrationMigrations.all, upTo: "registration-fewer-indexes")
    let lookup = LookupHash(key: SymmetricKey(size: .bits256))
    let born = try CalendarDate(year: 1948, month: 3, day: 17)
    try file.write { db in
      for (person, hash, keys) in [
        (1, lookup("name/fictieve/1948-03-17"), PackedHashes([-5, 5]).bytes),
        (2, lookup("name/fictieve/1948-03-17"), nil), (3, nil, nil),
      ] as [(Int, Data?, Data?)] {
        try db.execute(
          """
          INSERT INTO person (key, id, birth_date, name_hash, likeness_keys, language, channel, has_trusted_adult, recorded,
            erased)
          VALUES (?, ?, ?, ?, ?, 'nl', 'letter', 0, 1, ?)
          """,
          [person, "p\(person)", hash.map { _ in born.daysSinceEpoch }, hash, keys, 1]
        )
      }
    }
    try file.migrate(RegistrationMigrations.all)
    let name = LookupHashes(lookup: lookup).nameHash(folded: "fictieve", born)
    let found = try file.read { try $0.rows("SELECT hash, person, birth_date FROM likeness_key ORDER BY person") }
    #expect(found.map { $0["person"] as Int } == [1, 2])
    #expect(found.allSatisfy { $0["hash"] as Int64 == name && $0["birth_date"] as Int == born.daysSinceEpoch })
    let kept = try file.read { db in
      try db.rows("SELECT likeness_keys FROM person ORDER BY key").map { row in
        (row["likeness_keys"] as Data?).map { PackedHashes(bytes: $0).hashes }
      }
    }
    #expect(kept == [[-5, 5, name], [name], nil])
  }

  @Test("The keys of a person lie in two groups, but for those of contact data")
  func groups() throws {
    let hashes = LookupHashes(lookup: LookupHash(key: SymmetricKey(size: .bits256)))
    let born = try CalendarDate(year: 1948, month: 3, day: 17)
    func subject(_ given: String, _ born: CalendarDate?) throws -> Likeness.Subject {
      try Likeness.Subject(
        familyName: "De Fictieve-Peeters",
        givenNames: given,
        birthDate: born,
        insz: nil,
        homes: [
          Likeness.Home(place: .municipality(NISCode("44084")), postalCode: "9880", streetLine: "Denkbeeldlaan 4")
        ],
        phone: "",
        email: "",
        partners: []
      )
    }
    func groups(_ subject: Likeness.Subject) -> Set<UInt16> {
      Set(hashes.likenessHashes(LikenessKeys.keys(of: subject)).map { UInt16(truncatingIfNeeded: $0 >> 48) })
    }
    let groupsOfBoth = try groups(subject("Maria", born))
    #expect(try hashes.likenessHashes(LikenessKeys.keys(of: subject("Maria", born))).count >= 8)
    #expect(groupsOfBoth.count == 2)
    #expect(groupsOfBoth.contains(LookupHashes.number(ofBirthDate: born.daysSinceEpoch)))
    // The other group is that of the whole name.
    #expect(try groups(subject("Maria", nil)).isSubset(of: groupsOfBoth))
    #expect(try groups(subject("Jozef", nil)).isDisjoint(with: groupsOfBoth))
  }
}

import Foundation
import Testing

@testable import RegistrationDomain

@Suite("Names in ASCII")
struct ASCIINamesTests {
  /// Names with what sounds alike, particles, marks and spaces.
  static let names = [
    "Schouteeten", "Ghijselbrecht", "Van den Bossche", "D'Hondt", "Philips-Thys", "Claeys", "Quickenborne", "Maes",
    "Bruijne", "Bruyne", "Dedroog", "Lauwers", "O`Neill", "  De   Fictieve ", "Jan\tPiet", "AEIOU", "x", "",
    "3de Laan 12/b",
  ]

  @Test("A name is folded, taken apart and heard in one way, whether all of it is ASCII or not", arguments: names)
  func likeOthers(name: String) {
    // With a letter that is not, nothing of it can take the short way.
    let other = "\(name)ж"
    #expect(NameFolding.folded(other) == "\(NameFolding.folded(name))ж")
    #expect(NameLikeness.skeleton(other) == "\(NameLikeness.skeleton(name))ж")
    #expect(NameFolding.withoutAccents(other) == "\(NameFolding.withoutAccents(name))ж")
    #expect(NameParts.words(of: "\(name) ж") == NameParts.words(of: name) + ["ж"])
  }

  @Test("A value of a list has the same forms, whether all of it is ASCII or not", arguments: names)
  func forms(name: String) {
    let forms = ImportedValue.name("a \(name)").covered
    #expect(ImportedValue.name("ж \(name)").covered == forms.map { "ж\($0.dropFirst())" })
  }
}

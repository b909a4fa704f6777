import CareTypes
import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Likeness of two persons")
struct LikenessTests {
  private static func subject(
    _ family: String,
    _ given: String,
    _ birth: (Int, Int, Int)? = (1948, 3, 5),
    serial: Int? = nil,
    municipality: String = "44084",
    street: String = "Verzonnenlaan 12"
  ) throws -> Likeness.Subject {
    let date = try birth.map { try CalendarDate(year: $0.0, month: $0.1, day: $0.2) }
    return Likeness.Subject(
      familyName: family,
      givenNames: given,
      birthDate: date,
      insz: try serial.map { try INSZ.fictional(born: CalendarDate(year: 1948, month: 3, day: 5), serial: $0) },
      homes: [Likeness.Home(place: .municipality(try NISCode(municipality)), postalCode: "", streetLine: street)],
      phone: "",
      email: "",
      partners: []
    )
  }

  /// Pairs that are one person, each with what is amiss.
  private static func pairs() throws -> [(Likeness.Subject, Likeness.Reason)] {
    [
      (try subject("De Bruyne", "Godelieve"), .sameName),
      (try subject("De Bruijne", "Godelieve"), .spelling),
      (try subject("De Brupne", "Godelieve"), .oneLetter),
      (try subject("Godelieve", "De Bruyne"), .namesSwapped),
      (try subject("De Bruyne-Verzinsel", "Godelieve"), .partOfName),
      (try subject("Luchtkasteel", "Godelieve"), .otherFamilyName),
      (try subject("De Bruyne", "Godelieve", (1948, 5, 3)), .dayMonthSwapped),
      (try subject("De Bruyne", "Godelieve", (1948, 3, 6)), .oneDigitOfDate),
      (try subject("De Bruyne", "Godelieve", nil), .birthDateMissing),
      (try subject("De Bruyne", "Godelieve", municipality: "44019", street: "Elders 1"), .neighbouringMunicipality),
    ]
  }

  @Test("What really occurs is found: a shared key, a score above the threshold, and the reason for it")
  func found() throws {
    let person = try Self.subject("De Bruyne", "Godelieve", serial: 950)
    for (other, reason) in try Self.pairs() {
      let keys = LikenessKeys.keys(of: other)
      #expect(keys.count <= LikenessKeys.most)
      #expect(!keys.isDisjoint(with: LikenessKeys.keys(of: person)), "\(reason)")
      let likeness = Likeness(person, other)
      #expect(likeness?.reasons.contains(reason) == true, "\(reason): \(String(describing: likeness))")
    }
  }

  @Test(
    "A given name is known by what people call it",
    arguments: [("Fons", "Alfons"), ("Jozef Maria", "Jef"), ("Rik", "Hendrik")]
  )
  func callNames(_ one: String, _ other: String) {
    #expect(NameLikeness.areCallNames(one, other) && NameLikeness.areCallNames(other, one))
    #expect(!NameLikeness.areCallNames("Achiel", one))
  }

  @Test("Twins, namesakes born on other days, and two who hold numbers of their own are no pair")
  func notFound() throws {
    let person = try Self.subject("De Bruyne", "Godelieve", serial: 950)
    #expect(Likeness(person, try Self.subject("De Bruyne", "Achiel", serial: 951)) == nil)
    #expect(Likeness(person, try Self.subject("De Bruyne", "Achiel")) == nil)
    #expect(Likeness(person, try Self.subject("Luchtkasteel", "Godelieve", street: "Elders 1")) == nil)
    #expect(Likeness(person, try Self.subject("De Bruyne", "Godelieve", (1961, 10, 28))) == nil)
    #expect(Likeness(person, try Self.subject("De Bruyne", "Godelieve", serial: 952)) == nil)
  }
}

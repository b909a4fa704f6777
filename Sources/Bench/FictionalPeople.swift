import CareTypes
import Foundation
import Registration
import RegistrationDomain
import RuleLanguage
import ServiceRuntime

/// Care situations between people who do not exist, each of two new ones: nobody is in two, hardly any are namesakes.
struct FictionalPeople {
  /// The care situations.
  let situations: [NewCareSituation]

  /// Where they live: the municipalities of which a regulation pack is shipped.
  static let places = [
    Place(code: "44084", postalCode: "9880"), Place(code: "44019", postalCode: "9940"),
    Place(code: "43007", postalCode: "9970"), Place(code: "44085", postalCode: "9930"),
    Place(code: "43010", postalCode: "9990"),
  ]

  /// A municipality.
  struct Place {
    /// NIS code.
    let code: String
    /// One of its postal codes.
    let postalCode: String
  }

  /// Makes up so many care situations, the same each time.
  ///
  /// - Throws: `ValueError` only if what is made up here is not what the registry takes.
  init(count: Int) throws {
    let start = try CalendarDate(year: 2024, month: 3, day: 1)
    let declaration = Declaration(signedDate: start, givenBy: .themselves)
    let care = CareDetails(
      terms: CareTerms(
        relation: .otherFamily,
        hours: try HoursPerWeek(minutes: 16 * 60),
        tasks: [.personalCare, .transport],
        causes: [.age],
        dwelling: .ownHome,
        sameAddress: false,
        professionalInvolved: true,
        role: nil
      ),
      span: try DateSpan(start: start),
      evidence: [
        try Evidence(
          fact: "recipient.fod_points",
          value: .int(13),
          kind: .dependenceScore,
          assessor: "DG Personen met een handicap",
          validity: DateSpan(start: CalendarDate(year: 2024, month: 1, day: 10))
        )
      ],
      declarations: Declarations(caregiver: declaration, recipient: declaration)
    )
    let consent = Consent(purpose: .hospital, givenDate: start, givenBy: .themselves, channel: nil)
    situations = try (0..<count).map { index in
      let place = Self.places[index % Self.places.count]
      return try NewCareSituation(
        caregiver: Self.person(2 * index, in: place),
        recipient: Self.person(2 * index + 1, in: place),
        care: care,
        caregiverConsents: [],
        recipientConsents: [consent]
      )
    }
  }

  /// Birth dates lie scattered over so many days from 1935 on, and come back with another serial number.
  private static let birthDays = 19_997

  private static func person(_ index: Int, in place: Place) throws -> PersonDetails {
    let first = try CalendarDate(year: 1935, month: 1, day: 2)
    var birth = try first.adding(days: index * 7_919 % birthDays)
    var serial = INSZ.fictionalSerials.lowerBound + index / birthDays
    // Nobody is born on 1 January: on the day after, with numbers from the other end.
    if birth.month == 1, birth.day == 1 {
      birth = try birth.adding(days: 1)
      serial = INSZ.fictionalSerials.upperBound - index / birthDays
    }
    let family = families[index % families.count]
    let given = givens[index / families.count % givens.count]
    return PersonDetails(
      number: .insz(try INSZ.fictional(born: birth, serial: serial)),
      birthDate: birth,
      identity: Identity(
        familyName: family,
        givenNames: given,
        phone: try PhoneNumber("+32468\(100_000 + index % 900_000)"),
        email: try EmailAddress("\(given).\(index)@example.org".lowercased()),
        trustedAdult: nil
      ),
      residence: Residence(
        place: .municipality(try NISCode(place.code)),
        address: Residence.Address(
          streetLine: "Verzonnenlaan \(1 + index % 200)",
          postalCode: try PostalCode(place.postalCode)
        )
      ),
      contactPreferences: ContactPreferences(language: .dutch, channel: .email, digitalSkill: nil)
    )
  }

  private static let families = [
    "De Fictieve", "Bedachtzaam", "Van Verzinsel", "Denkbeeldig", "De Verzonnene", "Onbestaande", "Van Nergens",
    "Schijnbaar", "Nooitgedacht", "De Voorbeelde", "Proefpersoon", "Van Papier", "Luchtkasteel",
  ]

  private static let givens = ["Mieke", "Jozef", "Godelieve", "Achiel", "Leona", "Cyriel", "Irma", "Remi", "Paula"]
}

extension NewCareSituation {
  /// Bytes such as a request would have, different for each.
  var body: Data {
    let people = [caregiver, recipient].map { person in
      let number = if case .insz(let insz) = person.number { insz.digits } else { "" }
      let (identity, residence) = (person.identity, person.residence)
      return """
        \(number) \(identity.familyName) \(identity.givenNames) \(identity.phone) \(identity.email) \
        \(residence.address?.streetLine ?? "") \(residence.address?.postalCode ?? "") \(residence.place.text)
        """
    }
    return Data("\(people[0]) \(people[1]) \(care.terms.relation.rawValue) \(care.span.start)".utf8)
  }
}

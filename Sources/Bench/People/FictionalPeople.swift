import CareTypes
import Foundation
import Registration
import RegistrationDomain
import RuleLanguage
import ServiceRuntime

/// Care situations between people who do not exist, each of two new ones: nobody is in two. Names are as frequent as in
/// Flanders. The same each time.
struct FictionalPeople {
  private let care: CareDetails
  private let consent: Consent
  private let names = FlemishNames()
  /// The days on which they are born: all but 1 January, and nobody is older than 100. With the three kinds of
  /// numbers there are enough for 4.5 million people.
  private let birthDates: [CalendarDate]

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

  /// Makes up the care that all of them have.
  ///
  /// - Throws: `ValueError` only if what is made up here is not what the registry takes.
  init() throws {
    let first = try CalendarDate(year: 1925, month: 1, day: 2)
    birthDates = try (0..<30_000).map { try first.adding(days: $0) }.filter { ($0.month, $0.day) != (1, 1) }
    let start = try CalendarDate(year: 2024, month: 3, day: 1)
    let declaration = Declaration(signedDate: start, givenBy: .themselves)
    care = CareDetails(
      terms: CareTerms(
        relation: .otherFamily,
        hours: try CareHours(minutes: 16 * 60, per: .week),
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
    consent = Consent(purpose: .hospital, givenDate: start, givenBy: .themselves, channel: nil)
  }

  /// A care situation, by its number from 0.
  ///
  /// - Throws: `ValueError` only if what is made up here is not what the registry takes.
  func situation(_ index: Int) throws -> NewCareSituation {
    let place = Self.places[index % Self.places.count]
    return try NewCareSituation(
      caregiver: person(2 * index, in: place),
      recipient: person(2 * index + 1, in: place),
      care: care,
      caregiverConsents: [],
      recipientConsents: [consent]
    )
  }

  private func person(_ index: Int, in place: Place) throws -> PersonDetails {
    // Scattered over all birth dates, which come back with another serial number, and then with BIS numbers.
    let birth = birthDates[index * 7_919 % birthDates.count]
    let round = index / birthDates.count
    let serial = INSZ.fictionalSerials.lowerBound + round % INSZ.fictionalSerials.count
    let number = try INSZ.fictional(born: birth, serial: serial, monthRaise: round / INSZ.fictionalSerials.count * 20)
    var random = SplitMix64(seed: UInt64(index))
    let givens = birth.year < 1955 ? names.olderGivens : names.youngerGivens
    let given = (serial.isMultiple(of: 2) ? givens.female : givens.male).pick(using: &random)
    return PersonDetails(
      number: .insz(number),
      birthDate: birth,
      identity: Identity(
        familyName: names.families.pick(using: &random),
        givenNames: given,
        phone: try PhoneNumber("+32468\(100_000 + index % 900_000)"),
        email: try EmailAddress("\(given).\(index)@example.org".lowercased()),
        trustedAdult: nil
      ),
      residence: Residence(
        place: .municipality(try NISCode(place.code)),
        address: Residence.Address(
          streetLine: "\(names.streets.pick(using: &random)) \(1 + index % 200)",
          postalCode: try PostalCode(place.postalCode)
        )
      ),
      contactPreferences: ContactPreferences(language: .dutch, channel: .email, digitalSkill: nil)
    )
  }
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

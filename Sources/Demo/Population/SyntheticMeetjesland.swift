package import CareTypes
package import RegistrationAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// A made-up population of caregivers and the people they care for; the same seed gives the same people.
///
/// All of them are fictional: the serial numbers of their national numbers are ones that the National Register
/// practically never gives, and nobody is born on 1 January.
package struct SyntheticMeetjesland: Sendable {
  /// A care situation, and which client registers it.
  package struct Registration: Sendable {
    /// The client: the municipality where the caregiver lives.
    package let client: String
    /// What is registered.
    package let careSituation: Mantel_Registration_V1_NewCareSituation
  }

  /// The care situations.
  package private(set) var registrations: [Registration] = []

  /// Serial numbers below these are left to the people of the story: nobody here gets the number of one of them.
  private static let serials = 970...INSZ.fictionalSerials.upperBound

  private let today: CalendarDate
  /// Where every caregiver lives; nil for all municipalities.
  private let home: Meetjesland.Place?
  private var random: SplitMix64
  private var numbers: Set<String>
  private var caregivers: [Mantel_Registration_V1_PersonDetails] = []
  private var recipients: [Mantel_Registration_V1_PersonDetails] = []
  private var pairs: Set<[String]> = []
  /// How many hours of a week each caregiver spends, by number.
  private var hours: [String: Double] = [:]

  /// Makes up a population.
  ///
  /// - Throws: `ValueError` only for a day so early that nobody could be born before it.
  package init(count: Int, on today: CalendarDate, seed: UInt64 = 2_026) throws(ValueError) {
    try self.init(count: count, on: today, seed: seed, home: nil, numbers: [])
  }

  /// Makes up more people: others than those of this population, with caregivers who all live in one municipality.
  ///
  /// - Throws: `ValueError` as the first people.
  func others(count: Int, in home: Meetjesland.Place) throws(ValueError) -> SyntheticMeetjesland {
    try SyntheticMeetjesland(count: count, on: today, seed: random.state, home: home, numbers: numbers)
  }

  private init(
    count: Int,
    on today: CalendarDate,
    seed: UInt64,
    home: Meetjesland.Place?,
    numbers: Set<String>
  ) throws(ValueError) {
    self.today = today
    self.home = home
    self.numbers = numbers
    random = SplitMix64(seed: seed)
    while registrations.count < count { try add() }
  }

  private mutating func add() throws(ValueError) {
    let place = home ?? pick(Meetjesland.municipalities, by: \.share)
    let caregiver: Mantel_Registration_V1_PersonDetails
    // One in twenty cares for a second person.
    if chance(5), let known = caregivers.randomElement(using: &random) {
      caregiver = known
    } else {
      caregiver = try person(
        aged: pickAge([(12...17, 3), (18...24, 4), (25...44, 15), (45...64, 45), (65...79, 27), (80...92, 6)]),
        in: place
      )
      caregivers.append(caregiver)
    }
    let recipient: Mantel_Registration_V1_PersonDetails
    // One in twenty is cared for by a second person.
    if chance(5), let known = recipients.randomElement(using: &random) {
      recipient = known
    } else {
      // One in eight lives in another municipality than the caregiver.
      let home = chance(12) ? pick(Meetjesland.municipalities, by: \.share) : place
      recipient = try person(aged: pickAge([(3...17, 8), (18...59, 17), (60...74, 25), (75...99, 50)]), in: home)
      recipients.append(recipient)
    }
    guard caregiver.insz != recipient.insz, pairs.insert([caregiver.insz, recipient.insz]).inserted else { return }
    let client = Meetjesland.municipalities.first { $0.code == caregiver.municipality }?.client ?? place.client
    registrations.append(Registration(client: client, careSituation: try care(caregiver, recipient)))
  }

  private mutating func person(
    aged years: Int,
    in place: Meetjesland.Place
  ) throws(ValueError) -> Mantel_Registration_V1_PersonDetails {
    var insz: INSZ?
    while insz == nil {
      let birth = try today.adding(days: -(years * 365 + years / 4 + Int.random(in: 1...350, using: &random)))
      let serial = Int.random(in: Self.serials, using: &random)
      if birth.month == 1, birth.day == 1 { continue }
      let candidate = try INSZ.fictional(born: birth, serial: serial)
      if numbers.insert(candidate.digits).inserted { insz = candidate }
    }
    let family = FictionalNames.family.randomElement(using: &random) ?? ""
    let given = FictionalNames.given.randomElement(using: &random) ?? ""
    let street = FictionalNames.streets.randomElement(using: &random) ?? ""
    let house = Int.random(in: 1...120, using: &random)
    let reach = Int.random(in: 0..<100, using: &random)
    let line = Int.random(in: 0..<1_000_000, using: &random)
    return .with {
      $0.insz = insz?.digits ?? ""
      $0.familyName = family
      $0.givenNames = given
      $0.streetLine = "\(street) \(house)"
      $0.postalCode = place.postalCode
      $0.municipality = place.code
      if reach < 60 { $0.phone = "+32468" + String("000000\(line)".suffix(6)) }
      if reach < 40 { $0.email = "\(given).\(line)@example.org".lowercased() }
      $0.channel = reach < 40 ? .email : reach < 60 ? .sms : reach < 97 ? .letter : .none
    }
  }

  private mutating func care(
    _ caregiver: Mantel_Registration_V1_PersonDetails,
    _ recipient: Mantel_Registration_V1_PersonDetails
  ) throws(ValueError) -> Mantel_Registration_V1_NewCareSituation {
    let births = (caregiver: try birth(of: caregiver), recipient: try birth(of: recipient))
    // Nobody cares before they are 8, nor for who is not born yet.
    let longest = min(3_000, births.caregiver.days(until: today) - 8 * 366, births.recipient.days(until: today))
    let start = try today.adding(days: -Int.random(in: 40...max(40, longest), using: &random))
    let picked = Double(pickAge([(2...19, 45), (20...40, 30), (41...120, 18), (121...200, 7)])) / 2
    let hours = max(1, min(picked, 168 - self.hours[caregiver.insz, default: 0]))
    self.hours[caregiver.insz, default: 0] += hours
    let relations: [Mantel_Type_V1_Relation] = [
      .partner, .child, .child, .child, .parent, .sibling, .neighbour, .friend,
    ]
    let relation =
      relations.filter { Self.fits($0, births.caregiver, births.recipient, on: start) }
      .randomElement(using: &random) ?? .other
    let isSmall = births.recipient.fullYears(until: start) < 7
    let recipientSigner: Mantel_Type_V1_GivenBy = isSmall ? .legalRepresentative : .self_
    let facility = chance(6)
    let (signed, professional) = (chance(85), chance(80))
    var consents: [Mantel_Registration_V1_Consent] = []
    for (purpose, share) in [(Mantel_Type_V1_ConsentPurpose.hospital, 80), (.automaticRights, 70)] where chance(share) {
      consents.append(
        .with {
          $0.purpose = purpose; $0.givenDate = .init(start); $0.givenBy = recipientSigner
        }
      )
    }
    let evidence = evidence(from: start)
    let given = consents
    return .with {
      $0.caregiver = caregiver
      $0.recipient = recipient
      $0.relation = relation
      $0.hoursPerWeek = hours
      $0.tasks = [.household, .emotionalSupport]
      $0.startDate = .init(start)
      $0.dwelling = facility ? .residentialCare : .ownHome
      $0.professionalInvolved = professional
      $0.evidence = evidence
      if signed {
        $0.caregiverDeclaration = .with {
          $0.signedDate = .init(start); $0.givenBy = .self_
        }
        $0.recipientDeclaration = .with {
          $0.signedDate = .init(start); $0.givenBy = recipientSigner
        }
      }
      $0.recipientConsents = given
    }
  }

  private func birth(of person: Mantel_Registration_V1_PersonDetails) throws(ValueError) -> CalendarDate {
    try INSZ(person.insz, today: today).birthDate ?? today
  }

  /// Whether the ages of two people go with a relation.
  private static func fits(
    _ relation: Mantel_Type_V1_Relation,
    _ caregiver: CalendarDate,
    _ recipient: CalendarDate,
    on start: CalendarDate
  ) -> Bool {
    switch relation {
    case .child: recipient < caregiver && recipient.fullYears(until: caregiver) >= 16
    case .parent: caregiver < recipient && caregiver.fullYears(until: recipient) >= 16
    case .partner:
      min(caregiver, recipient).fullYears(until: max(caregiver, recipient)) < 30
        && max(caregiver, recipient).fullYears(until: max(start, caregiver, recipient)) >= 18
    default: true
    }
  }

  private mutating func evidence(from date: CalendarDate) -> [Mantel_Type_V1_Evidence] {
    guard chance(60) else { return [] }
    var values: [(String, Mantel_Type_V1_Evidence.OneOf_Value)] = []
    if chance(60) { values.append(("recipient.fod_points", .intValue(Int64.random(in: 5...18, using: &random)))) }
    if chance(40) { values.append(("recipient.bel_score", .intValue(Int64.random(in: 20...45, using: &random)))) }
    if chance(40) {
      let total = Double(Int.random(in: 12...40, using: &random)) / 2
      values += [
        ("recipient.belrai_total", .decimalValue(total)),
        ("recipient.belrai_iadl_adl", .decimalValue(min(total / 2.5, 12))),
      ]
    }
    if chance(50) { values.append(("recipient.has_care_budget_severe", .boolValue(chance(40)))) }
    if chance(70) {
      values += ["recipient.care_fund_member", "recipient.care_premium_paid", "recipient.meets_insurance_period"]
        .map { ($0, .boolValue(true)) }
    }
    return values.map { fact, value in
      .with {
        $0.fact = fact
        $0.value = value
        $0.assessor = "Dienst thuiszorg (fictief)"
        $0.issuedDate = .init(date)
      }
    }
  }

  // MARK: - The truth, to hold figures against

  /// How many caregivers live in some municipalities, by municipality, age band and hours band.
  package static func census(
    of registrations: [Mantel_Registration_V1_NewCareSituation],
    on today: CalendarDate
  ) throws(ValueError) -> [[String]: Int] {
    var minutes: [String: Int] = [:]
    var homes: [String: String] = [:]
    for situation in registrations {
      minutes[situation.caregiver.insz, default: 0] += Int(situation.hoursPerWeek * 60)
      homes[situation.caregiver.insz] = homes[situation.caregiver.insz] ?? situation.caregiver.municipality
    }
    var counts: [[String]: Int] = [:]
    for (number, total) in minutes {
      let birth = try INSZ(number, today: today).birthDate
      let age = birth.map { AgeBand(age: $0.fullYears(until: today)).rawValue } ?? "unknown"
      let hours = HoursBand(minutesPerYear: total * CareHours.Unit.week.perYear)
      counts[[homes[number] ?? "", age, hours.rawValue], default: 0] += 1
    }
    return counts
  }

  // MARK: - Chance

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick(_ places: [Meetjesland.Place], by share: (Meetjesland.Place) -> Int) -> Meetjesland.Place {
    var ticket = Int.random(in: 0..<100, using: &random)
    for place in places {
      ticket -= share(place)
      if ticket < 0 { return place }
    }
    return places[0]
  }

  private mutating func pickAge(_ bands: [(ClosedRange<Int>, Int)]) -> Int {
    var ticket = Int.random(in: 0..<100, using: &random)
    for (band, share) in bands {
      ticket -= share
      if ticket < 0 { return Int.random(in: band, using: &random) }
    }
    return bands[0].0.lowerBound
  }
}

import CareTypes
import Registration
import RegistrationDomain

/// What is amiss in the second record of someone who was registered twice.
enum PlantedKind: String, Sendable, CaseIterable {
  case sameAndNoNumber = "no number"
  case oneLetter = "one letter"
  case spelling = "IJ and Y"
  case dayMonthSwapped = "day and month swapped"
  case oneDigitOfDate = "one digit of the birth date"
  case namesSwapped = "names swapped"
  case halfDoubleName = "half a double name"
  case maidenName = "maiden name"
  case nextMunicipality = "next municipality"
  case numberWithoutBirthDate = "a number without birth date"
}

/// A population of fictional people, some of whom are registered once more with something amiss. The same each time.
struct PlantedPopulation {
  /// A second record of someone.
  struct Again {
    /// What is amiss.
    let kind: PlantedKind
    /// Index in `situations` of the care situation in which the recipient was first registered.
    let first: Int
    /// The details with which the person is registered the second time.
    let situation: NewCareSituation
  }

  /// Care situations between people who are each one.
  private(set) var situations: [NewCareSituation] = []
  /// Some of their recipients, registered once more.
  private(set) var again: [Again] = []

  typealias Place = (code: String, postalCode: String, share: Int)

  /// The municipalities of the Meetjesland, where some 200,000 people live: namesakes are as near to each other as they
  /// are.
  static let places: [Place] = [
    ("44084", "9880", 17), ("44019", "9940", 21), ("44085", "9930", 16), ("43010", "9990", 14), ("43005", "9900", 12),
    ("43002", "9960", 8), ("43018", "9060", 7), ("43007", "9970", 3), ("43014", "9980", 2),
  ]

  private let names = FlemishNames()
  private let care: CareDetails
  private var random: SplitMix64
  private var serials: [CalendarDate: Int] = [:]

  /// Makes up people.
  ///
  /// - Parameters:
  ///   - count: How many people are each one; two in a care situation.
  ///   - pairs: How many of them are registered once more.
  /// - Throws: `ValueError` only if what is made up here is not what the registry takes.
  init(count: Int, pairs: Int, seed: UInt64 = 2_026) throws {
    random = SplitMix64(seed: seed)
    care = CareDetails(
      terms: CareTerms(
        relation: .otherFamily,
        hours: try CareHours(minutes: 16 * 60, per: .week),
        tasks: [.household],
        causes: [.age],
        dwelling: .ownHome,
        sameAddress: false,
        professionalInvolved: false,
        role: nil
      ),
      span: try DateSpan(start: CalendarDate(year: 2024, month: 3, day: 1)),
      evidence: [],
      declarations: Declarations(caregiver: nil, recipient: nil)
    )
    for index in 0..<count / 2 {
      let place = pickPlace()
      let caregiver = try details(of: Draw(in: place, isOlder: false, &self))
      var first = try Draw(in: chance(88) ? place : pickPlace(), isOlder: true, &self)
      guard index < pairs else {
        situations.append(try situation(caregiver, details(of: first)))
        continue
      }
      let kind = PlantedKind.allCases[index % PlantedKind.allCases.count]
      let second = try spoilt(&first, kind)
      situations.append(try situation(caregiver, details(of: first)))
      // Told by who cares already, or by someone else.
      let other =
        chance(40) && caregiver.number != nil
        ? caregiver : try details(of: Draw(in: place, isOlder: false, &self))
      again.append(Again(kind: kind, first: index, situation: try situation(other, details(of: second))))
    }
  }

  /// What is made up of a person.
  private struct Draw {
    var family: String
    var given: String
    var birth: CalendarDate?
    var number: INSZ?
    var place: Place
    var street: String
    var phone: String

    init(in place: Place, isOlder: Bool, _ population: inout PlantedPopulation) throws {
      let day = Int.random(in: isOlder ? 0..<11_000 : 11_000..<27_000, using: &population.random)
      var birth = try CalendarDate(year: 1930, month: 1, day: 2).adding(days: day)
      if birth.month == 1, birth.day == 1 { birth = try birth.adding(days: 1) }
      let isFemale = population.chance(isOlder ? 60 : 55)
      let givens = isOlder ? population.names.olderGivens : population.names.youngerGivens
      family = population.names.families.pick(using: &population.random)
      given = (isFemale ? givens.female : givens.male).pick(using: &population.random)
      self.birth = birth
      // One in seven has no number at hand.
      number = population.chance(86) ? try population.number(born: birth) : nil
      self.place = place
      let street = population.names.streets.pick(using: &population.random)
      self.street = "\(street) \(Int.random(in: 1...120, using: &population.random))"
      let line = Int.random(in: 100_000...999_999, using: &population.random)
      phone = population.chance(60) ? "+32468\(line)" : ""
    }
  }

  /// The second record of someone, of which something is amiss; the first one gets what it must have for that.
  private mutating func spoilt(_ first: inout Draw, _ kind: PlantedKind) throws -> Draw {
    if kind == .halfDoubleName { first.family += "-" + names.families.pick(using: &random) }
    if kind == .spelling { first.family = "De Bruyn\(["e", "", "seels"].randomElement(using: &random) ?? "")" }
    if kind == .numberWithoutBirthDate { first.number = nil }
    if kind == .dayMonthSwapped, let birth = first.birth {
      let day = birth.day % 12 + 1
      let month = day == birth.month ? birth.month % 12 + 1 : birth.month
      first.birth = try CalendarDate(year: birth.year, month: month, day: day)
      if first.number != nil, let birth = first.birth { first.number = try number(born: birth) }
    }
    var second = first
    second.number = nil
    // Half of them are told without the street, or with that of a former home; a third with the telephone.
    if chance(50) { second.street = chance(50) ? "" : "Elders 1" }
    if !chance(33) { second.phone = "" }
    switch kind {
    case .sameAndNoNumber, .spelling, .halfDoubleName: break
    case .oneLetter: second.family = misspelt(first.family)
    case .dayMonthSwapped:
      if let birth = first.birth {
        second.birth = try CalendarDate(year: birth.year, month: birth.day, day: birth.month)
      }
    case .oneDigitOfDate:
      if let birth = first.birth {
        let year = birth.year % 10 == 9 ? birth.year - 1 : birth.year + 1
        second.birth = try CalendarDate(year: year, month: birth.month, day: min(birth.day, 28))
        if birth.day > 28 { second.birth = try CalendarDate(year: birth.year, month: birth.month, day: birth.day - 1) }
      }
    case .namesSwapped: (second.family, second.given) = (first.given, first.family)
    case .maidenName: second.family = names.families.pick(using: &random)
    case .nextMunicipality:
      second.place = pickPlace()
      second.street = "Elders 2"
    case .numberWithoutBirthDate:
      if let year = first.birth?.year { second.number = try number(bornIn: year) }
      second.birth = nil
    }
    if kind == .halfDoubleName { second.family = String(first.family.split(separator: "-").first ?? "") }
    if kind == .spelling { second.family = first.family.replacing("uy", with: "uij") }
    return second
  }

  /// A name with another letter in it.
  private mutating func misspelt(_ name: String) -> String {
    var letters = Array(name)
    let places = letters.indices.filter { $0 > 0 && letters[$0].isLetter && letters[$0].isLowercase }
    let place = places.randomElement(using: &random) ?? letters.count - 1
    letters[place] =
      ["a", "e", "n", "r", "s", "t"].filter { $0 != letters[place] }.randomElement(using: &random) ?? "m"
    return String(letters)
  }

  private func details(of draw: Draw) throws -> PersonDetails {
    PersonDetails(
      number: draw.number.map { .insz($0) },
      birthDate: draw.birth,
      identity: Identity(
        familyName: draw.family,
        givenNames: draw.given,
        phone: draw.phone.isEmpty ? nil : try PhoneNumber(draw.phone),
        email: nil,
        trustedAdult: nil
      ),
      residence: Residence(
        place: .municipality(try NISCode(draw.place.code)),
        address: Residence.Address(streetLine: draw.street, postalCode: try PostalCode(draw.place.postalCode))
      ),
      contactPreferences: ContactPreferences(language: .dutch, channel: .letter, digitalSkill: nil)
    )
  }

  private func situation(_ caregiver: PersonDetails, _ recipient: PersonDetails) throws -> NewCareSituation {
    try NewCareSituation(
      caregiver: caregiver,
      recipient: recipient,
      care: care,
      caregiverConsents: [],
      recipientConsents: []
    )
  }

  /// A number that nobody else here has; nil when all numbers of the day are used.
  private mutating func number(born birth: CalendarDate) throws -> INSZ? {
    if birth.month == 1, birth.day == 1 { return nil }
    let serial = serials[birth, default: INSZ.fictionalSerials.lowerBound]
    guard INSZ.fictionalSerials.contains(serial) else { return nil }
    serials[birth] = serial + 1
    return try INSZ.fictional(born: birth, serial: serial)
  }

  /// A number that holds only the year of birth.
  private mutating func number(bornIn year: Int) throws -> INSZ? {
    let key = try CalendarDate(year: year, month: 1, day: 1)
    let serial = serials[key, default: INSZ.fictionalSerials.lowerBound]
    guard INSZ.fictionalSerials.contains(serial) else { return nil }
    serials[key] = serial + 1
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    return (1...97).lazy.compactMap { check in
      let digits = "\(year % 100)0000\(serial)" + (check < 10 ? "0\(check)" : "\(check)")
      return try? INSZ(digits, today: today)
    }.first { $0.birthCentury + year % 100 == year }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func pickPlace() -> Place {
    var left = Int.random(in: 0..<100, using: &random)
    for place in Self.places {
      left -= place.share
      if left < 0 { return place }
    }
    return Self.places[0]
  }
}

import CareTypes
import RightsAPI
import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TypeAPI

/// A checked request to explore.
struct ExploreRequest {
  /// What is told.
  let profile: ExplorerProfile
  /// The language of the answer.
  let language: TextLanguage

  /// The most facts of a profile, and the most names of facts that are not known.
  private static let factLimit = 200
  /// The days of ten years.
  private static let mostDays = 3_653

  /// Facts that have fields of their own.
  private static let ownFields: [String: String] = [
    "caregiver.age": "profile.caregiver", "recipient.age": "profile.recipient",
    "caregiver.region": "profile.caregiver", "recipient.region": "profile.recipient",
    "caregiver.resident": "profile.caregiver", "recipient.resident": "profile.recipient",
    "caregiver.domicile_in_belgium": "profile.caregiver", "recipient.domicile_in_belgium": "profile.recipient",
    "situation.hours_per_week": "profile.hours", "situation.hours_per_month": "profile.hours",
    "situation.hours_per_year": "profile.hours", "situation.months_since_start": "profile.care_start_date",
  ]

  /// Checks a request.
  ///
  /// - Parameters:
  ///   - today: The legal day of now.
  ///   - tables: The municipalities and their mergers.
  /// - Throws: `Refusal` naming every wrong field.
  init(_ message: Mantel_Rights_V1_ExploreRightsRequest, today: CalendarDate, _ tables: ReferenceTables) throws(Refusal)
  {
    var validation = Validation()
    let language = validation.language(message.language)
    var day = today
    if message.hasDate, let date = validation.date("date", message.date, isSet: true) {
      validation.require(
        abs(today.days(until: date)) <= Self.mostDays,
        "date",
        "is more than ten years before or after"
      )
      day = date
    }
    guard message.hasProfile else {
      validation.missing("profile")
      throw .invalid(validation.violations)
    }
    let told = message.profile
    let caregiver = Self.person(
      "profile.caregiver",
      told.caregiver,
      isSet: told.hasCaregiver,
      on: day,
      tables,
      &validation
    )
    let recipient = Self.person(
      "profile.recipient",
      told.recipient,
      isSet: told.hasRecipient,
      on: day,
      tables,
      &validation
    )
    var facts: [String: FactValue] = [:]
    var ranges: [ExplorerProfile.Range] = []
    Self.read(told.facts, &facts, &ranges, &validation)
    if told.hasHours { Self.read(told.hours, &facts, &ranges, &validation) }
    validation.require(
      ranges.count <= ExplorerProfile.rangeLimit,
      "profile.facts",
      "tells more than \(ExplorerProfile.rangeLimit) facts about, the hours included"
    )
    let start = validation.optionalDate("profile.care_start_date", told.careStartDate, isSet: told.hasCareStartDate)
    if let start { validation.require(start <= day, "profile.care_start_date", "is after the day of the question") }
    let moments = told.hasAdmission ? Self.admission(told.admission, on: day, &validation) : RecipientMoments()
    let needs = Self.needs(told.needs, &validation)
    let notKnown = Self.notKnown(told.notKnown, &validation)
    let (one, other) = (try validation.finish(caregiver), try validation.finish(recipient))
    var profile = ExplorerProfile(caregiver: one, recipient: other, told: day)
    profile.careStart = start
    profile.moments = moments
    (profile.facts, profile.ranges, profile.needs, profile.notKnown) = (facts, ranges, needs, notKnown)
    self.profile = profile
    self.language = try validation.finish(language)
  }

  private static func person(
    _ field: String,
    _ message: Mantel_Rights_V1_ProfilePerson,
    isSet: Bool,
    on day: CalendarDate,
    _ tables: ReferenceTables,
    _ validation: inout Validation
  ) -> ExplorerProfile.Person? {
    guard isSet else {
      validation.missing(field)
      return nil
    }
    let place = validation.place("\(field).", message.municipality, message.country, on: day, tables)
    let birth = validation.optionalDate("\(field).birth_date", message.birthDate, isSet: message.hasBirthDate)
    if let birth {
      validation.require(birth <= day, "\(field).birth_date", "is after the day of the question")
      validation.require(birth.fullYears(until: day) <= 130, "\(field).birth_date", "is more than 130 years ago")
      validation.require(!message.hasAge, "\(field).age", "is given beside a birth date")
    }
    if message.hasAge { validation.require((0...130).contains(message.age), "\(field).age", "is not 0 to 130") }
    return place.map {
      ExplorerProfile.Person(place: $0, birthDate: birth, age: message.hasAge ? Int(message.age) : nil)
    }
  }

  private static func read(
    _ messages: [Mantel_Rights_V1_ProfileValue],
    _ facts: inout [String: FactValue],
    _ ranges: inout [ExplorerProfile.Range],
    _ validation: inout Validation
  ) {
    validation.require(messages.count <= factLimit, "profile.facts", "has more than \(factLimit) elements")
    var seen: Set<String> = []
    for (index, message) in messages.prefix(factLimit).enumerated() {
      let field = "profile.facts[\(index)]"
      guard let fact = knownFact("\(field).fact", message.fact, &seen, &validation) else { continue }
      if message.atLeast.isEmpty, message.atMost.isEmpty {
        if message.value.isEmpty {
          validation.missing("\(field).value")
        } else if let value = fact.value(from: message.value) {
          facts[fact.name] = value
        } else {
          validation.reject("\(field).value", fact.refusal)
        }
        continue
      }
      validation.require(message.value.isEmpty, "\(field).value", "is given beside at_least or at_most")
      guard fact.type == .int || fact.type == .decimal else {
        validation.reject("\(field).at_least", "is given for a fact that is no number")
        continue
      }
      let least = fact.value(from: message.atLeast)
      let most = fact.value(from: message.atMost)
      if least == nil { validation.reject("\(field).at_least", message.atLeast.isEmpty ? "is required" : fact.refusal) }
      if most == nil { validation.reject("\(field).at_most", message.atMost.isEmpty ? "is required" : fact.refusal) }
      guard let least, let most else { continue }
      validation.require((least.number ?? 0) <= (most.number ?? 0), "\(field).at_most", "is less than at_least")
      ranges.append(ExplorerProfile.Range(least: [fact.name: least], most: [fact.name: most]))
    }
  }

  private static func knownFact(
    _ field: String,
    _ name: String,
    _ seen: inout Set<String>,
    _ validation: inout Validation
  ) -> Fact? {
    guard !name.isEmpty else {
      validation.missing(field)
      return nil
    }
    if let own = ownFields[name] {
      validation.reject(field, "is told by \(own)")
      return nil
    }
    guard let fact = FactCatalogue.care[name] else {
      validation.reject(field, "is not a fact of the catalogue")
      return nil
    }
    guard seen.insert(name).inserted else {
      validation.reject(field, "is told twice")
      return nil
    }
    return fact
  }

  private static func read(
    _ message: Mantel_Rights_V1_ProfileHours,
    _ facts: inout [String: FactValue],
    _ ranges: inout [ExplorerProfile.Range],
    _ validation: inout Validation
  ) {
    guard let unit = CareHours.Unit(rawValue: message.per) else {
      let units = CareHours.Unit.allCases.map(\.rawValue).joined(separator: ", ")
      if message.per.isEmpty {
        validation.missing("profile.hours.per")
      } else {
        validation.reject("profile.hours.per", "is not one of \(units)")
      }
      return
    }
    func hours(_ field: String, _ amount: Double) -> [String: FactValue]? {
      validation.value(field) { () throws(ValueError) in
        let hours = try CareHours(amount, per: unit)
        return [
          "situation.hours_per_week": .decimal(hours.amount(per: .week)),
          "situation.hours_per_month": .decimal(hours.amount(per: .month)),
          "situation.hours_per_year": .decimal(hours.amount(per: .year)),
        ]
      }
    }
    let least = hours("profile.hours.hours", message.hours)
    guard message.hasAtMost else {
      facts.merge(least ?? [:]) { _, new in new }
      return
    }
    let most = hours("profile.hours.at_most", message.atMost)
    validation.require(message.hours <= message.atMost, "profile.hours.at_most", "is less than hours")
    if let least, let most { ranges.append(ExplorerProfile.Range(least: least, most: most)) }
  }

  private static func admission(
    _ message: Mantel_Rights_V1_ProfileAdmission,
    on day: CalendarDate,
    _ validation: inout Validation
  ) -> RecipientMoments {
    var moments = RecipientMoments()
    let first = validation.date("profile.admission.first_date", message.firstDate, isSet: message.hasFirstDate)
    if let first {
      validation.require(first <= day, "profile.admission.first_date", "is after the day of the question")
    }
    let place = PlaceKind(rawValue: message.place)
    if place == nil {
      if message.place.isEmpty {
        validation.missing("profile.admission.place")
      } else {
        let known = PlaceKind.allCases.map(\.rawValue).joined(separator: ", ")
        validation.reject("profile.admission.place", "is not one of \(known)")
      }
    }
    if let first { moments.add(RecipientMoments.Moment(.admission, on: first.daysSinceEpoch, in: place)) }
    return moments
  }

  private static func needs(_ words: [String], _ validation: inout Validation) -> Set<SupportArea> {
    var needs: Set<SupportArea> = []
    for (index, word) in words.prefix(SupportArea.allCases.count + 1).enumerated() {
      guard let area = SupportArea(rawValue: word) else {
        let known = SupportArea.allCases.map(\.rawValue).joined(separator: ", ")
        validation.reject("profile.needs[\(index)]", "is not one of \(known)")
        continue
      }
      validation.require(needs.insert(area).inserted, "profile.needs[\(index)]", "is told twice")
    }
    return needs
  }

  private static func notKnown(_ names: [String], _ validation: inout Validation) -> Set<String> {
    validation.require(names.count <= factLimit, "profile.not_known", "has more than \(factLimit) elements")
    for (index, name) in names.prefix(factLimit).enumerated() where FactCatalogue.care[name] == nil {
      validation.reject("profile.not_known[\(index)]", "is not a fact of the catalogue")
    }
    return Set(names)
  }
}

extension Validation {
  /// The language of an answer: Dutch if it is not given.
  fileprivate mutating func language(_ message: Mantel_Rights_V1_ExplorerLanguage) -> TextLanguage? {
    switch message {
    case .unspecified, .dutch: return .dutch
    case .english: return .english
    case .french: return .french
    case .UNRECOGNIZED:
      reject("language", "is not known")
      return nil
    }
  }
}

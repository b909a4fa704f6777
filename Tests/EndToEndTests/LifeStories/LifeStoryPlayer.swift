import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

/// Lives one story through over the gateway, as the municipalities of its people would.
struct LifeStoryPlayer {
  typealias Transport = HTTP2ClientTransport.Posix

  let story: LifeStory
  private let installation: Installation
  private let municipality: Mantel_Gateway_V1_MunicipalityService.Client<Transport>
  private let care: Mantel_Registration_V1_CareService.Client<Transport>
  private let persons: Mantel_Registration_V1_PersonService.Client<Transport>
  private let awards: Mantel_Rights_V1_AwardService.Client<Transport>
  /// The names of the people and of the care situations in the registry, by their short names.
  private var names: [String: String] = [:]
  /// The moments that were recorded, by the short names that the story gives them.
  private var moments: [String: String] = [:]
  private let serial: Int

  /// Municipalities by the names that the stories use: NIS code and postal code.
  static let places = [
    "Aalter": ("44084", "9880"), "Maldegem": ("43010", "9990"), "Evergem": ("44019", "9940"),
    "Lievegem": ("44085", "9930"), "Kaprijke": ("43007", "9970"), "Laarne": ("42010", "9270"),
    "Wetteren": ("42025", "9230"), "Sint-Niklaas": ("46021", "9100"), "Oudenaarde": ("45035", "9700"),
    "Waasmunster": ("42023", "9250"), "Harelbeke": ("34013", "8530"), "Machelen": ("23047", "1830"),
    "Londerzeel": ("23045", "1840"), "Puurs-Sint-Amands": ("12041", "2870"), "Liedekerke": ("23044", "1770"),
    "Zutendaal": ("71067", "3690"), "Geel": ("13008", "2440"), "Wuustwezel": ("11053", "2990"),
    "Wingene": ("37021", "8750"), "Zemst": ("23096", "1980"), "De-Haan": ("35029", "8420"),
    "Avelgem": ("34003", "8580"), "Heist-op-den-Berg": ("12014", "2220"), "Herk-de-Stad": ("71024", "3540"),
    "Gent": ("44021", "9000"), "Menen": ("34027", "8930"), "Merchtem": ("23052", "1785"),
    "Maarkedal": ("45064", "9680"), "Kapelle-op-den-Bos": ("23039", "1880"), "Boortmeerbeek": ("24014", "3190"),
    "Eeklo": ("43005", "9900"), "Sint-Gillis-Waas": ("46020", "9170"), "Assenede": ("43002", "9960"),
  ]

  /// A player.
  ///
  /// - Parameter serial: The serial number of the national numbers of the people, from 948 to 998.
  init(_ story: LifeStory, serial: Int, _ installation: Installation, _ gateway: GRPCClient<Transport>) {
    (self.story, self.serial, self.installation) = (story, serial, installation)
    municipality = .init(wrapping: gateway)
    care = .init(wrapping: gateway)
    persons = .init(wrapping: gateway)
    awards = .init(wrapping: gateway)
  }

  private var key: Metadata { installation.key("many") }
  private var options: CallOptions { installation.options }

  /// What the registry calls someone or something of the story.
  private func name(_ key: String) throws -> String { try #require(names[key], "nobody is called \(key)") }

  // MARK: Living

  /// Does what a line says. Lines that only look are left to `deviations`.
  mutating func live(_ step: LifeStory.Step) async throws {
    switch step.verb {
    case "care": try await register(step)
    case "fact": try await show(step)
    case "consent", "withdraw": try await consent(step)
    case "admit", "discharge", "palliative", "dies": try await moment(step)
    case "unsay": try await unsay(step)
    case "move": try await move(step)
    case "born": try await born(step)
    case "hours", "dwelling", "professional": try await change(step)
    case "end": try await end(step)
    case "apply", "sign", "rule", "object", "use", "give-up": try await act(step)
    case "expect", "award": break
    default: throw StoryError("no such verb: \(step.verb)")
    }
  }

  private func person(_ key: String) throws -> Mantel_Registration_V1_PersonDetails {
    guard let person = story.people.first(where: { $0.key == key }) else { throw StoryError("nobody is called \(key)") }
    guard let (code, postalCode) = Self.places[person.place] else { throw StoryError("no place \(person.place)") }
    let insz = person.isWithoutNumber ? "" : try INSZ.fictional(born: person.birth, serial: serial).digits
    let hasNumber = names[key] != nil
    return .with {
      $0.insz = insz
      $0.familyName = "Verhaal \(story.name)"
      $0.givenNames = key
      $0.streetLine = "Verhaalstraat \(serial)"
      $0.postalCode = postalCode
      $0.municipality = code
      $0.birthDate = Mantel_Type_V1_Date(person.birth)
      if hasNumber, insz.isEmpty { $0.localNumber = localNumbers[key] ?? "" }
    }
  }

  /// The local numbers that the registry gave.
  private var localNumbers: [String: String] = [:]

  /// `care KEY CAREGIVER>RECIPIENT RELATION HOURS DWELLING [same] [alone] [unsigned] [since=DAY]`
  private mutating func register(_ step: LifeStory.Step) async throws {
    let key = try step.word(0)
    let pair = try step.word(1).split(separator: ">").map(String.init)
    let (caregiver, recipient) = (try person(pair[0]), try person(pair[1]))
    guard let relation = try Self.relations[step.word(2)], let dwelling = try Self.dwellings[step.word(4)] else {
      throw StoryError("no such relation or dwelling")
    }
    let hours = try Self.hours(step.word(3))
    let since = Mantel_Type_V1_Date(
      try step.options["since"].map { try CalendarDate(iso: $0) } ?? CalendarDate(iso: "2024-03-01")
    )
    let words = Set(step.words)
    let situation = Mantel_Registration_V1_NewCareSituation.with {
      $0.caregiver = caregiver
      $0.recipient = recipient
      $0.relation = relation
      $0.hours = hours
      $0.tasks = [.personalCare]
      $0.startDate = since
      $0.dwelling = dwelling
      $0.sameAddress = words.contains("same")
      $0.professionalInvolved = !words.contains("alone")
      if !words.contains("unsigned") {
        $0.caregiverDeclaration = .with {
          $0.signedDate = since
          $0.givenBy = words.contains("mandate") ? .legalRepresentative : .self_
        }
        $0.recipientDeclaration = .with {
          $0.signedDate = since
          $0.givenBy = words.contains("mandate") ? .legalRepresentative : .self_
        }
      }
      // So that admissions and palliative statuses that are told may count.
      $0.recipientConsents = [Mantel_Type_V1_ConsentPurpose.hospital, .municipality, .generalPractitioner].map {
        purpose in
        Mantel_Registration_V1_Consent.with {
          $0.purpose = purpose
          $0.givenDate = since
          $0.givenBy = words.contains("mandate") ? .legalRepresentative : .self_
        }
      }
      $0.confirmedWarnings = Self.warnings
    }
    let answer = try await municipality.registerCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = situation
      },
      metadata: self.key,
      options: options
    )
    (names[key], names[pair[0]], names[pair[1]]) = (answer.careSituation, answer.caregiver, answer.recipient)
    for key in pair {
      localNumbers[key] = try await persons.getPerson(
        .with { $0.name = names[key] ?? "" },
        metadata: self.key,
        options: options
      ).person.details.localNumber
    }
  }

  /// `fact CARE-OR-PERSON FACT VALUE [issued=DAY] [until=DAY]`
  private func show(_ step: LifeStory.Step) async throws {
    let (about, fact, text) = (try name(step.word(0)), try step.word(1), try step.word(2))
    let issued = Mantel_Type_V1_Date(try step.date("issued"))
    let until = try step.options["until"].map { Mantel_Type_V1_Date(try CalendarDate(iso: $0)) }
    let evidence = Mantel_Type_V1_Evidence.with {
      $0.fact = fact
      switch text {
      case "true", "false": $0.boolValue = text == "true"
      default:
        if let number = Int64(text) {
          $0.intValue = number
        } else if let number = Double(text) {
          $0.decimalValue = number
        } else {
          $0.stringValue = text
        }
      }
      $0.assessor = "De bevoegde dienst"
      $0.issuedDate = issued
      if let until { $0.validUntilDate = until }
    }
    _ = try await care.recordEvidence(
      .with {
        $0.requestID = UUID().uuidString
        if about.hasPrefix("persons/") { $0.person = about } else { $0.careSituation = about }
        $0.evidence = evidence
      },
      metadata: key,
      options: options
    )
  }

  /// `consent PERSON` and `withdraw PERSON`, for rights that are granted without an application.
  private func consent(_ step: LifeStory.Step) async throws {
    let (person, date) = (try name(step.word(0)), Mantel_Type_V1_Date(try step.date()))
    if step.verb == "consent" {
      _ = try await municipality.recordConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = person
          $0.consent = .with {
            $0.purpose = .automaticRights
            $0.givenDate = date
            $0.givenBy = step.words.contains("mandate") ? .legalRepresentative : .self_
          }
          $0.confirmedWarnings = Self.warnings
        },
        metadata: key,
        options: options
      )
    } else {
      _ = try await municipality.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = person
          $0.purpose = .automaticRights
          $0.withdrawDate = date
        },
        metadata: key,
        options: options
      )
    }
  }

  /// `admit PERSON PLACE [date=DAY] [as=KEY]`, `discharge PERSON`, `palliative PERSON`, `dies PERSON`.
  private mutating func moment(_ step: LifeStory.Step) async throws {
    let id = UUID().uuidString
    let (person, date) = (try name(step.word(0)), Mantel_Type_V1_Date(try step.date()))
    let place = step.words.count > 1 ? try #require(Self.kindsOfPlace[step.words[1]]) : .unspecified
    let corrected = step.options["corrects"].flatMap { moments[$0] } ?? ""
    let kinds: [String: Mantel_Type_V1_MomentKind] = [
      "admit": .admission, "discharge": .discharge, "palliative": .palliativeStatus, "dies": .death,
    ]
    _ = try await municipality.recordMoment(
      .with {
        $0.requestID = id
        $0.person = person
        $0.kind = kinds[step.verb] ?? .unspecified
        $0.date = date
        $0.placeKind = place
        $0.correctsRequestID = corrected
      },
      metadata: key,
      options: options
    )
    if let label = step.options["as"] { moments[label] = id }
  }

  /// `unsay PERSON as=KEY`: the moment never happened.
  private func unsay(_ step: LifeStory.Step) async throws {
    let (person, id) = (try name(step.word(0)), step.options["as"].flatMap { moments[$0] } ?? "")
    _ = try await municipality.recordMoment(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.correctsRequestID = id
      },
      metadata: key,
      options: options
    )
  }

  /// `move PERSON PLACE [date=DAY]`
  private func move(_ step: LifeStory.Step) async throws {
    let (person, date) = (try name(step.word(0)), Mantel_Type_V1_Date(try step.date()))
    guard let (code, postalCode) = try Self.places[step.word(1)] else { throw StoryError("no such place") }
    let etag = try await persons.getPerson(.with { $0.name = person }, metadata: key, options: options).person.etag
    _ = try await persons.movePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = etag
        $0.residence = .with {
          $0.startDate = date
          $0.municipality = code
          $0.postalCode = postalCode
          $0.streetLine = "Nieuwstraat 1"
        }
        $0.confirmedWarnings = Self.warnings
      },
      metadata: key,
      options: options
    )
  }

  /// `born PERSON DAY`: the birth date is corrected.
  private func born(_ step: LifeStory.Step) async throws {
    let (person, birth) = (try name(step.word(0)), Mantel_Type_V1_Date(try CalendarDate(iso: step.word(1))))
    let etag = try await persons.getPerson(.with { $0.name = person }, metadata: key, options: options).person.etag
    _ = try await persons.updatePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = etag
        $0.details.birthDate = birth
        $0.updateMask.paths = ["birth_date"]
        $0.confirmedWarnings = Self.warnings
      },
      metadata: key,
      options: options
    )
  }

  /// `hours CARE HOURS`, `dwelling CARE DWELLING`, `professional CARE true`, each with `from=DAY`, or with `corrected` for
  /// what was recorded wrongly.
  private func change(_ step: LifeStory.Step) async throws {
    let (name, value) = (try name(step.word(0)), try step.word(1))
    let etag = try await municipality.getCareSituation(.with { $0.name = name }, metadata: key, options: options)
      .careSituation.etag
    var terms = Mantel_Registration_V1_CareTerms()
    let path: String
    switch step.verb {
    case "hours": (path, terms.hours) = ("hours", try Self.hours(value))
    case "dwelling": (path, terms.dwelling) = ("dwelling", try #require(Self.dwellings[value]))
    default: (path, terms.professionalInvolved) = ("professional_involved", value == "true")
    }
    let (changed, from) = (terms, Mantel_Type_V1_Date(try step.date("from")))
    _ = try await care.updateCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.terms = changed
        $0.updateMask.paths = [path]
        if step.words.contains("corrected") {
          $0.correction = .init()
        } else {
          $0.change = .with { $0.startDate = from }
        }
        $0.confirmedWarnings = Self.warnings
      },
      metadata: key,
      options: options
    )
  }

  /// `end CARE REASON [date=DAY]`
  private func end(_ step: LifeStory.Step) async throws {
    let reasons: [String: Mantel_Registration_V1_EndReason] = [
      "not-needed": .noLongerNeeded, "caregiver-stops": .caregiverStops, "caregiver-died": .caregiverDied,
      "recipient-withdraws": .recipientWithdraws,
    ]
    let (name, date) = (try name(step.word(0)), Mantel_Type_V1_Date(try step.date()))
    let reason = try #require(reasons[step.word(1)])
    _ = try await municipality.endCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.endDate = date
        $0.reason = reason
      },
      metadata: key,
      options: options
    )
  }

  // MARK: Awards

  /// The award on a provision among those of a care situation; nil when there is none.
  private func award(_ careKey: String, _ provision: String) async throws -> Mantel_Rights_V1_Award? {
    let name = try name(careKey)
    return try await awards.listAwards(
      .with {
        $0.careSituation = name
        $0.pageSize = 200
      },
      metadata: key,
      options: options
    ).awards.first { $0.provision == "provisions/\(provision)" }
  }

  /// `apply CARE PROVISION [SIGNATORY...] [date=DAY]`, `sign` the same, `rule CARE PROVISION grants|refuses [from=DAY]`,
  /// `object CARE PROVISION`, `use CARE PROVISION AMOUNT UNIT [FORM]`, `give-up CARE PROVISION`. With `refused=REASON` it is
  /// refused for that reason.
  private func act(_ step: LifeStory.Step) async throws {
    let seen = try await refusal { try await record(step) }
    let wanted = step.options["refused"]
    if seen?.reason == wanted { return }
    let found = seen.map { "refused: \($0.code) \($0.reason) \($0.fields.joined(separator: " "))" } ?? "accepted"
    throw StoryError("expected \(wanted ?? "no refusal"), and it was \(found)")
  }

  private func record(_ step: LifeStory.Step) async throws {
    let id = UUID().uuidString
    guard let found = try await award(step.word(0), step.word(1)) else { throw StoryError("there is no such award") }
    let (name, date) = (found.name, Mantel_Type_V1_Date(try step.date()))
    let signatures = step.words.dropFirst(2).map { signatory in
      Mantel_Rights_V1_AwardSignature.with {
        $0.signatory = signatory
        $0.date = date
      }
    }
    switch step.verb {
    case "apply":
      _ = try await awards.applyForAward(
        .with {
          $0.requestID = id
          $0.name = name
          $0.applyDate = date
          $0.signatures = signatures
        },
        metadata: key,
        options: options
      )
    case "sign":
      _ = try await awards.signAward(
        .with {
          $0.requestID = id
          $0.name = name
          $0.signatures = signatures
        },
        metadata: key,
        options: options
      )
    case "rule":
      let grants = try step.word(2) == "grants"
      let from = try step.options["from"].map { Mantel_Type_V1_Date(try CalendarDate(iso: $0)) }
      _ = try await awards.ruleOnAwards(
        .with {
          $0.requestID = id
          $0.names = [name]
          $0.ruling = .with {
            $0.grants = grants
            $0.number = "2026/\(step.line)"
            $0.date = date
            if let from { $0.grantFromDate = from }
            if !grants { $0.reason = "Het sociaal verslag volstaat niet" }
          }
        },
        metadata: key,
        options: options
      )
    case "object":
      _ = try await awards.recordObjection(
        .with {
          $0.requestID = id
          $0.name = name
          $0.objectDate = date
        },
        metadata: key,
        options: options
      )
    case "use":
      let (amount, unit) = (try #require(Double(step.word(2))), try step.word(3))
      _ = try await awards.recordUse(
        .with {
          $0.requestID = id
          $0.name = name
          $0.use = .with {
            $0.firstDate = date
            $0.hundredths = Int64(amount * 100)
            $0.unit = unit
            $0.form = step.words.count > 4 ? step.words[4] : ""
          }
        },
        metadata: key,
        options: options
      )
    default:
      _ = try await awards.endAward(
        .with {
          $0.requestID = id
          $0.name = name
          $0.endDate = date
        },
        metadata: key,
        options: options
      )
    }
  }

  // MARK: Looking

  /// How the expectations of a day differ from what is found, by line: what was expected and what was found.
  func deviations(_ steps: [LifeStory.Step]) async throws -> [Int: String] {
    var deviations: [Int: String] = [:]
    for (careKey, steps) in Dictionary(grouping: steps, by: { $0.words.first ?? "" }) {
      let name = try name(careKey)
      let decisions = try await municipality.listDecisions(
        .with {
          $0.careSituation = name
          $0.pageSize = 200
        },
        metadata: key,
        options: options
      ).decisions
      let awards = try await awards.listAwards(
        .with {
          $0.careSituation = name
          $0.pageSize = 200
        },
        metadata: key,
        options: options
      ).awards
      for step in steps {
        let (id, wanted) = (try step.word(1), try step.word(2))
        let found =
          step.verb == "expect"
          ? Self.found(decisions.first { $0.provision == "provisions/\(id)" }, asked: step.options)
          : Self.found(awards.first { $0.provision == "provisions/\(id)" }, asked: step.options)
        let expected = ([wanted] + step.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
          .joined(separator: " ")
        if found != expected { deviations[step.line] = "\(id): expected \(expected), found \(found)" }
      }
    }
    return deviations
  }

  private static func found(_ decision: Mantel_Rights_V1_Decision?, asked: [String: String]) -> String {
    guard let decision else {
      return (["not"] + asked.sorted { $0.key < $1.key }.map { "\($0.key)=none" }).joined(separator: " ")
    }
    let outcomes: [Mantel_Rights_V1_Outcome: String] = [
      .granted: "granted", .proposed: "proposed", .awaitingEvidence: "awaiting", .notEntitled: "not",
      .undecided: "undecided",
    ]
    var values = ["amount": decision.hasAmountCents ? "\(decision.amountCents)" : "unknown"]
    values["frequency"] = "\(decision.frequency)"
    values["version"] = "\(decision.provisionVersion)"
    return ([outcomes[decision.outcome] ?? "?"] + asked.keys.sorted().map { "\($0)=\(values[$0] ?? "?")" })
      .joined(separator: " ")
  }

  private static func found(_ award: Mantel_Rights_V1_Award?, asked: [String: String]) -> String {
    func text(_ date: Mantel_Type_V1_Date?) -> String {
      date.flatMap { try? CalendarDate($0).isoText } ?? "none"
    }
    let states: [Mantel_Rights_V1_AwardState: String] = [
      .proposed: "proposed", .appliedFor: "applied", .awaitingEvidence: "awaiting",
      .awaitingRatification: "ratification", .granted: "granted", .refused: "refused", .suspended: "suspended",
      .exhausted: "exhausted", .ended: "ended",
    ]
    guard let award else { return (["none"] + asked.keys.sorted().map { "\($0)=none" }).joined(separator: " ") }
    var values = [
      "from": text(award.hasGrantFromDate ? award.grantFromDate : nil),
      "until": text(award.hasGrantUntilDate ? award.grantUntilDate : nil),
      "end": text(award.hasEndDate ? award.endDate : nil),
      "limit": "\(award.limitReached)",
      "missing": award.missingSignatures.joined(separator: "+"),
    ]
    values["left"] = award.quotas.map { "\($0.quotaHundredths - $0.usedHundredths)\($0.unit)" }.joined(separator: "+")
    return ([states[award.state] ?? "none"] + asked.keys.sorted().map { "\($0)=\(values[$0] ?? "?")" })
      .joined(separator: " ")
  }

  // MARK: Words

  private static let relations: [String: Mantel_Type_V1_Relation] = [
    "partner": .partner, "child": .child, "parent": .parent, "sibling": .sibling, "grandchild": .grandchild,
    "family": .otherFamily, "neighbour": .neighbour, "friend": .friend,
  ]
  private static let dwellings: [String: Mantel_Type_V1_Dwelling] = [
    "own_home": .ownHome, "with_caregiver": .withCaregiver, "residential_care": .residentialCare,
    "disability_facility": .disabilityFacility, "psychiatric_facility": .psychiatricFacility,
  ]
  private static let kindsOfPlace: [String: Mantel_Type_V1_PlaceKind] = [
    "hospital": .hospital, "residential": .residentialCareCentre, "short_stay": .shortStay, "other": .other,
  ]
  private static let warnings = Mantel_Registration_V1_Warning.allCases.filter { $0 != .unspecified }

  /// Hours such as `60/month`.
  private static func hours(_ text: String) throws -> Mantel_Type_V1_CareHours {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let amount = Double(parts[0]) else { throw StoryError("no hours: \(text)") }
    return .with {
      switch parts[1] {
      case "month": $0.perMonth = amount
      case "year": $0.perYear = amount
      default: $0.perWeek = amount
      }
    }
  }
}

/// What is wrong with a story, or with how a line of it was answered.
struct StoryError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

import CareTypes
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

// The people whom the story tells of; they are fictional.
extension Story {
  /// A daughter in Aalter who cares for her mother, with everything that makes it whole.
  func daughterAndMother() -> Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = .with {
        $0.insz = "76072296223"
        $0.familyName = "De Fictieve"
        $0.givenNames = "Mieke"
        $0.streetLine = "Verzonnenlaan 12"
        $0.postalCode = "9880"
        $0.municipality = "44084"
        $0.email = "mieke@example.org"
        $0.channel = .email
      }
      $0.recipient = .with {
        $0.insz = number(born: 1942, 5, 6, serial: 948)
        $0.familyName = "Bedachtzaam"
        $0.givenNames = "Yvonne"
        $0.streetLine = "Denkbeeldstraat 3"
        $0.postalCode = "9880"
        $0.municipality = "44084"
      }
      $0.relation = .child
      $0.hoursPerWeek = 16
      $0.tasks = [.personalCare, .administration, .transport]
      $0.startDate = day(2024, 3, 1)
      $0.dwelling = .ownHome
      $0.professionalInvolved = true
      $0.evidence = [
        evidence("recipient.fod_points", .intValue(13)), evidence("recipient.belrai_total", .decimalValue(14)),
        evidence("recipient.care_fund_member", .boolValue(true)),
        evidence("recipient.care_premium_paid", .boolValue(true)),
        evidence("recipient.meets_insurance_period", .boolValue(true)),
      ]
      $0.caregiverDeclaration = signed
      $0.recipientDeclaration = signed
      $0.recipientConsents = [consent(.hospital), consent(.automaticRights)]
    }
  }

  /// Two neighbours in Maldegem, where the regulation's threshold is not known.
  func neighbours() -> Mantel_Registration_V1_NewCareSituation {
    var situation = daughterAndMother()
    situation.caregiver.insz = number(born: 1961, 9, 14, serial: 951)
    situation.caregiver.givenNames = "Rik"
    situation.recipient.insz = number(born: 1939, 10, 2, serial: 953)
    situation.recipient.givenNames = "Achiel"
    situation.caregiver.municipality = "43010"
    situation.recipient.municipality = "43010"
    situation.relation = .neighbour
    situation.hoursPerWeek = 6
    situation.evidence = [
      evidence("recipient.bel_score", .intValue(33)), evidence("recipient.has_care_budget_severe", .boolValue(false)),
      evidence("recipient.has_basic_support_budget", .boolValue(false)),
      evidence("recipient.has_personal_budget", .boolValue(false)),
    ]
    return situation
  }

  /// Another neighbour of the same man, who brings no evidence: it was shown already.
  func otherNeighbour() -> Mantel_Registration_V1_NewCareSituation {
    var situation = neighbours()
    situation.caregiver.insz = number(born: 1964, 3, 2, serial: 962)
    situation.caregiver.givenNames = "Nora"
    situation.evidence = []
    return situation
  }

  /// What a general practitioner in Lievegem knows of a son who cares for his father: less than is asked.
  func signalledCare() -> Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = .with {
        $0.familyName = "Gissing"
        $0.givenNames = "Joris"
        $0.phone = "0468 00 00 12"
      }
      $0.recipient = .with {
        $0.insz = number(born: 1945, 11, 30, serial: 955)
        $0.familyName = "Gissing"
        $0.givenNames = "Albert"
        $0.postalCode = "9930"
        $0.municipality = "44085"
      }
      $0.relation = .child
      $0.causes = [.illness]
    }
  }

  /// The same, as the clerk of Lievegem completes it.
  func completed(
    _ known: Mantel_Registration_V1_NewCareSituation,
    from start: CalendarDate
  ) -> Mantel_Registration_V1_NewCareSituation {
    var situation = known
    situation.caregiver.insz = number(born: 1973, 4, 18, serial: 957)
    situation.caregiver.postalCode = "9930"
    situation.caregiver.municipality = "44085"
    situation.hoursPerWeek = 18
    situation.tasks = [.household, .transport]
    situation.startDate = .init(start)
    situation.dwelling = .ownHome
    situation.professionalInvolved = true
    return situation
  }

  /// A neighbour in Eeklo who cares for a man whose national number nobody has at hand.
  func withoutNumber(from start: CalendarDate) -> Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = eekloer("Rosa", "Goedhart", number(born: 1958, 6, 9, serial: 958))
      $0.recipient = eekloer("Fons", "Dubbelganger", "")
      $0.recipient.birthDate = day(1937, 8, 21)
      $0.relation = .neighbour
      $0.hoursPerWeek = 5
      $0.startDate = .init(start)
      $0.dwelling = .ownHome
    }
  }

  /// The daughter of the same man, who does have it at hand.
  func withNumber(from start: CalendarDate) -> Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = eekloer("Greet", "Dubbelganger", number(born: 1966, 12, 3, serial: 960))
      $0.recipient = eekloer("Alfons", "Dubbelganger", number(born: 1937, 8, 21, serial: 961))
      $0.relation = .child
      $0.hoursPerWeek = 10
      $0.startDate = .init(start)
      $0.dwelling = .ownHome
    }
  }

  private func eekloer(
    _ given: String,
    _ family: String,
    _ number: String
  ) -> Mantel_Registration_V1_PersonDetails {
    .with {
      $0.insz = number
      $0.familyName = family
      $0.givenNames = given
      $0.streetLine = "Denkbeeldlaan 40"
      $0.postalCode = "9900"
      $0.municipality = "43005"
    }
  }

  /// Mistakes that anyone may make, and the field that is named.
  static let mistakes:
    [(
      told: String, field: String, change: @Sendable (inout Mantel_Registration_V1_NewCareSituation) -> Void
    )] = [
      ("a wrong check digit", "care_situation.recipient.insz", { $0.recipient.insz = "48031795154" }),
      (
        "an end before the start", "care_situation.end_date",
        {
          $0.endDate = .with {
            $0.year = 2024; $0.month = 2; $0.day = 1
          }
        }
      ),
      ("an unknown municipality", "care_situation.recipient.municipality", { $0.recipient.municipality = "99999" }),
    ]

  private var signed: Mantel_Registration_V1_Declaration {
    .with {
      $0.signedDate = day(2024, 3, 1); $0.givenBy = .self_
    }
  }

  private func consent(_ purpose: Mantel_Type_V1_ConsentPurpose) -> Mantel_Registration_V1_Consent {
    .with {
      $0.purpose = purpose; $0.givenDate = day(2024, 3, 1); $0.givenBy = .self_
    }
  }

  private func evidence(
    _ fact: String,
    _ value: Mantel_Type_V1_Evidence.OneOf_Value
  ) -> Mantel_Type_V1_Evidence {
    .with {
      $0.fact = fact
      $0.value = value
      $0.assessor = "Dienst thuiszorg (fictief)"
      $0.issuedDate = day(2024, 2, 1)
    }
  }

  private func day(_ year: Int32, _ month: Int32, _ day: Int32) -> Mantel_Type_V1_Date {
    .with {
      $0.year = year; $0.month = month; $0.day = day
    }
  }

  private func number(born year: Int, _ month: Int, _ day: Int, serial: Int) -> String {
    (try? INSZ.fictional(born: CalendarDate(year: year, month: month, day: day), serial: serial))?.digits ?? ""
  }
}

import CareTypes
import RegistrationAPI
import RegistrationDomain
import SwiftProtobuf
import TypeAPI

extension NewCareSituation {
  /// The request of a municipality that registers one of `FictionalPeople`.
  var message: Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = Self.message(caregiver)
      $0.recipient = Self.message(recipient)
      $0.relation = .otherFamily
      $0.hoursPerWeek = Double(care.terms.hours.minutes) / 60
      $0.tasks = [.personalCare, .transport]
      $0.causes = [.age]
      $0.startDate = Self.message(care.span.start)
      $0.dwelling = .ownHome
      $0.professionalInvolved = care.terms.professionalInvolved
      $0.evidence = [
        .with {
          $0.fact = "recipient.fod_points"
          $0.intValue = 13
          $0.assessor = "DG Personen met een handicap"
          $0.issuedDate = .with { ($0.year, $0.month, $0.day) = (2024, 1, 10) }
        }
      ]
      let declaration = Mantel_Registration_V1_Declaration.with {
        $0.signedDate = Self.message(care.span.start)
        $0.givenBy = .self_
      }
      ($0.caregiverDeclaration, $0.recipientDeclaration) = (declaration, declaration)
      $0.recipientConsents = [
        .with {
          $0.purpose = .hospital
          $0.givenDate = Self.message(care.span.start)
          $0.givenBy = .self_
        }
      ]
    }
  }

  private static func message(_ person: PersonDetails) -> Mantel_Registration_V1_PersonDetails {
    .with {
      if case .insz(let insz) = person.number { $0.insz = insz.digits }
      if let birth = person.birthDate { $0.birthDate = message(birth) }
      $0.familyName = person.identity.familyName
      $0.givenNames = person.identity.givenNames
      $0.phone = person.identity.phone
      $0.email = person.identity.email
      $0.streetLine = person.residence.address?.streetLine ?? ""
      $0.postalCode = person.residence.address?.postalCode ?? ""
      $0.municipality = person.residence.place.municipality?.digits ?? ""
      $0.language = .dutch
      $0.channel = .email
    }
  }

  private static func message(_ date: CalendarDate) -> Mantel_Type_V1_Date {
    .with { ($0.year, $0.month, $0.day) = (Int32(date.year), Int32(date.month), Int32(date.day)) }
  }
}

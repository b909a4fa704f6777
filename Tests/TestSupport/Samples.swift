package import RegistrationAPI
package import TypeAPI
import SwiftProtobuf

/// Fictional people and requests. All numbers have valid check digits and belong to nobody.
package enum Samples {
  /// A woman born on 22 July 1976.
  package static let caregiverINSZ = "76072296223"
  /// A man born on 17 March 1948.
  package static let recipientINSZ = "48031795153"
  /// A woman born on 5 November 1951.
  package static let otherINSZ = "51110594850"
  /// The fictional hospital Testziekenhuis De Linde.
  package static let hospital = "71099812"

  /// A caregiver in Aalter.
  package static func caregiver(insz: String = caregiverINSZ, municipality: String = "44084")
    -> Mantel_Registration_V1_PersonDetails
  {
    .with {
      $0.insz = insz
      $0.familyName = "De Fictieve"
      $0.givenNames = "Mieke"
      $0.streetLine = "Verzonnenlaan 12"
      $0.postalCode = "9880"
      $0.municipality = municipality
      $0.phone = "0468 00 00 00"
      $0.email = "mieke@example.org"
      $0.channel = .email
    }
  }

  /// A recipient in Aalter.
  package static func recipient(insz: String = recipientINSZ, municipality: String = "44084")
    -> Mantel_Registration_V1_PersonDetails
  {
    .with {
      $0.insz = insz
      $0.familyName = "Bedachtzaam"
      $0.givenNames = "Jozef"
      $0.streetLine = "Denkbeeldstraat 3"
      $0.postalCode = "9880"
      $0.municipality = municipality
    }
  }

  /// A care situation with everything that makes it whole.
  package static func careSituation() -> Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = caregiver()
      $0.recipient = recipient()
      $0.relation = .otherFamily
      $0.hoursPerWeek = 16
      $0.tasks = [.personalCare, .transport]
      $0.startDate = date(2024, 3, 1)
      $0.dwelling = .ownHome
      $0.professionalInvolved = true
      $0.evidence = [
        .with {
          $0.fact = "recipient.fod_points"
          $0.intValue = 13
          $0.assessor = "DG Personen met een handicap"
          $0.issuedDate = date(2024, 1, 10)
        }
      ]
      $0.caregiverDeclaration = .with {
        $0.signedDate = date(2024, 3, 1)
        $0.givenBy = .self_
      }
      $0.recipientDeclaration = .with {
        $0.signedDate = date(2024, 3, 1)
        $0.givenBy = .self_
      }
      $0.recipientConsents = [consent(.hospital)]
    }
  }

  /// A consent given by the person, on 1 March 2024 unless another day is given.
  package static func consent(
    _ purpose: Mantel_Type_V1_ConsentPurpose,
    on givenDate: Mantel_Type_V1_Date = date(2024, 3, 1)
  ) -> Mantel_Registration_V1_Consent {
    .with {
      $0.purpose = purpose
      $0.givenDate = givenDate
      $0.givenBy = .self_
    }
  }

  /// A date message.
  package static func date(_ year: Int32, _ month: Int32, _ day: Int32) -> Mantel_Type_V1_Date {
    .with {
      $0.year = year
      $0.month = month
      $0.day = day
    }
  }
}

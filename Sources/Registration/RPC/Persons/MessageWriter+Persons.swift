import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Writes people.
extension MessageWriter {
  /// The message for a person with the residence of a day, or of today if the day is nil.
  func person(_ person: Person, asOf day: CalendarDate? = nil) -> Mantel_Registration_V1_Person {
    .with {
      $0.name = ResourceCollection.persons.name(person.id)
      $0.etag = ETag.text(person.revision)
      if let identity = person.identity { $0.details = details(of: person, identity, on: day ?? today) }
      if let date = person.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      $0.consents = person.consents.map(Mantel_Registration_V1_Consent.init)
      $0.formerNumbers = person.formerNumbers.map(\.digits)
      $0.sealed = person.isSealed
      $0.restricted = person.isRestricted
      $0.unconfirmed = person.isUnconfirmed
    }
  }

  /// Name, residence and contact details of a person on a day.
  private func details(
    of person: Person,
    _ identity: Identity,
    on day: CalendarDate
  ) -> Mantel_Registration_V1_PersonDetails {
    let residence = person.residences[day]
    return .with {
      switch person.number {
      case .insz(let insz): $0.insz = insz.digits
      case .local(let local): $0.localNumber = local.digits
      case nil: break
      }
      $0.familyName = identity.familyName
      $0.givenNames = identity.givenNames
      $0.streetLine = residence.address?.streetLine ?? ""
      $0.postalCode = residence.address?.postalCode ?? ""
      let place = tables.current(residence.place, on: day)
      $0.municipality = place.municipality?.digits ?? ""
      $0.country = place.country?.letters ?? ""
      $0.locality = residence.address?.locality ?? ""
      $0.phone = identity.phone
      $0.email = identity.email
      $0.language = person.contactPreferences.language.message
      $0.channel = person.contactPreferences.channel.message
      $0.digitalSkill = person.contactPreferences.digitalSkill?.message ?? .unspecified
      if let date = person.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      if let adult = identity.trustedAdult { $0.trustedAdult = Mantel_Registration_V1_TrustedAdult(adult) }
    }
  }

  /// The message for a residence from a day on.
  func residence(_ period: Timeline<Residence>.Period) -> Mantel_Registration_V1_Residence {
    .with {
      $0.startDate = Mantel_Type_V1_Date(period.start)
      $0.municipality = period.value.place.municipality?.digits ?? ""
      $0.country = period.value.place.country?.letters ?? ""
      $0.locality = period.value.address?.locality ?? ""
      $0.streetLine = period.value.address?.streetLine ?? ""
      $0.postalCode = period.value.address?.postalCode ?? ""
    }
  }

  /// The message for a person in a list.
  func found(_ person: FoundPerson) -> Mantel_Registration_V1_FoundPerson {
    .with {
      $0.name = ResourceCollection.persons.name(person.id)
      $0.displayName = person.shown?.displayName ?? ""
      if let date = person.shown?.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      $0.municipality = person.place.municipality?.digits ?? ""
      $0.country = person.place.country?.letters ?? ""
      $0.streetLine = person.shown?.streetLine ?? ""
      $0.sealed = person.isSealed
      $0.hasInsz_p = person.hasINSZ
    }
  }
}

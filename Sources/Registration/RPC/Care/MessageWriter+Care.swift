import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Writes care situations.
extension MessageWriter {
  /// The message for a care situation, as of the day for which it was read.
  func careSituation(_ situation: CareSituation) -> Mantel_Registration_V1_CareSituation {
    let (history, day) = (situation.history, situation.asOf)
    return .with {
      $0.name = ResourceCollection.careSituations.name(situation.id)
      $0.etag = ETag.text(situation.revision)
      $0.caregiver = person(situation.caregiver, asOf: day)
      $0.recipient = person(situation.recipient, asOf: day)
      $0.write(history.terms[day])
      $0.startDate = Mantel_Type_V1_Date(history.span.start)
      if let end = history.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      $0.endReason = history.endReason?.message ?? .unspecified
      $0.evidence = situation.evidence.map(Mantel_Type_V1_Evidence.init)
      if let signed = situation.declarations.caregiver {
        $0.caregiverDeclaration = Mantel_Registration_V1_Declaration(signed)
      }
      if let signed = situation.declarations.recipient {
        $0.recipientDeclaration = Mantel_Registration_V1_Declaration(signed)
      }
      $0.state = Mantel_Registration_V1_CareSituation.State(span: history.span, today: today)
      $0.createTime = Google_Protobuf_Timestamp(situation.createTime)
      $0.updateTime = Google_Protobuf_Timestamp(situation.updateTime)
      $0.periods = history.terms.periods.map(Mantel_Registration_V1_CarePeriod.init)
      $0.joinedCareSituations = situation.joined.map(ResourceCollection.careSituations.name)
      if let contact = situation.contactPoint { $0.contactPoint = Mantel_Registration_V1_ContactPoint(contact) }
      $0.asOfDate = Mantel_Type_V1_Date(day)
    }
  }

  /// The message for a care situation in a list.
  func summary(_ summary: CareSituationSummary) -> Mantel_Registration_V1_CareSituationSummary {
    .with {
      $0.name = ResourceCollection.careSituations.name(summary.id)
      $0.caregiverName = summary.caregiverName
      $0.recipientName = summary.recipientName
      $0.caregiverMunicipality = summary.caregiverPlace.municipality?.digits ?? ""
      $0.caregiverCountry = summary.caregiverPlace.country?.letters ?? ""
      $0.recipientMunicipality = summary.recipientPlace.municipality?.digits ?? ""
      $0.recipientCountry = summary.recipientPlace.country?.letters ?? ""
      $0.hoursPerWeek = summary.hours.amount(per: .week)
      $0.hours = Mantel_Type_V1_CareHours(summary.hours)
      $0.startDate = Mantel_Type_V1_Date(summary.span.start)
      if let end = summary.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      $0.state = Mantel_Registration_V1_CareSituation.State(span: summary.span, today: today)
    }
  }
}

extension Mantel_Registration_V1_CareSituation.State {
  /// Whether care is active or has ended on a day.
  init(span: DateSpan, today: CalendarDate) {
    self = span.ends(before: today) ? .ended : .active
  }
}

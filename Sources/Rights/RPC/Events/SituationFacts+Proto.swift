import CareTypes
import EventsAPI
import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TypeAPI

extension SituationFacts {
  /// Reads the facts of a care situation.
  ///
  /// - Throws: `ValueError` or `Refusal` for an event that cannot be read.
  init(_ message: Mantel_Events_V1_CareSituationRecorded) throws {
    let caregiverHomes = Timeline(try message.caregiver.residences.map(Timeline<Place>.Period.init))
    let recipientHomes = Timeline(try message.recipient.residences.map(Timeline<Place>.Period.init))
    guard let terms = Timeline(try message.terms.map(Timeline<CareTerms>.Period.init)), let caregiverHomes,
      let recipientHomes
    else { throw Refusal(.internal, "An event has no terms or residences, or two periods that begin on one day") }
    // Decisions use the values of their own day (`resolve`).
    self.init(
      id: try ResourceCollection.careSituations.id(from: message.careSituation),
      caregiver: try Party(message.caregiver, in: caregiverHomes.latest.value),
      recipient: try Party(message.recipient, in: recipientHomes.latest.value),
      terms: terms.latest.value,
      span: try DateSpan(
        start: CalendarDate(message.startDate),
        end: message.hasEndDate ? CalendarDate(message.endDate) : nil
      ),
      declaredByCaregiver: message.caregiver.hasDeclaredDate,
      declaredByRecipient: message.recipient.hasDeclaredDate,
      evidence: try message.evidence.compactMap(EvidenceItem.init),
      timeline: SituationTimeline(
        terms: terms.later.isEmpty ? nil : terms,
        caregiverResidences: caregiverHomes.later.isEmpty ? nil : caregiverHomes,
        recipientResidences: recipientHomes.later.isEmpty ? nil : recipientHomes
      )
    )
  }
}

extension SituationFacts.Party {
  fileprivate init(_ message: Mantel_Events_V1_CareParty, in home: Place) throws {
    self.init(
      id: try ResourceCollection.persons.id(from: message.person),
      birthDate: message.hasBirthDate ? try CalendarDate(message.birthDate) : nil,
      place: home
    )
  }
}

extension Timeline<CareTerms>.Period {
  fileprivate init(_ message: Mantel_Events_V1_TermsPeriod) throws {
    self.init(start: try CalendarDate(message.startDate), value: try message.decidingTerms())
  }
}

extension Timeline<Place>.Period {
  fileprivate init(_ message: Mantel_Events_V1_ResidencePeriod) throws {
    self.init(
      start: try CalendarDate(message.startDate),
      value: message.country.isEmpty
        ? .municipality(try NISCode(message.municipality)) : .country(try CountryCode(message.country))
    )
  }
}

extension SituationFacts.EvidenceItem {
  /// Reads evidence; nil for evidence without a value.
  fileprivate init?(_ message: Mantel_Type_V1_Evidence) throws {
    let value: FactValue
    switch message.value {
    case .boolValue(let bool): value = .bool(bool)
    case .intValue(let int): value = .int(Int(int))
    case .decimalValue(let decimal): value = .decimal(decimal)
    case .stringValue(let string): value = .string(string)
    case nil: return nil
    }
    self.init(
      fact: message.fact,
      value: value,
      from: try CalendarDate(message.issuedDate).daysSinceEpoch,
      until: message.hasValidUntilDate ? try CalendarDate(message.validUntilDate).daysSinceEpoch : nil
    )
  }
}

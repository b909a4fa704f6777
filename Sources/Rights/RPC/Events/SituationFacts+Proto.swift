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
    let terms = try message.terms.map(SituationTimeline.Terms.init).sorted { $0.from < $1.from }
    let caregiver = try message.caregiver.residences.map(SituationTimeline.Residence.init).sorted { $0.from < $1.from }
    let recipient = try message.recipient.residences.map(SituationTimeline.Residence.init).sorted { $0.from < $1.from }
    // On the day of a decision the values of that day are used (`resolve`).
    guard let current = terms.last, let caregiverHome = caregiver.last, let recipientHome = recipient.last else {
      throw Refusal(.internal, "An event has no terms, or no residence")
    }
    self.init(
      id: try ResourceCollection.careSituations.id(from: message.careSituation),
      caregiver: try Party(message.caregiver, in: caregiverHome),
      recipient: try Party(message.recipient, in: recipientHome),
      relation: current.relation,
      hours: try HoursPerWeek(minutes: current.minutesPerWeek),
      dwelling: current.dwelling,
      sameAddress: current.sameAddress,
      professionalInvolved: current.professionalInvolved,
      span: try DateSpan(
        start: CalendarDate(message.startDate),
        end: message.hasEndDate ? CalendarDate(message.endDate) : nil
      ),
      declaredByCaregiver: message.caregiver.hasDeclaredDate,
      declaredByRecipient: message.recipient.hasDeclaredDate,
      evidence: try message.evidence.compactMap(EvidenceItem.init),
      timeline: SituationTimeline(
        terms: terms.count > 1 ? terms : [],
        caregiverResidences: caregiver.count > 1 ? caregiver : [],
        recipientResidences: recipient.count > 1 ? recipient : []
      )
    )
  }
}

extension SituationFacts.Party {
  fileprivate init(_ message: Mantel_Events_V1_CareParty, in home: SituationTimeline.Residence) throws {
    self.init(
      id: try ResourceCollection.persons.id(from: message.person),
      birthDate: message.hasBirthDate ? try CalendarDate(message.birthDate) : nil,
      place: try Place(home.place)
    )
  }
}

extension SituationTimeline.Terms {
  fileprivate init(_ message: Mantel_Events_V1_TermsPeriod) throws {
    guard let relation = Relation(message.relation), let dwelling = Dwelling(message.dwelling) else {
      throw Refusal(.internal, "An event has an unknown word")
    }
    self.init(
      from: try CalendarDate(message.startDate).daysSinceEpoch,
      relation: relation,
      minutesPerWeek: try HoursPerWeek(minutes: Int((message.hoursPerWeek * 60).rounded())).minutes,
      dwelling: dwelling,
      sameAddress: message.sameAddress,
      professionalInvolved: message.professionalInvolved
    )
  }
}

extension SituationTimeline.Residence {
  fileprivate init(_ message: Mantel_Events_V1_ResidencePeriod) throws {
    let place: Place =
      message.country.isEmpty
      ? .municipality(try NISCode(message.municipality)) : .country(try CountryCode(message.country))
    self.init(from: try CalendarDate(message.startDate).daysSinceEpoch, place: place.text)
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

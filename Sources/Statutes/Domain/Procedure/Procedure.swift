package import CareTypes

/// How a provision is applied for, renewed and ended (procedure).
package struct Procedure: Sendable, Hashable, Codable {
  /// The documents that must be shown.
  package var evidence: [RequiredEvidence] = []
  /// The people who sign.
  package var signatures: [Signatory] = []
  /// When and how to apply; nil for at any time.
  package var application: ApplicationWindow?
  /// How it is renewed; nil when the source does not state it.
  package var renewal: Renewal?
  /// The days of admission after which it is suspended (schorsing); nil when an admission does not suspend it.
  package var suspendAfterDaysAdmitted: Int?
  /// The events that end it.
  package var endedBy: [Ending] = []
  /// The most caregivers for one recipient; nil for no limit.
  package var perRecipient: Int?
  /// The most recipients for one caregiver; nil for no limit.
  package var perCaregiver: Int?
  /// The most that are granted at one address; nil for no limit.
  package var perAddress: Int?
  /// Who decides; nil when the source does not state it.
  package var decider: BilingualText?
  /// Where and until when to object; nil when the source does not state it.
  package var objection: Objection?
}

/// A document that must be shown (bewijsstuk).
package struct RequiredEvidence: Sendable, Hashable, Codable {
  /// The document.
  package var text: BilingualText
  /// The fact that it proves; nil when no condition asks for that.
  package var fact: String?
  /// The most months since it was issued; nil for no limit.
  package var maxAgeMonths: Int?
}

/// Who signs (ondertekenaar).
package enum Signatory: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
  /// The representative of a recipient who cannot sign (vertegenwoordiger, bewindvoerder).
  case representative
  /// A doctor (arts).
  case doctor
  /// The employer (werkgever).
  case employer
  /// A social worker (maatschappelijk werker).
  case socialWorker = "social_worker"
  /// A professional care provider (professionele zorgverlener).
  case professional
}

/// When and how to apply (aanvraagperiode).
package struct ApplicationWindow: Sendable, Hashable, Codable {
  /// The first day of the period in every year, as `MM-DD`; nil for no such period.
  package var from: String?
  /// The last day of the period in every year, as `MM-DD`; nil for no such period.
  package var until: String?
  /// The day of every year on which the conditions must be met, as `MM-DD`; nil for the day of the application.
  package var referenceDay: String?
  /// The days after the event that opens the right within which to apply; nil for no limit.
  package var withinDays: Int?
  /// How to apply; nil when the source does not state it.
  package var text: BilingualText?
}

/// How a provision is renewed (verlenging).
package struct Renewal: Sendable, Hashable, Codable {
  /// The ways.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is granted once, without end.
    case none
    /// It must be applied for again every year.
    case yearly
    /// It is renewed without an application.
    case automatic
    /// It lasts until the evidence ends.
    case untilEvidenceEnds = "until_evidence_ends"
    /// It must be applied for again.
    case onRequest = "on_request"
  }

  /// The way in which it is renewed.
  package var kind: Kind
  /// The months for which it is granted; nil when the source does not state them, or for no end.
  package var months: Int?
}

/// An event that ends a provision for someone (einde van het recht).
package enum Ending: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver dies.
  case caregiverDies = "caregiver_dies"
  /// The recipient dies.
  case recipientDies = "recipient_dies"
  /// The care ends.
  case careEnds = "care_ends"
  /// The caregiver moves away.
  case caregiverMoves = "caregiver_moves"
  /// The recipient moves away.
  case recipientMoves = "recipient_moves"
  /// The recipient is admitted for good.
  case recipientAdmitted = "recipient_admitted"
  /// The evidence expires.
  case evidenceExpires = "evidence_expires"
  /// It was not applied for again in time.
  case renewalMissed = "renewal_missed"
  /// The quota is used.
  case quotaUsed = "quota_used"
  /// The budget is spent.
  case budgetSpent = "budget_spent"
  /// Consent is withdrawn.
  case consentWithdrawn = "consent_withdrawn"
  /// An age is reached.
  case ageReached = "age_reached"
}

/// Where and until when to object (bezwaar, beroep).
package struct Objection: Sendable, Hashable, Codable {
  /// The body to object to.
  package var body: BilingualText
  /// The days after the decision within which to object; nil when the source does not state them.
  package var withinDays: Int?
}

/// The organisation that offers something that is no right (aanbieder).
package struct Offerer: Sendable, Hashable, Codable {
  /// Name.
  package var name: String
  /// Site on the web.
  package var website: String?
  /// General e-mail address.
  package var email: String?
  /// General telephone number in E.164.
  package var phone: String?
  /// Postal address.
  package var address: String?
}

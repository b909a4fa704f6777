package import CareTypes

/// How a provision is asked for, kept and ended (procedure).
package struct Procedure: Sendable, Hashable, Codable {
  /// What must be shown.
  package var evidence: [RequiredEvidence] = []
  /// Who signs.
  package var signatures: [Signatory] = []
  /// When and how one applies; nothing: at any time.
  package var application: ApplicationWindow?
  /// How it goes on after its time; nothing when the source does not tell it.
  package var renewal: Renewal?
  /// More days of admission than these suspend it (schorsing); nothing: admission does not.
  package var suspendAfterDaysAdmitted: Int?
  /// What ends it.
  package var endedBy: [Ending] = []
  /// At most so many caregivers for one recipient.
  package var perRecipient: Int?
  /// At most so many recipients for one caregiver.
  package var perCaregiver: Int?
  /// At most so many at one address.
  package var perAddress: Int?
  /// Who decides; nothing when the source does not tell it.
  package var decider: BilingualText?
  /// Where and until when one may object; nothing when the source does not tell it.
  package var objection: Objection?
}

/// Something that must be shown (bewijsstuk).
package struct RequiredEvidence: Sendable, Hashable, Codable {
  /// What.
  package var text: BilingualText
  /// The fact that it supports; nothing: none that conditions ask for.
  package var fact: String?
  /// It is at most so many months old.
  package var maxAgeMonths: Int?
}

/// Who signs (ondertekenaar).
package enum Signatory: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
  /// Who represents a recipient who cannot sign (vertegenwoordiger, bewindvoerder).
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

/// When and how one applies (aanvraagperiode).
package struct ApplicationWindow: Sendable, Hashable, Codable {
  /// First day of every year, as `MM-DD`.
  package var from: String?
  /// Last day of every year, as `MM-DD`.
  package var until: String?
  /// The day of every year on which the conditions are looked at, as `MM-DD`; nothing: the day of the application.
  package var referenceDay: String?
  /// So many days after the event that opens the right.
  package var withinDays: Int?
  /// How.
  package var text: BilingualText?
}

/// How a provision goes on after its time (verlenging).
package struct Renewal: Sendable, Hashable, Codable {
  /// The ways.
  package enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// It is given once, without end.
    case none
    /// It is asked for anew every year.
    case yearly
    /// It goes on by itself.
    case automatic
    /// It goes on until the evidence ends.
    case untilEvidenceEnds = "until_evidence_ends"
    /// It is asked for anew.
    case onRequest = "on_request"
  }

  /// Which way.
  package var kind: Kind
  /// Months for which it is given; nothing when the source does not tell it, or without end.
  package var months: Int?
}

/// What ends a provision for someone (einde van het recht).
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
  /// It was not asked for anew in time.
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

/// Where and until when one may object (bezwaar, beroep).
package struct Objection: Sendable, Hashable, Codable {
  /// Where.
  package var body: BilingualText
  /// So many days after the decision is known; nothing when the source does not tell it.
  package var withinDays: Int?
}

/// Who offers what is no right but an offer (aanbieder).
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

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
  /// The days of admission after which it is suspended (schorsing); nil when no number of days suspends it.
  package var suspendAfterDaysAdmitted: Int?
  /// The calendar months of admission after which it is suspended; nil when no number of months suspends it.
  package var suspendAfterMonthsAdmitted: Int?
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

  /// A procedure that says nothing.
  package init() {}
}

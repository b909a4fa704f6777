package import CareTypes
import ServiceCore

extension DateSpan {
  /// The day of the span that is nearest to a day.
  package func day(nearestTo date: CalendarDate) -> CalendarDate { max(start, min(date, end ?? date)) }
}

/// A care situation (mantelzorgsituatie) as recorded: one caregiver, one recipient, from a date.
package struct CareSituation: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// The current revision, from which the etag is made.
  package let revision: Int64
  /// Who cares.
  package let caregiver: Person
  /// Who is cared for.
  package let recipient: Person
  /// The care over time, as it was known at the time asked for.
  package let history: CareHistory
  /// The day whose terms were asked for.
  package let asOf: CalendarDate
  /// Evidence that was not withdrawn.
  package let evidence: [RecordedEvidence]
  /// The declarations on honour.
  package let declarations: Declarations
  /// The one to turn to.
  package let contactPoint: ContactPoint?
  /// Care situations of the same two people that were joined into this one.
  package let joined: [OpaqueID]
  /// When it was registered.
  package let createTime: Instant
  /// When the record last changed.
  package let updateTime: Instant

  /// A care situation.
  package init(
    id: OpaqueID,
    revision: Int64,
    caregiver: Person,
    recipient: Person,
    history: CareHistory,
    asOf: CalendarDate,
    evidence: [RecordedEvidence],
    declarations: Declarations,
    contactPoint: ContactPoint?,
    joined: [OpaqueID],
    createTime: Instant,
    updateTime: Instant
  ) {
    self.id = id
    self.revision = revision
    self.caregiver = caregiver
    self.recipient = recipient
    self.history = history
    self.asOf = asOf
    self.evidence = evidence
    self.declarations = declarations
    self.contactPoint = contactPoint
    self.joined = joined
    self.createTime = createTime
    self.updateTime = updateTime
  }
}

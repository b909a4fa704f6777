package import CareTypes

/// A hinge moment as its source reports it (scharniermoment).
package struct ReportedMoment: Sendable, Hashable {
  /// Who reports it, such as `nihdi:71099812`.
  package let source: String
  /// The source's own id of the event.
  package let eventID: String
  /// What happened.
  package let kind: MomentKind
  /// The person who had the moment.
  package let recipient: INSZ
  /// When it happened.
  package let occurTime: Instant
  /// Name of the hospital or other place; may be empty.
  package let place: String

  /// A moment.
  package init(
    source: String,
    eventID: String,
    kind: MomentKind,
    recipient: INSZ,
    occurTime: Instant,
    place: String
  ) {
    self.source = source
    self.eventID = eventID
    self.kind = kind
    self.recipient = recipient
    self.occurTime = occurTime
    self.place = place
  }

  /// The text by which a repeated report is recognised. Only a keyed digest of it is stored.
  package var content: String {
    [kind.rawValue, recipient.digits, "\(occurTime.microseconds)", place].joined(separator: "\u{0}")
  }
}

package import CareTypes

/// A hinge moment as its source reports it (scharniermoment).
package struct ReportedMoment: Sendable, Hashable {
  /// What happened to whom.
  package struct Details: Sendable, Hashable {
    /// What happened.
    package let kind: MomentKind
    /// The person who had the moment.
    package let recipient: MomentRecipient
    /// When it happened.
    package let occurTime: Instant
    /// Name of the hospital or other place; may be empty.
    package let place: String
    /// The kind of place of an admission or discharge; nil when it is not known.
    package let placeKind: PlaceKind?

    /// What happened to whom.
    package init(
      kind: MomentKind,
      recipient: MomentRecipient,
      occurTime: Instant,
      place: String,
      placeKind: PlaceKind?
    ) {
      self.kind = kind
      self.recipient = recipient
      self.occurTime = occurTime
      self.place = place
      self.placeKind = placeKind
    }
  }

  /// Who reports it, such as `nihdi:71099812`.
  package let source: String
  /// The source's own id of the event.
  package let eventID: String
  /// The source's id of the event that this report corrects; nil when it corrects none.
  package let correctedEventID: String?
  /// What happened; nil when the corrected event never happened.
  package let details: Details?

  /// A moment.
  package init(source: String, eventID: String, correctedEventID: String? = nil, _ details: Details?) {
    self.source = source
    self.eventID = eventID
    self.correctedEventID = correctedEventID
    self.details = details
  }

  /// The text by which a repeated report is recognised. Only a keyed digest of it is stored.
  ///
  /// A hospital stands for no kind of place: reports had none when only hospitals could report.
  package var content: String {
    var parts: [String] = []
    if let details {
      parts = [
        details.kind.rawValue, details.recipient.text, "\(details.occurTime.microseconds)", details.place,
      ]
      if let kind = details.placeKind, kind != .hospital { parts.append("in \(kind.rawValue)") }
    }
    if let correctedEventID { parts.append("corrects \(correctedEventID)") }
    return parts.joined(separator: "\u{0}")
  }
}

/// A declaration about a consent, as the export of a person shows it.
package struct ExportedConsent: Encodable, Sendable {
  /// Purpose.
  package let purpose: String
  /// Whether it is given; otherwise it is withdrawn.
  package let isGiven: Bool
  /// Declared date.
  package let declaredDate: String
  /// Who declared it; nil when not given.
  package let declaredBy: String?
  /// Channel.
  package let channel: String?
  /// Source.
  package let source: String
  /// When it was recorded.
  package let recordTime: String

  /// An entry of the export.
  package init(
    purpose: String,
    isGiven: Bool,
    declaredDate: String,
    declaredBy: String?,
    channel: String?,
    source: String,
    recordTime: String
  ) {
    self.purpose = purpose
    self.isGiven = isGiven
    self.declaredDate = declaredDate
    self.declaredBy = declaredBy
    self.channel = channel
    self.source = source
    self.recordTime = recordTime
  }
}

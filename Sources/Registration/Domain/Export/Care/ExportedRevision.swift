import CareTypes

/// What was recorded of a care situation at a time, as the export of a person shows it.
package struct ExportedRevision: Encodable, Sendable {
  /// Revision.
  package let revision: Int64
  /// When it was recorded.
  package let recordTime: String
  /// Kind.
  package let kind: String
  /// Start date.
  package let startDate: String
  /// End date.
  package let endDate: String?
  /// End reason.
  package let endReason: String?
  /// Terms.
  package let terms: [ExportedTerms]

  /// An entry of the export.
  package init(
    revision: Int64,
    recordTime: String,
    kind: String,
    startDate: String,
    endDate: String?,
    endReason: String?,
    terms: [ExportedTerms]
  ) {
    self.revision = revision
    self.recordTime = recordTime
    self.kind = kind
    self.startDate = startDate
    self.endDate = endDate
    self.endReason = endReason
    self.terms = terms
  }
}

extension ExportedRevision {
  /// Exports what was recorded of a care situation.
  package init(_ history: CareHistory) {
    self.init(
      revision: history.revision,
      recordTime: history.recordTime.isoText,
      kind: history.kind.rawValue,
      startDate: history.span.start.isoText,
      endDate: history.span.end?.isoText,
      endReason: history.endReason?.rawValue,
      terms: history.terms.spans.map { span in
        ExportedTerms(startDate: span.start.isoText, endDate: span.end?.isoText, terms: span.value)
      }
    )
  }
}

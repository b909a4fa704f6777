package import CareTypes
import Foundation

extension PersonExport.Load {
  /// Exports an assessment.
  package init(_ assessment: Assessment, _ recordTime: String) {
    let isStrainIndex = if case .strainIndex = assessment.instrument { true } else { false }
    var answers: [Bool?]?
    if case .strainIndex(let index) = assessment.instrument { answers = index.answers }
    self.init(
      date: assessment.date.isoText,
      assessor: assessment.assessor,
      instrument: isStrainIndex ? "csi" : "zbi12",
      answers: answers,
      score: assessment.score,
      recordTime: recordTime
    )
  }
}

extension PersonExport.Revision {
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
        PersonExport.Terms(startDate: span.start.isoText, endDate: span.end?.isoText, terms: span.value)
      }
    )
  }
}

extension Instant {
  /// ISO 8601 in UTC, to the second.
  package var isoText: String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }
}

import ServiceRuntime
import RightsDomain

/// What belongs to an outcome, as it is stored: many decisions share one finding.
struct DecisionFinding: Hashable, Codable {
  var missing: [String]?
  var reasons: [DecisionReason]?
  var contradicts: [String]?
  var provenBy: [String]?

  init(_ result: DecisionResult) {
    func some<Element>(_ list: [Element]) -> [Element]? { list.isEmpty ? nil : list }
    missing = some(result.missing)
    reasons = some(result.reasons)
    contradicts = some(result.contradicts)
    provenBy = some(result.provenBy)
  }

  var isEmpty: Bool { missing == nil && reasons == nil && contradicts == nil && provenBy == nil }
}

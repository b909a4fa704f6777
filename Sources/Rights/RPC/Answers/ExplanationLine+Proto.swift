import CareTypes
import EventsAPI
import RightsAPI
import RightsDomain
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension Explanation.Verdict {
  var message: Mantel_Rights_V1_ExplanationLine.Result {
    switch self {
    case .yes: .yes
    case .no: .no
    case .unknown: .unknown
    }
  }
}

extension Mantel_Rights_V1_ExplanationLine {
  /// The lines that explain a decision: first the reasons outside the condition, then the parts of the condition.
  ///
  /// - Throws: `Refusal` after the facts were deleted.
  static func lines(of decision: StoredDecision) throws -> [Self] {
    func title(_ name: String) -> BilingualText { decision.titles[name] ?? BilingualText(name, name) }
    func line(_ result: Mantel_Rights_V1_ExplanationLine.Result, _ text: BilingualText) -> Self {
      .with {
        $0.result = result
        $0.textNl = text.dutch
        $0.textEn = text.english
      }
    }
    let input = try decision.input()
    let elsewhere = input.livingElsewhere.map { line(.no, RightsTexts.lives($0.person, $0.region)) }
    let lines =
      decision.result.reasons.map { reason in
        line([.contradicts, .choice].contains(reason) ? .unknown : .no, RightsTexts.reason(reason))
      }
      + decision.result.contradicts.map { line(.unknown, RightsTexts.contradicts(title($0))) }
      + decision.result.provenBy.map { line(.yes, RightsTexts.provenBy(title($0))) }
    let parts = decision.replay?.explain(input) ?? []
    let amounts =
      decision.result.outcome.isPositive
      ? [decision.result.amountCents].compactMap(\.self)
        .map { line(.yes, RightsTexts.amountLine($0, decision.provision.frequency)) } : []
    return lines + elsewhere
      + parts.map { part in
        .with {
          $0.depth = Int32(part.depth)
          $0.result = part.verdict.message
          $0.textNl = part.text.dutch
          $0.textEn = part.text.english
          $0.folded = part.isFolded
        }
      }
      + amounts
  }
}

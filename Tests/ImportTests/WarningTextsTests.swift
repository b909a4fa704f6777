import Registration
import RegistrationAPI
import RegistrationDomain
import Testing

@testable import Import

@Suite("What is hardly to be believed, in the report")
struct WarningTextsTests {
  @Test("Each rule is told in Dutch, with its word when it can be confirmed", arguments: PlausibilityRule.allCases)
  func dutch(_ rule: PlausibilityRule) {
    let asked = RowProblem(reason: "IMPLAUSIBLE", field: "start_date", description: "\(rule.english) (\(rule.word))")
    let refused = RowProblem(reason: "INVALID_FIELD", field: "start_date", description: rule.english)
    let text = rule.dutch.prefix(1).lowercased() + rule.dutch.dropFirst().dropLast()
    #expect(ReportTexts.reason(asked, .dutch) == "\(text) (\(rule.word))")
    #expect(ReportTexts.reason(refused, .dutch) == text)
    #expect(ReportTexts.reason(asked, .english) == asked.description)
  }
}

/// Something implausible about a merged record that was not so for either record before.
package struct MergeWarning: Codable, Sendable, Hashable {
  /// The rule, by its raw value.
  private let rule: String
  /// Resource name of the person who is kept, or of the care situation.
  package let subject: String

  /// A warning.
  package init(_ rule: PlausibilityRule, subject: String) {
    self.rule = rule.rawValue
    self.subject = subject
  }

  /// The rule; nil if there is no such rule any more.
  package var warning: PlausibilityRule? { PlausibilityRule(rawValue: rule) }

  /// The warnings that a merge causes, in a fixed order.
  ///
  /// What was implausible about either person before is not reported again about the person who is kept. Care situations
  /// are compared by their names.
  ///
  /// - Parameters:
  ///   - kept: Resource name of the person who is kept.
  ///   - before: What was implausible about both persons and their care before the merge.
  ///   - after: What is implausible about the kept person and their care after it.
  package static func caused(
    inMergeInto kept: String,
    before: Set<MergeWarning>,
    after: Set<MergeWarning>
  ) -> [MergeWarning] {
    let rulesBefore = Set(before.map(\.rule))
    return
      after
      .filter { !before.contains($0) && !($0.subject == kept && rulesBefore.contains($0.rule)) }
      .sorted { ($0.subject, $0.rule) < ($1.subject, $1.rule) }
  }
}

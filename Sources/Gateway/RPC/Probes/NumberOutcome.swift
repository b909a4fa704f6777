import GatewayDomain
import ServiceCore
import ServiceRuntime

/// What an answer says about the numbers of a request, or of one row of a list.
struct NumberOutcome: Sendable {
  /// The text that the audit trail keeps, such as `FOUND`.
  let text: String
  /// In which way the client asked in vain; nil if it did not.
  let probe: ProbeLimits.Kind?

  /// The answer says nothing about whoever has the number.
  static let silent = NumberOutcome(text: "OK", probe: nil)

  /// The number belongs to someone whose name or birth date differs from the request.
  static let mismatch = refusal(Refusal.Reason.identityDiffers.name)

  /// A search found someone, or nobody.
  static func search(finds: Bool) -> NumberOutcome {
    finds ? NumberOutcome(text: "FOUND", probe: nil) : NumberOutcome(text: "NOBODY", probe: .miss)
  }

  /// The request or row was refused for a reason.
  static func refusal(_ reason: String) -> NumberOutcome {
    NumberOutcome(text: reason, probe: mismatches.contains(reason) ? .mismatch : nil)
  }

  /// The reasons that reveal that a number belongs to a person whom the client may see.
  private static let mismatches = Set([Refusal.Reason.identityDiffers, .numberInUse].map(\.name))
}

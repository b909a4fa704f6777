/// Which numbers of people a request holds, and what the answer says about them: a column of the route table.
enum NumberUse<Request: Sendable, Answer: Sendable>: Sendable {
  /// The method takes no number.
  case none
  /// The request holds numbers.
  ///
  /// - Parameters:
  ///   - by: The numbers of a request; empty texts are no numbers.
  ///   - isRevealing: Whether the answer may depend on who has the number. If it may, a client that asked in vain too
  ///     often is refused.
  ///   - outcome: What the answer says about the numbers.
  case asked(
    by: @Sendable (Request) -> [String],
    isRevealing: Bool = true,
    outcome: @Sendable (Answer) -> NumberOutcome = { _ in .silent }
  )
  /// The request names a draft. The audit trail holds the numbers in it since the draft was sent or changed.
  case inDraft(outcome: @Sendable (Answer) -> NumberOutcome = { _ in .silent })
}

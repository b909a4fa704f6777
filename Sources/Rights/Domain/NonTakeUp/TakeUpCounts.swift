/// How many hold a right, and how many could.
package struct TakeUpCounts: Sendable, Equatable {
  /// The version of the provision that counts for one of them.
  package let version: ProvisionVersion
  /// The number of awards that are held.
  package private(set) var held: Int64 = 0
  /// The number of awards that are not taken up, by what stands in the way.
  package private(set) var notTakenUp: [NonTakeUpReason: Int64] = [:]

  /// Counts of nobody.
  package init(of version: ProvisionVersion) {
    self.version = version
  }

  /// Counts an award.
  ///
  /// - Parameters:
  ///   - isHeld: Whether someone holds it.
  ///   - reason: What stands in the way; nil for nothing.
  package mutating func count(isHeld: Bool, _ reason: NonTakeUpReason?) {
    if isHeld { held += 1 }
    if let reason { notTakenUp[reason, default: 0] += 1 }
  }

  /// Adds the counts of other people.
  package mutating func add(_ others: TakeUpCounts) {
    held += others.held
    notTakenUp.merge(others.notTakenUp, uniquingKeysWith: +)
  }

  /// Whether nobody holds it and nobody could.
  package var isEmpty: Bool { held == 0 && notTakenUp.isEmpty }
}

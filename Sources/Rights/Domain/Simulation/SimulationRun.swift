package import CareTypes

/// Compares the rights of one care situation after the other before and after a change of the law.
package struct SimulationRun: Sendable {
  /// A provision that the change concerns.
  private struct Concerned: Sendable {
    /// Its place in the rule book before; nil when it is not in force.
    var before: RuleBook.ProvisionIndex?
    /// Its place in the rule book after; nil when it is not in force.
    var after: RuleBook.ProvisionIndex?
    /// Whether it is decided by the same rule on both sides.
    var isSameRule = false
    /// Whether it pays by the same rule on both sides.
    var isSamePay = false
  }

  private let before: SimulationLaw
  private let after: SimulationLaw
  private let concerned: [Concerned]
  private let isForRecipients: Bool
  private let table: MunicipalityTable
  private var date: CalendarDate { before.book.date }

  /// Prepares a simulation. Each provision is compiled once.
  package init(_ plan: SimulationPlan, on date: CalendarDate, _ table: MunicipalityTable) {
    var compiled: [ProvisionVersion: CompiledProvision?] = [:]
    func law(_ versions: [ProvisionVersion]) -> SimulationLaw {
      SimulationLaw(
        RuleBook(versions, on: date, municipalities: table) { version, titles in
          if let known = compiled[version] { return known }
          let new = try? CompiledProvision(version, titles: titles)
          compiled[version] = .some(new)
          return new
        }
      )
    }
    let (before, after) = (law(plan.before), law(plan.after))
    concerned = plan.concerned.sorted().map { name in
      var concerned = Concerned(before: before.book.index(of: name), after: after.book.index(of: name))
      if let old = concerned.before, let new = concerned.after {
        let (former, later) = (before.book[old].version, after.book[new].version)
        concerned.isSameRule = former.isSameRule(as: later)
        concerned.isSamePay = former.isSamePay(as: later)
      }
      return concerned
    }
    isForRecipients = plan.isForRecipients
    self.before = before
    self.after = after
    self.table = table
  }

  /// Decides on a care situation before and after, and adds it to a report.
  package func count(_ situation: SituationFacts, in report: inout SimulationReport) {
    // Someone who lives outside Flanders is counted where the other lives. If both live outside it, they are not counted.
    let homes = [situation.caregiver.place, situation.recipient.place].map(\.flemishMunicipality)
    guard let caregiver = (homes[0] ?? homes[1]).map({ table.current($0, on: date) }),
      let recipient = (homes[1] ?? homes[0]).map({ table.current($0, on: date) })
    else { return }
    let (former, later) = (before.decide(situation), after.decide(situation))
    var pairs: [SimulatedPair] = []
    for (place, provision) in concerned.enumerated() {
      let old = provision.before.flatMap { former[$0] }
      let new = provision.after.flatMap { later[$0] }
      let pair = SimulatedPair(
        before: old?.right ?? .notHeld,
        after: new?.right ?? .notHeld,
        isSurelySame: Self.isSurelySame(provision, old, new)
      )
      for (law, index, right, isAfter) in [
        (before, provision.before, pair.before, false), (after, provision.after, pair.after, true),
      ] {
        guard let index, right.status == .held else { continue }
        let version = law.book[index].version
        let key = situation.sharer(of: version).flatMap { person in
          SharedRights.Key(provision: place, isAfter: isAfter, person: person)
        }
        report.count(right, isAfter: isAfter, sharedAs: key, in: version.isForRecipient ? recipient : caregiver)
      }
      pairs.append(pair)
    }
    let verdict = SimulationVerdict.of(pairs)
    let isTurned = verdict == .gaining || verdict == .losing
    let groups = isTurned ? ProtectedGroup.groups(of: situation, on: date) : []
    report.count(verdict, in: isForRecipients ? recipient : caregiver, groups)
  }

  private static func isSurelySame(
    _ provision: Concerned,
    _ old: SimulatedDecision?,
    _ new: SimulatedDecision?
  ) -> Bool {
    guard let old, let new else { return false }
    if provision.isSamePay, old.right.status == .held, new.right.status == .held { return true }
    return provision.isSameRule && old.isAlike(new)
  }
}

extension SituationFacts {
  /// Who may hold a right by other care situations as well; nil when it is the right of this caregiver and this recipient
  /// together, or its beneficiary is in no other care situation on the day.
  fileprivate func sharer(of version: ProvisionVersion) -> OpaqueID? {
    if version.awardTerms?.isForPair == true { return nil }
    if version.isForRecipient { return caregiverCount > 1 ? recipient.id : nil }
    return recipientCount > 1 ? caregiver.id : nil
  }
}

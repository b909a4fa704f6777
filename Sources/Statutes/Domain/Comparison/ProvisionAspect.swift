import CareTypes

/// What one provision says of one aspect.
struct ProvisionAspect {
  /// How much it says.
  enum Certainty {
    /// Nothing: it does not have the aspect.
    case absent
    /// The source does not tell it, though the provision must have it.
    case unknown
    /// As much as the words tell, with something in them that is not known.
    case partly
    /// All of it.
    case told
  }

  let label: BilingualText
  let words: BilingualText
  let certainty: Certainty

  /// An aspect that is there when there are words for it.
  ///
  /// - Parameter absent: What stands beside another that has it.
  init(
    _ label: BilingualText,
    _ words: BilingualText?,
    _ certainty: Certainty = .told,
    absent: BilingualText = StatuteTexts.nothing
  ) {
    self.label = label
    self.words = words ?? absent
    self.certainty = words == nil ? .absent : certainty
  }

  /// A list, told in the order of its words, so that their order in the source makes no difference.
  init(_ label: BilingualText, list: [BilingualText]) {
    self.init(label, list.isEmpty ? nil : .joined(list.sorted { $0.dutch < $1.dutch }))
  }

  /// The aspect side by side; nothing when neither has it.
  static func compared(_ left: ProvisionAspect, _ right: ProvisionAspect) -> ComparedAspect? {
    if left.certainty == .absent, right.certainty == .absent { return nil }
    return ComparedAspect(
      label: left.label,
      left: left.words,
      right: right.words,
      same: left.certainty == .told && right.certainty == .told && left.words == right.words
    )
  }

  /// What a provision says of every aspect but its condition, always in the same order.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when a stored condition no longer reads; published ones always do.
  static func all(of provision: Provision) throws -> [ProvisionAspect] {
    [
      ProvisionAspect(StatuteTexts.beneficiary, StatuteTexts.beneficiary(provision.beneficiary)),
      ProvisionAspect(StatuteTexts.grantMode, StatuteTexts.grantMode(provision.grantMode)),
    ] + (try benefit(of: provision)) + procedure(of: provision.procedure) + standing(of: provision)
  }

  // MARK: What it gives

  private static func benefit(of provision: Provision) throws -> [ProvisionAspect] {
    let benefit = provision.benefit
    let paysMoney = benefit?.amounts.isEmpty == false
    let untold = paysMoney ? StatuteTexts.unknown : StatuteTexts.nothing
    let frequency = benefit?.frequency.map(StatuteTexts.frequency)
    return [
      try amounts(of: provision),
      frequency == nil && paysMoney
        ? ProvisionAspect(StatuteTexts.frequency, StatuteTexts.unknown, .unknown)
        : ProvisionAspect(StatuteTexts.frequency, frequency),
      ProvisionAspect(StatuteTexts.payee, benefit?.payee.map(StatuteTexts.payee), absent: untold),
      ProvisionAspect(StatuteTexts.proration, benefit?.proration.map(StatuteTexts.proration), absent: untold),
      ProvisionAspect(StatuteTexts.inKind, benefit?.inKind),
      ProvisionAspect(StatuteTexts.quotas, list: (benefit?.quotas ?? []).map(StatuteTexts.quota)),
      ProvisionAspect(
        StatuteTexts.ownContribution,
        benefit?.ownContribution.map(StatuteTexts.ownContribution),
        benefit?.ownContribution?.cents == nil ? .partly : .told
      ),
    ]
  }

  /// All amounts with their conditions and dates, in their order, which matters.
  private static func amounts(of provision: Provision) throws -> ProvisionAspect {
    let amounts = provision.benefit?.amounts ?? []
    if amounts.isEmpty { return ProvisionAspect(StatuteTexts.amount, nil) }
    var isSettled = true
    let words = try amounts.map { amount in
      let requirements = try amount.condition.map { try provision.requirements(of: $0) }
      isSettled = isSettled && amount.cents != nil && provision.settles(requirements ?? [])
      return StatuteTexts.amount(amount, for: requirements?.words)
    }
    return ProvisionAspect(StatuteTexts.amount, .joined(words), isSettled ? .told : .partly)
  }

  // MARK: How it is asked for, kept and ended

  private static func procedure(of procedure: Procedure) -> [ProvisionAspect] {
    let unknown = StatuteTexts.unknown
    return [
      ProvisionAspect(StatuteTexts.evidence, list: procedure.evidence.map(StatuteTexts.evidence)),
      ProvisionAspect(StatuteTexts.signatures, list: procedure.signatures.map(StatuteTexts.signatory)),
      ProvisionAspect(StatuteTexts.application, procedure.application.map(StatuteTexts.application)),
      ProvisionAspect(StatuteTexts.renewal, procedure.renewal.map(StatuteTexts.renewal), absent: unknown),
      ProvisionAspect(StatuteTexts.suspension, procedure.suspendAfterDaysAdmitted.map(StatuteTexts.suspension)),
      ProvisionAspect(StatuteTexts.endedBy, list: procedure.endedBy.map(StatuteTexts.ending)),
      ProvisionAspect(StatuteTexts.perRecipient, procedure.perRecipient.map(StatuteTexts.atMost)),
      ProvisionAspect(StatuteTexts.perCaregiver, procedure.perCaregiver.map(StatuteTexts.atMost)),
      ProvisionAspect(StatuteTexts.perAddress, procedure.perAddress.map(StatuteTexts.atMost)),
      ProvisionAspect(StatuteTexts.decider, procedure.decider, absent: unknown),
      ProvisionAspect(StatuteTexts.objection, procedure.objection.map(StatuteTexts.objection), absent: unknown),
    ]
  }

  private static func standing(of provision: Provision) -> [ProvisionAspect] {
    func names(_ ids: [String]) -> [BilingualText] { ids.map { BilingualText($0, $0) } }
    let declared = provision.acceptedProofs.filter { $0.legalBasis != nil }.map { "\($0.proof): \($0.part)" }
    return [
      ProvisionAspect(StatuteTexts.excludes, list: names(provision.excludes)),
      ProvisionAspect(StatuteTexts.overrides, list: names(provision.overrides)),
      ProvisionAspect(StatuteTexts.proofs, list: names(declared)),
      ProvisionAspect(StatuteTexts.inForce, StatuteTexts.inForce(provision)),
    ]
  }
}

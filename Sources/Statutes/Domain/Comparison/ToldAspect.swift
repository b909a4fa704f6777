/// What one provision says of one aspect.
struct ToldAspect {
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
    self.init(label, list.isEmpty ? nil : .joined(list.sorted { $0.nl < $1.nl }))
  }

  /// The aspect side by side; nothing when neither has it.
  static func compared(_ left: ToldAspect, _ right: ToldAspect) -> ComparedAspect? {
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
  static func all(of provision: Provision) throws -> [ToldAspect] {
    [
      ToldAspect(StatuteTexts.beneficiary, StatuteTexts.beneficiary(provision.beneficiary)),
      ToldAspect(StatuteTexts.grantMode, StatuteTexts.grantMode(provision.grantMode)),
    ] + (try benefit(of: provision)) + procedure(of: provision.procedure) + standing(of: provision)
  }

  // MARK: What it gives

  private static func benefit(of provision: Provision) throws -> [ToldAspect] {
    let benefit = provision.benefit
    let paysMoney = benefit?.amounts.isEmpty == false
    let untold = paysMoney ? StatuteTexts.unknown : StatuteTexts.nothing
    let frequency = benefit?.frequency.map(StatuteTexts.frequency)
    return [
      try amounts(of: provision),
      frequency == nil && paysMoney
        ? ToldAspect(StatuteTexts.frequency, StatuteTexts.unknown, .unknown)
        : ToldAspect(StatuteTexts.frequency, frequency),
      ToldAspect(StatuteTexts.payee, benefit?.payee.map(StatuteTexts.payee), absent: untold),
      ToldAspect(StatuteTexts.proration, benefit?.proration.map(StatuteTexts.proration), absent: untold),
      ToldAspect(StatuteTexts.inKind, benefit?.inKind),
      ToldAspect(StatuteTexts.quotas, list: (benefit?.quotas ?? []).map(StatuteTexts.quota)),
      ToldAspect(
        StatuteTexts.ownContribution,
        benefit?.ownContribution.map(StatuteTexts.ownContribution),
        benefit?.ownContribution?.cents == nil ? .partly : .told
      ),
    ]
  }

  /// All amounts with their conditions and dates, in their order, which matters.
  private static func amounts(of provision: Provision) throws -> ToldAspect {
    let amounts = provision.benefit?.amounts ?? []
    if amounts.isEmpty { return ToldAspect(StatuteTexts.amount, nil) }
    var isSettled = true
    let words = try amounts.map { amount in
      let requirements = try amount.condition.map { try provision.requirements(of: $0) }
      isSettled = isSettled && amount.cents != nil && provision.settles(requirements ?? [])
      return StatuteTexts.amount(amount, for: requirements?.words)
    }
    return ToldAspect(StatuteTexts.amount, .joined(words), isSettled ? .told : .partly)
  }

  // MARK: How it is asked for, kept and ended

  private static func procedure(of procedure: Procedure) -> [ToldAspect] {
    let unknown = StatuteTexts.unknown
    return [
      ToldAspect(StatuteTexts.evidence, list: procedure.evidence.map(StatuteTexts.evidence)),
      ToldAspect(StatuteTexts.signatures, list: procedure.signatures.map(StatuteTexts.signatory)),
      ToldAspect(StatuteTexts.application, procedure.application.map(StatuteTexts.application)),
      ToldAspect(StatuteTexts.renewal, procedure.renewal.map(StatuteTexts.renewal), absent: unknown),
      ToldAspect(StatuteTexts.suspension, procedure.suspendAfterDaysAdmitted.map(StatuteTexts.suspension)),
      ToldAspect(StatuteTexts.endedBy, list: procedure.endedBy.map(StatuteTexts.ending)),
      ToldAspect(StatuteTexts.perRecipient, procedure.perRecipient.map(StatuteTexts.atMost)),
      ToldAspect(StatuteTexts.perCaregiver, procedure.perCaregiver.map(StatuteTexts.atMost)),
      ToldAspect(StatuteTexts.perAddress, procedure.perAddress.map(StatuteTexts.atMost)),
      ToldAspect(StatuteTexts.decider, procedure.decider, absent: unknown),
      ToldAspect(StatuteTexts.objection, procedure.objection.map(StatuteTexts.objection), absent: unknown),
    ]
  }

  private static func standing(of provision: Provision) -> [ToldAspect] {
    func names(_ ids: [String]) -> [BilingualText] { ids.map { BilingualText($0, $0) } }
    let declared = provision.acceptedProofs.filter { $0.legalBasis != nil }.map { "\($0.proof): \($0.part)" }
    return [
      ToldAspect(StatuteTexts.excludes, list: names(provision.excludes)),
      ToldAspect(StatuteTexts.overrides, list: names(provision.overrides)),
      ToldAspect(StatuteTexts.proofs, list: names(declared)),
      ToldAspect(StatuteTexts.inForce, StatuteTexts.inForce(provision)),
    ]
  }
}

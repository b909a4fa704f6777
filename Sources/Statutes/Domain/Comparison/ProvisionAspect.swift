import CareTypes

/// One aspect of one provision, in words.
struct ProvisionAspect {
  /// How much is known of the aspect.
  enum Certainty {
    /// The provision does not have the aspect.
    case absent
    /// The source does not state it, although the provision must have it.
    case unknown
    /// A part of it is not known.
    case partial
    /// All of it is known.
    case complete
  }

  let label: BilingualText
  let words: BilingualText
  let certainty: Certainty

  /// Makes an aspect, which is absent when it has no words.
  ///
  /// - Parameters:
  ///   - label: The name of the aspect.
  ///   - words: The words; nil when the provision does not have the aspect.
  ///   - certainty: How much is known of it.
  ///   - absent: The words for an absent aspect beside one that is present.
  init(
    _ label: BilingualText,
    _ words: BilingualText?,
    _ certainty: Certainty = .complete,
    absent: BilingualText = StatuteTexts.nothing
  ) {
    self.label = label
    self.words = words ?? absent
    self.certainty = words == nil ? .absent : certainty
  }

  /// Makes an aspect from a list, sorted by its words, so that their order in the source does not matter.
  init(_ label: BilingualText, list: [BilingualText]) {
    self.init(label, list.isEmpty ? nil : .joined(list.sorted { $0.dutch < $1.dutch }))
  }

  /// The aspect of two provisions; nil when neither has it.
  static func compared(_ left: ProvisionAspect, _ right: ProvisionAspect) -> ComparedAspect? {
    if left.certainty == .absent, right.certainty == .absent { return nil }
    return ComparedAspect(
      label: left.label,
      left: left.words,
      right: right.words,
      same: left.certainty == .complete && right.certainty == .complete && left.words == right.words
    )
  }

  /// All aspects of a provision except its condition, always in the same order.
  ///
  /// - Throws: `CatalogueError` or `RuleError` if a stored condition is not correct, which is impossible for a
  ///   published one.
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
    let absentText = paysMoney ? StatuteTexts.unknown : StatuteTexts.nothing
    let frequency = benefit?.frequency.map(StatuteTexts.frequency)
    return [
      try amounts(of: provision),
      frequency == nil && paysMoney
        ? ProvisionAspect(StatuteTexts.frequency, StatuteTexts.unknown, .unknown)
        : ProvisionAspect(StatuteTexts.frequency, frequency),
      ProvisionAspect(StatuteTexts.payee, benefit?.payee.map(StatuteTexts.payee), absent: absentText),
      ProvisionAspect(StatuteTexts.proration, benefit?.proration.map(StatuteTexts.proration), absent: absentText),
      ProvisionAspect(StatuteTexts.inKind, benefit?.inKind),
      ProvisionAspect(StatuteTexts.quotas, list: (benefit?.quotas ?? []).map(StatuteTexts.quota)),
      ProvisionAspect(
        StatuteTexts.ownContribution,
        benefit?.ownContribution.map(StatuteTexts.ownContribution),
        benefit?.ownContribution?.cents == nil ? .partial : .complete
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
    return ProvisionAspect(StatuteTexts.amount, .joined(words), isSettled ? .complete : .partial)
  }

  // MARK: How it is asked for, kept and ended

  private static func procedure(of procedure: Procedure) -> [ProvisionAspect] {
    let unknown = StatuteTexts.unknown
    return [
      ProvisionAspect(StatuteTexts.evidence, list: procedure.evidence.map(StatuteTexts.evidence)),
      ProvisionAspect(StatuteTexts.signatures, list: procedure.signatures.map(StatuteTexts.signatory)),
      ProvisionAspect(StatuteTexts.application, procedure.application.map(StatuteTexts.application)),
      ProvisionAspect(StatuteTexts.renewal, procedure.renewal.map(StatuteTexts.renewal), absent: unknown),
      ProvisionAspect(StatuteTexts.suspension, StatuteTexts.suspension(procedure)),
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
    let declared = provision.acceptedProofs.map { "\($0.proof): \($0.part)" }
    return [
      ProvisionAspect(StatuteTexts.excludes, list: names(provision.excludes)),
      ProvisionAspect(StatuteTexts.overrides, list: names(provision.overrides)),
      ProvisionAspect(StatuteTexts.proofs, list: names(declared)),
      ProvisionAspect(StatuteTexts.inForce, StatuteTexts.inForce(provision)),
    ]
  }
}

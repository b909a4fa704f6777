package import RuleLanguage

/// The facts that tell who lives in the territory of an authority.
package struct TerritoryFacts: Sendable {
  package let caregiver: String
  package let recipient: String
  /// What holds of two people who live in two territories, such as that they have no address in common.
  package let apart: FactSheet

  package init(caregiver: String, recipient: String, apart: FactSheet = [:]) {
    self.caregiver = caregiver
    self.recipient = recipient
    self.apart = apart
  }

  /// Those of the facts of a care situation.
  package static let care = TerritoryFacts(
    caregiver: "caregiver.resident",
    recipient: "recipient.resident",
    apart: ["situation.same_address": .bool(false)]
  )

  /// A sheet of who lives in the territory.
  func sheet(caregiver isCaregiverIn: Bool, recipient isRecipientIn: Bool) -> FactSheet {
    var sheet = apart
    sheet[caregiver] = .bool(isCaregiverIn)
    sheet[recipient] = .bool(isRecipientIn)
    return sheet
  }
}

/// What two authorities offer when the caregiver lives in the territory of the one, *home*, and the recipient in that
/// of the other, *there*.
///
/// Examples tell everything but residence and what is own to each condition.
package struct BetweenTwo: Sendable {
  /// Which of the two conditions can be met.
  package enum Outcome: Sendable, Equatable {
    case neither
    case homeAlone
    case thereAlone
    /// Each can be, but not both by the same people.
    case eitherNotBoth
    case both
    case undecidable(UndecidableReason)
  }

  private let question: Question

  /// - Parameters:
  ///   - home: The condition of the authority where the caregiver lives.
  ///   - there: The condition of the authority where the recipient lives.
  package init(home: GivenCondition, there: GivenCondition, territory: TerritoryFacts = .care) {
    let near = territory.sheet(caregiver: true, recipient: true)
    question = Question([
      home.giving(territory.sheet(caregiver: true, recipient: false)),
      there.giving(territory.sheet(caregiver: false, recipient: true)),
      home.giving(near),
      there.giving(near),
    ])
  }

  /// Whether the condition at home can be met.
  package var canHoldAtHome: ProvenAnswer { isSometimesYes([0]) }

  /// Whether the condition there can be met.
  package var canHoldThere: ProvenAnswer { isSometimesYes([1]) }

  /// Whether both can be met at once.
  package var canBothHold: ProvenAnswer { isSometimesYes([0, 1]) }

  /// Which of the two conditions can be met.
  package var outcome: Outcome {
    switch (canHoldAtHome, canHoldThere, canBothHold) {
    case (.undecidable(let reason), _, _), (_, .undecidable(let reason), _): .undecidable(reason)
    case (.no, .no, _): .neither
    case (.yes, .no, _): .homeAlone
    case (.no, .yes, _): .thereAlone
    case (.yes, .yes, .yes): .both
    case (.yes, .yes, .no): .eitherNotBoth
    case (.yes, .yes, .undecidable(let reason)): .undecidable(reason)
    }
  }

  /// Whether there are people who meet all that both conditions ask but residence, so that either would be met if both
  /// lived in its territory, and who yet meet neither; with an example.
  package var fallsBetween: ProvenAnswer { isSometimesYes([2, 3], neither: true) }

  /// Whether there are people who would meet the condition at home if the recipient lived there too, and who yet meet
  /// neither; with an example.
  package var missesHome: ProvenAnswer { isSometimesYes([2], neither: true) }

  /// Whether there are people who would meet the condition there if the caregiver lived there too, and who yet meet
  /// neither; with an example.
  package var missesThere: ProvenAnswer { isSometimesYes([3], neither: true) }

  private func isSometimesYes(_ met: [Int], neither: Bool = false) -> ProvenAnswer {
    question.isSometimesYes { diagrams throws(ReasoningLimit) in
      var found = NodeID(.yes)
      for index in met { found = try diagrams.store.join(.both, found, diagrams.roots[index]) }
      for index in neither ? [0, 1] : [] {
        found = try diagrams.store.join(.onlyFirst, found, diagrams.roots[index])
      }
      return found
    }
  }
}

package import RuleLanguage
package import RuleReasoning

/// What a provision asks, read once and ready to be reasoned about.
package struct AnalysedProvision: Sendable {
  /// The version.
  package let published: PublishedProvision
  /// The facts that its conditions may name.
  package let catalogue: FactCatalogue
  /// Its condition.
  package let condition: Condition
  /// Its parameters that are known.
  package let values: FactSheet
  /// Its parameters that the source does not tell; each provision means something else by them.
  package let unknown: [Parameter]

  /// The provision.
  package var provision: Provision { published.provision }

  /// Reads the condition of a provision.
  ///
  /// - Throws: `CatalogueError` or `RuleError` when it no longer reads; published ones always do.
  package init(_ published: PublishedProvision) throws {
    self.published = published
    catalogue = try published.provision.catalogue()
    condition = try Condition(published.provision.condition, catalogue: catalogue)
    values = published.provision.parameterValues
    let asked = Set(condition.facts)
    unknown = published.provision.parameters.filter { $0.factValue == nil && asked.contains($0.factName) }
  }

  /// The condition over its parameters and what is given besides.
  package func given(_ facts: FactSheet = [:]) -> GivenCondition {
    GivenCondition(condition, given: sheet(facts), owners: provision.owners)
  }

  /// The outcome for someone of whom these facts are known.
  package func outcome(_ facts: FactSheet) -> Outcome { condition.evaluate(sheet(facts)).outcome }

  /// Whether these facts meet the condition; an unknown parameter may have any value.
  func admits(_ facts: FactSheet) -> Bool {
    switch outcome(facts) {
    case .yes: true
    case .no: false
    case .unknown(let missing): !missing.isEmpty && Set(missing).isSubset(of: unknown.map(\.factName))
    }
  }

  /// What is met where the condition is not; nothing when it is too long to be turned round.
  func negated(_ facts: FactSheet) -> GivenCondition? {
    // A comment at the end of the source ends with the line.
    guard let negation = try? Condition("!(\n\(provision.condition)\n)", catalogue: catalogue) else { return nil }
    return GivenCondition(negation, given: sheet(facts), owners: provision.owners)
  }

  /// What is given, and the parameters. No example tells what the source does not.
  private func sheet(_ facts: FactSheet) -> FactSheet {
    var sheet = values.adding(facts)
    for parameter in unknown { sheet[parameter.factName] = nil }
    return sheet
  }
}

extension FactSheet {
  /// This sheet and another, whose values go first.
  func adding(_ other: FactSheet) -> FactSheet {
    FactSheet(values.merging(other.values) { _, new in new })
  }

  /// The sheet without what can be left out while it still shows what it shows.
  func trimmed(_ shows: (FactSheet) -> Bool) -> FactSheet {
    var sheet = self
    for name in values.keys.sorted() {
      var fewer = sheet
      fewer[name] = nil
      if shows(fewer) { sheet = fewer }
    }
    return sheet
  }
}

/// Who lives where, as facts that conditions ask for (woonplaats).
enum Residence {
  /// Both live there.
  static let both: FactSheet = [
    "caregiver.resident": .bool(true),
    "recipient.resident": .bool(true),
    "recipient.resident_on_reference_day": .bool(true),
  ]

  /// Both live there, though not at one address, so that they can be held against two who live apart.
  static let near = both.adding(["situation.same_address": .bool(false)])

  /// The caregiver alone lives there.
  static let caregiverAlone: FactSheet = [
    "caregiver.resident": .bool(true),
    "recipient.resident": .bool(false),
    "recipient.resident_on_reference_day": .bool(false),
    "recipient.months_resident_in_municipality": .int(0),
    "situation.same_address": .bool(false),
  ]

  /// The recipient alone lives there.
  static let recipientAlone: FactSheet = [
    "caregiver.resident": .bool(false),
    "caregiver.months_resident_in_municipality": .int(0),
    "recipient.resident": .bool(true),
    "recipient.resident_on_reference_day": .bool(true),
    "situation.same_address": .bool(false),
  ]
}

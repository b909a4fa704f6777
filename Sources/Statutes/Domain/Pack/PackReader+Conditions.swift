import RuleLanguage
import RuleReasoning
import Yams

/// A proof that a pack declares as accepted, before it is compared with the condition.
struct Acceptance {
  /// The id of the provision that someone holds instead.
  let proof: String
  /// The condition that it proves.
  let insteadOf: String
  /// The law or regulation that accepts it.
  let legalBasis: String
}

// Checks the conditions of a provision.
extension PackReader {
  mutating func acceptances(_ provision: inout Fields) -> [Acceptance] {
    let path = provision.path("accepts")
    return list(&provision, "accepts").enumerated().compactMap { index, node in
      guard var map = fields(node, "\(path)[\(index)]", known: ["proof", "instead_of", "legal_basis"]) else {
        return nil
      }
      let proof = identifier(&map, "proof")
      let (insteadOf, legalBasis) = (text(&map, "instead_of"), text(&map, "legal_basis"))
      guard let proof, let insteadOf, let legalBasis else { return nil }
      return Acceptance(proof: proof, insteadOf: insteadOf, legalBasis: legalBasis)
    }
  }

  /// Checks the condition, the conditions of amounts and `held_when`, and finds the parts of the condition for which
  /// proofs are accepted.
  mutating func check(_ provision: inout Provision, _ acceptances: [Acceptance], _ path: String) {
    let catalogue: FactCatalogue
    do {
      catalogue = try provision.catalogue()
    } catch {
      return reject("\(path).parameters", Self.reason(error))
    }
    let before = mistakes.count
    var used = Set(provision.references.values.map(Fact.parameterName))
    let given = provision.settledParameters
    if let condition = condition(provision.condition, "\(path).condition", catalogue) {
      used.formUnion(condition.facts)
      review(condition, given: given, "\(path).condition", isAdopted: provision.basedOn != nil)
      for (index, acceptance) in acceptances.enumerated() {
        let place = "\(path).accepts[\(index)]"
        guard let claim = self.condition(acceptance.insteadOf, "\(place).instead_of", catalogue) else { continue }
        let parts = Self.parts(of: condition, provenBy: claim, given: given)
        if parts.isEmpty {
          reject("\(place).instead_of", "proves none of the parts of the condition that must all hold")
        }
        provision.acceptedProofs += parts.map {
          DeclaredProof(part: $0, proof: acceptance.proof, legalBasis: acceptance.legalBasis)
        }
      }
    }
    for (index, amount) in (provision.benefit?.amounts ?? []).enumerated() {
      guard let text = amount.condition else { continue }
      let place = "\(path).benefit.amounts[\(index)].when"
      guard let condition = condition(text, place, catalogue) else { continue }
      used.formUnion(condition.facts)
      review(condition, given: given, place, isAdopted: provision.basedOn != nil)
    }
    if let text = provision.automaticWhen, let condition = condition(text, "\(path).automatic_when", catalogue) {
      used.formUnion(condition.facts)
      review(condition, given: given, "\(path).automatic_when", isAdopted: provision.basedOn != nil)
    }
    if let text = provision.heldWhen, let condition = condition(text, "\(path).held_when", .care) {
      review(condition, given: FactSheet(), "\(path).held_when", isAdopted: false)
    }
    // If a condition has a mistake, its parameters would all seem unused.
    if mistakes.count > before { return }
    for (index, parameter) in provision.parameters.enumerated() where !used.contains(parameter.factName) {
      reject("\(path).parameters[\(index)]", "is not used by the condition, nor by the benefit or the procedure")
    }
  }

  private mutating func condition(_ source: String, _ place: String, _ catalogue: FactCatalogue) -> Condition? {
    do {
      return try Condition(source, catalogue: catalogue)
    } catch {
      reject(error, place)
      return nil
    }
  }

  /// Rejects a condition that is always or never met. Of an adopted model only the whole is checked: the chosen values
  /// give some parts a fixed answer, which is no mistake of the municipality.
  private mutating func review(_ condition: Condition, given: FactSheet, _ place: String, isAdopted: Bool) {
    guard isAdopted else {
      for mistake in ConditionReview.mistakes(in: condition, given: given) { reject(mistake, place) }
      return
    }
    let claim = GivenCondition(condition, given: given)
    if case .yes = claim.neverHolds { reject(place, "is never met with these values, whatever the facts are") }
    if case .yes = claim.alwaysHolds { reject(place, "is met with these values whatever the facts are") }
  }

  private mutating func reject(_ error: RuleError, _ place: String) {
    let hint = error.hint.map { " (\($0))" } ?? ""
    reject(PackMistake(place, error.message + hint, line: error.line, column: error.column))
  }

  /// The parts of a condition that must all be met and that another condition implies.
  private static func parts(of condition: Condition, provenBy claim: Condition, given: FactSheet) -> [String] {
    GivenCondition(condition, given: given).provenParts(by: GivenCondition(claim, given: given))
  }

  static func reason(_ error: CatalogueError) -> String {
    switch error {
    case .duplicate(let name): "have the name \(name.prefix(60)) twice"
    case .badName(let name): "have a name that no condition can write: \(name.prefix(60))"
    }
  }
}

extension GivenCondition {
  /// The parts of the condition that must all be met and that another condition implies, as they are written. A part
  /// that is always met needs no proof.
  func provenParts(by claim: GivenCondition) -> [String] {
    conjuncts(impliedBy: claim).compactMap { answer in
      guard case .yes = answer.isImplied else { return nil }
      if case .yes = answer.conjunct.condition.alwaysHolds { return nil }
      return answer.conjunct.text
    }
  }
}

extension Provision {
  /// The parameters with a fixed value: all of an adopted provision, and of a template those that are not open.
  var settledParameters: FactSheet {
    var sheet = FactSheet()
    for parameter in parameters where basedOn != nil || !parameter.isOpen {
      sheet[parameter.factName] = parameter.factValue
    }
    return sheet
  }
}

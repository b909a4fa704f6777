import CareTypes

/// The provisions that a change of the law concerns, and the law before and after it.
///
/// A change concerns the provisions that change: the drafts, the versions that they replace, and those that are withdrawn.
/// It also concerns, step by step, the provisions on which decisions may change because of that: those that one of these
/// overrides, excludes or is excluded by, and those that accept one of them as a proof. The provisions that these depend
/// on in turn have to be decided as well, but are not counted, because their decisions stay the same.
package struct SimulationPlan: Sendable, Hashable {
  /// The provisions to decide on before the change.
  package let before: [ProvisionVersion]
  /// The provisions to decide on after the change.
  package let after: [ProvisionVersion]
  /// Names of the concerned provisions.
  package let concerned: Set<String>

  /// Plans a change.
  ///
  /// - Parameters:
  ///   - inForce: The versions in force on the day.
  ///   - drafts: The versions that replace those of the same names, or are added.
  ///   - withdrawn: Names of the provisions that are withdrawn.
  package init(inForce: [ProvisionVersion], drafts: [ProvisionVersion], withdrawn: Set<String>) {
    let terms = Dictionary(inForce.map { ($0.name, $0.awardTerms) }) { first, _ in first }
    // A draft that does not say for whom it is awarded is for those whom the version that it replaces is for.
    let drafts = drafts.map { draft in
      var draft = draft
      draft.awardTerms = draft.awardTerms ?? terms[draft.name].flatMap { $0 }
      return draft
    }
    let drafted = Set(drafts.map(\.name))
    let later = (inForce.filter { !drafted.contains($0.name) && !withdrawn.contains($0.name) } + drafts)
      .sorted { $0.name < $1.name }
    let relations = Relations(inForce + drafts)
    let concerned = Self.closure(of: drafted.union(withdrawn), relations.influenced)
    let decided = Self.closure(of: concerned, relations.influencing)
    self.concerned = concerned
    before = inForce.filter { decided.contains($0.name) }
    after = later.filter { decided.contains($0.name) }
  }

  /// Whether care situations are counted where the recipient lives: true when each concerned provision is for recipients.
  package var isForRecipients: Bool {
    let versions = (before + after).filter { concerned.contains($0.name) }
    return !versions.isEmpty && versions.allSatisfy(\.isForRecipient)
  }

  /// Names, and all names that can be reached from them.
  private static func closure(of names: Set<String>, _ next: [String: Set<String>]) -> Set<String> {
    var found = names
    var open = Array(names)
    while let name = open.popLast() {
      for other in next[name] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// Which provisions influence the decisions on which others.
  private struct Relations {
    /// By name: the provisions that it influences.
    var influenced: [String: Set<String>] = [:]
    /// By name: the provisions that influence it.
    var influencing: [String: Set<String>] = [:]

    init(_ versions: [ProvisionVersion]) {
      for version in versions {
        for other in version.overrides { add(version.name, on: other) }
        for other in version.excludes {
          add(version.name, on: other)
          add(other, on: version.name)
        }
        for proof in version.acceptedProofs { add(proof.proof, on: version.name) }
      }
    }

    private mutating func add(_ name: String, on other: String) {
      influenced[name, default: []].insert(other)
      influencing[other, default: []].insert(name)
    }
  }
}

extension ProvisionVersion {
  /// Whether another version has the same conditions for the same people, and gives the same.
  package func isSameRule(as other: ProvisionVersion) -> Bool {
    var same = other
    same.version = version
    same.validFrom = validFrom
    same.validTo = validTo
    same.titleNL = titleNL
    same.titleEN = titleEN
    same.kind = kind
    same.uncertainties = uncertainties
    // It matters only whether a right is granted without an application.
    if other.isAutomatic == isAutomatic { same.grantMode = grantMode }
    return self == same
  }

  /// Whether another version pays the same to everyone who holds both.
  package func isSamePay(as other: ProvisionVersion) -> Bool {
    amounts == other.amounts && frequency == other.frequency
      && (parameters == other.parameters || amounts.allSatisfy { $0.condition == nil })
      && (territory == other.territory || amounts.allSatisfy { $0.condition == nil })
  }
}

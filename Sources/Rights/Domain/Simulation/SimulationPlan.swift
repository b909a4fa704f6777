/// Which provisions a change of the law concerns, and what is in force before and after it.
///
/// Concerned is what changes: the drafts, the versions whose place they take, and what is withdrawn. So is, step by
/// step, what may be decided otherwise because of that: what one of these overrides, excludes or is excluded by, and
/// what accepts one of them as a proof. What these rest on in turn is decided beside them, and not counted: it comes to
/// the same.
package struct SimulationPlan: Sendable, Hashable {
  /// What is to be decided before.
  package let before: [ProvisionVersion]
  /// What is to be decided after.
  package let after: [ProvisionVersion]
  /// Names of what is concerned.
  package let concerned: Set<String>

  /// Plans a change.
  ///
  /// - Parameters:
  ///   - inForce: What is in force on the day.
  ///   - drafts: What takes the place of the versions of the same names, or comes beside them.
  ///   - withdrawn: Names of what goes.
  package init(inForce: [ProvisionVersion], drafts: [ProvisionVersion], withdrawn: Set<String>) {
    let drafted = Set(drafts.map(\.name))
    let later = (inForce.filter { !drafted.contains($0.name) && !withdrawn.contains($0.name) } + drafts)
      .sorted { $0.name < $1.name }
    let relations = Relations(inForce + drafts)
    let concerned = Self.closure(of: drafted.union(withdrawn), relations.bearing)
    let decided = Self.closure(of: concerned, relations.borne)
    self.concerned = concerned
    before = inForce.filter { decided.contains($0.name) }
    after = later.filter { decided.contains($0.name) }
  }

  /// Who the counts of care situations go by: the recipient, when each concerned provision is for recipients.
  package var isForRecipients: Bool {
    let versions = (before + after).filter { concerned.contains($0.name) }
    return !versions.isEmpty && versions.allSatisfy(\.isForRecipient)
  }

  /// Names, and all that can be reached from them.
  private static func closure(of names: Set<String>, _ next: [String: Set<String>]) -> Set<String> {
    var found = names
    var open = Array(names)
    while let name = open.popLast() {
      for other in next[name] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// What bears on what.
  private struct Relations {
    /// What a provision bears on.
    var bearing: [String: Set<String>] = [:]
    /// What bears on a provision.
    var borne: [String: Set<String>] = [:]

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
      bearing[name, default: []].insert(other)
      borne[other, default: []].insert(name)
    }
  }
}

extension ProvisionVersion {
  /// Whether another version is decided by the same words, for the same people, and gives the same.
  package func isSameRule(as other: ProvisionVersion) -> Bool {
    var same = other
    same.version = version
    same.validFrom = validFrom
    same.validTo = validTo
    same.titleNL = titleNL
    same.titleEN = titleEN
    same.kind = kind
    same.uncertainties = uncertainties
    return self == same
  }

  /// Whether another version pays the same to whoever holds both.
  package func isSamePay(as other: ProvisionVersion) -> Bool {
    amounts == other.amounts && frequency == other.frequency
      && (parameters == other.parameters || amounts.allSatisfy { $0.condition == nil })
      && (territory == other.territory || amounts.allSatisfy { $0.condition == nil })
  }
}

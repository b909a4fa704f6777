import CareTypes
import RuleLanguage

extension RuleBook {
  /// Decides on every provision that applies to care situations with some facts.
  package func decisions(for facts: DecidingFacts) -> SituationDecisions {
    decisions(for: facts, on: provisions(in: facts.circumstances.caregiver.place, facts.circumstances.recipient.place))
  }

  /// Decides on every provision of a group that applies to care situations with some facts.
  package func decisions(for facts: DecidingFacts, on group: ProvisionGroup) -> SituationDecisions {
    decisions(for: facts, on: provisions(of: group, in: facts.circumstances))
  }

  private func decisions(for facts: DecidingFacts, on provisions: [ProvisionIndex]) -> SituationDecisions {
    var decider = SituationDecider(self, facts, provisions)
    var doubtful: Set<ProvisionIndex> = []
    while true {
      let found = decider.decide(doubting: doubtful)
      if decider.grantedProofs.isEmpty { return found }
      // A provision that turns out not to be granted, because another cannot be held beside it, proves nothing.
      let contradicting = Set(found.all.filter { !$0.result.contradicts.isEmpty }.map(\.index))
      let fresh = decider.grantedProofs.intersection(contradicting).subtracting(doubtful)
      if fresh.isEmpty { return found }
      doubtful.formUnion(fresh)
    }
  }
}

/// Decides on all provisions of a rule book for care situations with some facts: which apply, which proofs are held, and which
/// provisions cannot be held together. The condition itself is decided by `DecisionMaker`.
private struct SituationDecider {
  let book: RuleBook
  let facts: DecidingFacts
  private let circumstances: DecidingFacts.Circumstances
  private var shared: IndexedFacts
  private let applicable: [RuleBook.ProvisionIndex]
  private var replaced: Set<String> = []
  /// The provisions that prove a part of others because they are granted.
  private(set) var grantedProofs: Set<RuleBook.ProvisionIndex> = []
  /// By the fact of a proof for which it is not known whether it is held: the facts that could show it.
  private var factsDecidingProof: [String: [String]] = [:]

  /// Prepares a decision.
  ///
  /// - Parameter provisions: The provisions that may apply in the places where the two people live, in the order of their
  ///   names.
  init(_ book: RuleBook, _ facts: DecidingFacts, _ provisions: [RuleBook.ProvisionIndex]) {
    self.book = book
    self.facts = facts
    circumstances = facts.circumstances
    shared = facts.facts
    var applicable: [RuleBook.ProvisionIndex] = []
    for index in provisions {
      let provision = book[index]
      let home = (provision.version.isForRecipient ? circumstances.recipient : circumstances.caregiver).place
      if provision.overriders.contains(where: { book[$0].reach.residence(in: home) == true }) {
        replaced.insert(provision.version.name)
      } else {
        applicable.append(index)
      }
    }
    self.applicable = applicable
  }

  /// Decides on every applicable provision.
  ///
  /// - Parameter doubtful: Provisions that are not certain to be granted, and so do not prove anything.
  mutating func decide(doubting doubtful: Set<RuleBook.ProvisionIndex>) -> SituationDecisions {
    setProofs(doubting: doubtful)
    var decisions = applicable.map { index in
      let provision = book[index]
      return decision(index, basis(of: provision, proofs: provision.acceptedProofs))
    }
    let positive = book.hasExclusions ? Set(decisions.filter { $0.result.outcome.isPositive }.map(\.index)) : []
    if positive.count > 1 {
      let granted = Set(decisions.filter { $0.result.outcome == .granted }.map(\.index))
      decisions = decisions.map { old in
        let others = book[old.index].excludes.intersection(positive)
        guard old.result.outcome.isPositive, !others.isEmpty else { return old }
        var basis = old.basis
        basis.contradicts = others.map { book[$0].version.name }.sorted()
        basis.isGrantedTwice = granted.contains(old.index) && !others.isDisjoint(with: granted)
        return decision(old.index, basis)
      }
    }
    return SituationDecisions(
      all: decisions,
      replaced: replaced,
      book: book,
      deciding: facts,
      shared: shared,
      factsDecidingProof: factsDecidingProof
    )
  }

  private func decision(_ index: RuleBook.ProvisionIndex, _ basis: DecisionBasis) -> ProvisionDecision {
    let provision = book[index]
    let result =
      provision.decisionMaker?.decide(basis, shared, factsDecidingProof: factsDecidingProof, on: book.date)
      ?? DecisionResult.unreadable
    return ProvisionDecision(provision: provision, index: index, basis: basis, result: result)
  }

  // MARK: Proofs

  /// Finds out which proofs are held. A proof is decided without proofs of its own, so that none proves itself.
  private mutating func setProofs(doubting doubtful: Set<RuleBook.ProvisionIndex>) {
    (factsDecidingProof, grantedProofs) = ([:], [])
    for index in applicable {
      for proof in book[index].proofs where factsDecidingProof[proof.fact] == nil {
        guard let accepted = proof.provision else {
          shared[proof.position] = .bool(false)
          continue
        }
        let (isHeld, missing) = isHeld(accepted, doubtful.contains(accepted))
        shared[proof.position] = isHeld.map { .bool($0) }
        if isHeld == nil { factsDecidingProof[proof.fact] = missing }
      }
    }
  }

  private mutating func isHeld(_ index: RuleBook.ProvisionIndex, _ isDoubtful: Bool) -> (Bool?, [String]) {
    let provision = book[index]
    guard let decisionMaker = provision.decisionMakerWithoutProofs else { return (nil, []) }
    let basis = basis(of: provision, proofs: [])
    let evidence = decisionMaker.isHeld(basis, shared)
    if evidence.held == true { return evidence }
    if applicable.contains(index),
      decisionMaker.decide(basis, shared, factsDecidingProof: [:], on: book.date).outcome == .granted
    {
      grantedProofs.insert(index)
      return isDoubtful ? (nil, evidence.missing) : (true, [])
    }
    return evidence
  }

  // MARK: Besides the facts

  private func basis(of provision: ProvisionInForce, proofs: [AcceptedProof]) -> DecisionBasis {
    var basis = DecisionBasis()
    basis.blockers = circumstances.blockers
    if facts.livesInCareCentre, provision.version.endsByAdmission {
      basis.blockers.append(.recipientAdmitted)
    } else if let days = facts.daysAdmitted, provision.version.isSuspended(after: days, on: book.date) {
      basis.blockers.append(.suspended)
    }
    basis.consented = (provision.version.isForRecipient ? circumstances.recipient : circumstances.caregiver).consents
    basis.caregiverResident = provision.reach.residence(in: circumstances.caregiver.place)
    basis.recipientResident = provision.reach.residence(in: circumstances.recipient.place)
    basis.proofs = proofs
    return basis
  }
}

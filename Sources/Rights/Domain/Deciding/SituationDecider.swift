import CareTypes
import RuleLanguage

extension RuleBook {
  /// Decides every provision that applies to a care situation, as it stands on the day.
  package func rulings(for situation: SituationFacts) -> Rulings {
    var facing = Facing(self, situation)
    var doubted: Set<Int> = []
    while true {
      let found = facing.rule(doubting: doubted)
      if facing.grantedProofs.isEmpty { return found }
      // What is not granted after all, because another cannot be held beside it, proves nothing.
      let contradicting = Set(found.all.filter { !$0.result.contradicts.isEmpty }.map(\.entry))
      let fresh = facing.grantedProofs.intersection(contradicting).subtracting(doubted)
      if fresh.isEmpty { return found }
      doubted.formUnion(fresh)
    }
  }
}

/// A rule book and one care situation.
private struct Facing {
  let book: RuleBook
  let situation: SituationFacts
  private let known: [String: FactValue]
  private var shared: [FactValue?]
  private let applicable: [Int]
  private var replaced: Set<String> = []
  /// The entries that prove a part of others because they are granted.
  private(set) var grantedProofs: Set<Int> = []
  private var open: [String: [String]] = [:]
  /// Why no condition matters, whatever the provision.
  private let blockers: [DecisionReason]

  init(_ book: RuleBook, _ situation: SituationFacts) {
    self.book = book
    self.situation = situation
    known = FactDerivation.facts(of: situation, on: book.date)
    blockers = Self.blockers(of: situation, on: book.date)
    shared = book.index.values(known)
    var applicable: [Int] = []
    for number in book.entries(in: situation.caregiver.place, situation.recipient.place) {
      let entry = book.entries[number]
      let home = (entry.version.isForRecipient ? situation.recipient : situation.caregiver).place
      if entry.overriders.contains(where: { book.entries[$0].reach.standing(of: home) == .inside }) {
        replaced.insert(entry.version.name)
      } else {
        applicable.append(number)
      }
    }
    self.applicable = applicable
  }

  mutating func rule(doubting doubted: Set<Int>) -> Rulings {
    setProofs(doubting: doubted)
    var rulings = applicable.map { number in
      let entry = book.entries[number]
      return ruling(number, basis(of: entry, proofs: entry.accepted))
    }
    let positive = book.hasExclusions ? Set(rulings.filter { $0.result.outcome.isPositive }.map(\.entry)) : []
    if positive.count > 1 {
      let granted = Set(rulings.filter { $0.result.outcome == .granted }.map(\.entry))
      rulings = rulings.map { old in
        let others = book.entries[old.entry].excludes.intersection(positive)
        guard old.result.outcome.isPositive, !others.isEmpty else { return old }
        var basis = old.basis
        basis.contradicts = others.map { book.entries[$0].version.name }.sorted()
        basis.isGrantedTwice = granted.contains(old.entry) && !others.isDisjoint(with: granted)
        return ruling(old.entry, basis)
      }
    }
    return Rulings(all: rulings, replaced: replaced, known: known, book: book, shared: shared, open: open)
  }

  private func ruling(_ number: Int, _ basis: DecisionBasis) -> Ruling {
    let entry = book.entries[number]
    let result = entry.placed?.decide(basis, shared, open: open, on: book.date) ?? DecisionRule.unreadable
    return Ruling(held: entry, entry: number, basis: basis, result: result)
  }

  // MARK: Proofs

  /// Finds out which proofs are held. A proof is decided without proofs of its own, so that none proves itself.
  private mutating func setProofs(doubting doubted: Set<Int>) {
    (open, grantedProofs) = ([:], [])
    for number in applicable {
      for proof in book.entries[number].proofs where open[proof.fact] == nil {
        guard let entry = proof.entry else {
          shared[proof.place] = .bool(false)
          continue
        }
        let (isHeld, missing) = isHeld(entry, doubted.contains(entry))
        shared[proof.place] = isHeld.map { .bool($0) }
        if isHeld == nil { open[proof.fact] = missing }
      }
    }
  }

  private mutating func isHeld(_ number: Int, _ isDoubted: Bool) -> (Bool?, [String]) {
    let entry = book.entries[number]
    guard let plain = entry.plain else { return (nil, []) }
    let basis = basis(of: entry, proofs: [])
    let evidence = plain.isHeld(basis, shared)
    if evidence.held == true { return evidence }
    if applicable.contains(number), plain.decide(basis, shared, open: [:], on: book.date).outcome == .granted {
      grantedProofs.insert(number)
      return isDoubted ? (nil, evidence.open) : (true, [])
    }
    return evidence
  }

  // MARK: Besides the facts

  /// Why no condition matters, as far as that does not depend on the provision.
  private static func blockers(of situation: SituationFacts, on date: CalendarDate) -> [DecisionReason] {
    var blockers: [DecisionReason] = []
    if date < situation.span.start { blockers.append(.careNotBegun) }
    if situation.span.ends(before: date) { blockers.append(.careEnded) }
    if let died = situation.moments.diedOn, died <= date.daysSinceEpoch { blockers.append(.recipientDied) }
    return blockers
  }

  private func basis(of entry: RuleBook.Entry, proofs: [ProvisionVersion.AcceptedProof]) -> DecisionBasis {
    var basis = DecisionBasis()
    basis.blockers = blockers
    if let since = situation.moments.admittedSince, let limit = entry.version.suspendAfterDaysAdmitted,
      book.date.daysSinceEpoch - since > limit
    {
      basis.blockers.append(.suspended)
    }
    let beneficiary = entry.version.isForRecipient ? situation.recipient : situation.caregiver
    basis.consented = beneficiary.consentsToAutomaticRights
    basis.caregiverResident = entry.reach.residence(in: situation.caregiver.place)
    basis.recipientResident = entry.reach.residence(in: situation.recipient.place)
    basis.proofs = proofs
    return basis
  }
}

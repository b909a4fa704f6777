import CareTypes
import RightsDomain
import Synchronization

/// What was decided and stored lately. Care situations with equal facts are decided from it, without evaluating a condition
/// or looking for what is stored.
///
/// It has no ids of people. The keys of rows in it are those of rows that were committed, or of the transaction that has
/// taken it.
struct DecidedMemory: Sendable {
  /// The decisions on a group of provisions, for some facts.
  struct GroupDecisions: Sendable {
    let entries: [OutcomeList.Entry]
    /// Names of the provisions that another one replaces.
    let replaced: Set<String>
    /// What their conditions ask.
    let asked: AskedFacts
  }

  /// The decisions on several groups.
  struct Decisions: Sendable {
    /// The numbers of the decisions on each group.
    let groups: [Int]
    let list: OutcomeList
    /// Names of the provisions that another one replaces.
    let replaced: Set<String>
    /// The key of the facts that the decisions rest on; nil when they were not stored yet.
    var sheet: Int64?
  }

  /// What is the same in some circumstances.
  struct Setting: Sendable {
    let number: Int
    /// The groups of which a provision may apply.
    let groups: [ProvisionGroup]
    /// How time alone may change the decisions.
    let review: RuleBook.ReviewRules
  }

  /// What the step from stored decisions to new ones depends on.
  struct Step: Hashable {
    /// The keys of the lists of the current decisions, the newest first.
    let lists: [Int64]
    /// The number of the new decisions.
    let decisions: Int
    /// Whether all decisions are to be stored again, because facts were forgotten.
    let isForgotten: Bool
    /// The re-evaluation whose provisions alone are decided on; nil for all provisions.
    let reevaluation: Int64?
  }

  /// The rules that everything was decided by.
  private struct Rules: Equatable {
    let generation: Int64
    let date: CalendarDate
  }

  /// How many decisions on care situations, and lists, are kept at most. Each takes up to about 8 kB.
  private static let limit = 2_048
  /// How many decisions on groups are kept at most. Each takes about 500 bytes.
  private static let groupLimit = 32_768

  private var rules: Rules?
  private var settings: [DecidingFacts.Circumstances: Setting] = [:]
  private var groups: [RuleBook.GroupFacts: Int] = [:]
  private var groupDecisions: [GroupDecisions] = []
  private var decisions: [Decisions] = []
  /// The numbers of decisions on all provisions, by the facts.
  private var byFacts: [DecidingFacts: Int] = [:]
  /// The numbers of decisions, by the numbers of the decisions on each group.
  private var byGroups: [[Int]: Int] = [:]
  private var changes: [Step: DecisionChange] = [:]
  /// Lists of outcomes, by key.
  private(set) var lists: [Int64: OutcomeList] = [:]

  /// Forgets what was decided by other rules, and makes room.
  mutating func prepare(for book: RuleBook, generation: Int64) {
    let rules = Rules(generation: generation, date: book.date)
    if rules != self.rules || groupDecisions.count > Self.groupLimit { self = DecidedMemory(rules: rules) }
    if decisions.count > Self.limit || changes.count > Self.limit {
      decisions.removeAll(keepingCapacity: true)
      byFacts.removeAll(keepingCapacity: true)
      byGroups.removeAll(keepingCapacity: true)
      changes.removeAll(keepingCapacity: true)
    }
    if lists.count > Self.limit { lists.removeAll(keepingCapacity: true) }
  }

  init() {}

  private init(rules: Rules) {
    self.rules = rules
  }

  // MARK: Decisions

  /// What is the same in some circumstances.
  mutating func setting(of circumstances: DecidingFacts.Circumstances, in book: RuleBook) -> Setting {
    if let known = settings[circumstances] { return known }
    let setting = Setting(
      number: settings.count,
      groups: book.groups(in: circumstances),
      review: book.reviewRules(in: circumstances)
    )
    settings[circumstances] = setting
    return setting
  }

  /// The number of the decisions on all provisions for some facts; nil when they are not known.
  subscript(facts: DecidingFacts) -> Int? {
    get { byFacts[facts] }
    set { byFacts[facts] = newValue }
  }

  /// The number of the decisions on a group for some facts, which are made if they are not known.
  mutating func decisions(on facts: RuleBook.GroupFacts, _ decide: () throws -> GroupDecisions) rethrows -> Int {
    if let known = groups[facts] { return known }
    groupDecisions.append(try decide())
    groups[facts] = groupDecisions.count - 1
    return groupDecisions.count - 1
  }

  /// The number of the decisions on several groups.
  ///
  /// - Parameter numbers: The numbers of the decisions on each group.
  mutating func decisions(joining numbers: [Int]) -> Int {
    if let known = byGroups[numbers] { return known }
    let groups = numbers.map { groupDecisions[$0] }
    decisions.append(
      Decisions(
        groups: numbers,
        list: OutcomeList(groups.flatMap(\.entries)),
        replaced: groups.reduce(into: []) { $0.formUnion($1.replaced) },
        sheet: nil
      )
    )
    byGroups[numbers] = decisions.count - 1
    return decisions.count - 1
  }

  /// The decisions of a number.
  subscript(number: Int) -> Decisions { decisions[number] }

  /// What the conditions of decisions ask.
  func asked(by decisions: Decisions) -> [AskedFacts] { decisions.groups.map { groupDecisions[$0].asked } }

  /// Keeps the key of the facts that decisions rest on.
  mutating func setSheet(_ sheet: Int64, of number: Int) { decisions[number].sheet = sheet }

  // MARK: Changes

  /// The change that a step is; nil when it is not known.
  subscript(step: Step) -> DecisionChange? {
    get { changes[step] }
    set { changes[step] = newValue }
  }

  /// Keeps lists of outcomes.
  mutating func add(_ lists: [Int64: OutcomeList]) { self.lists.merge(lists) { known, _ in known } }
}

/// Keeps the memory of the decider from one transaction to the next.
final class DecidedCache: Sendable {
  /// The memory while it is taken out.
  struct Loan: Sendable {
    var memory: DecidedMemory
    /// Shows whether anything was forgotten since.
    fileprivate let forgettings: Int
  }

  private struct State {
    var memory = DecidedMemory()
    var forgettings = 0
  }

  private let state = Mutex(State())

  /// Takes the memory out, within a transaction. If the transaction fails, it is not given back: it may have keys of rows
  /// that do not exist.
  func take() -> Loan {
    state.withLock { state in
      let memory = state.memory
      state.memory = DecidedMemory()
      return Loan(memory: memory, forgettings: state.forgettings)
    }
  }

  /// Gives the memory back after the commit. It is dropped if facts of a person were forgotten since it was taken.
  func giveBack(_ loan: Loan) {
    state.withLock { state in
      if state.forgettings == loan.forgettings { state.memory = loan.memory }
    }
  }

  /// Forgets everything, within the transaction that deletes facts of a person.
  func forget() {
    state.withLock { state in
      state.memory = DecidedMemory()
      state.forgettings += 1
    }
  }
}

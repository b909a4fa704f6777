import CareTypes
import RightsDomain
import Synchronization

/// What was decided and stored lately. Care situations with equal facts are decided from it, without evaluating a condition
/// or looking for what is stored.
///
/// It has no ids of people. The keys of rows in it are those of rows that were committed, or of the transaction that has
/// taken it.
struct DecidedMemory: Sendable {
  /// What was decided for some facts.
  struct Decided: Sendable {
    /// Tells it from all others of this memory.
    let number: Int
    /// The outcomes of all provisions that apply.
    let list: OutcomeList
    /// Names of the provisions that another one replaces.
    let replaced: Set<String>
    /// How time alone may change the decisions.
    let review: RuleBook.ReviewRules
    /// The key of the facts that the decisions rest on; nil when they were not stored yet.
    var sheet: Int64?
  }

  /// What the step from stored decisions to new ones depends on.
  struct Step: Hashable {
    /// The keys of the lists of the current decisions, the newest first.
    let lists: [Int64]
    /// The number of what was decided.
    let decided: Int
    /// Whether all decisions are to be stored again, because facts were forgotten.
    let isForgotten: Bool
  }

  /// The rules that everything was decided by.
  private struct Rules: Equatable {
    let generation: Int64
    let date: CalendarDate
  }

  /// How many facts, steps and lists are kept at most. An entry takes up to about 8 kB.
  private static let limit = 4_096

  private var rules: Rules?
  private var last = 0
  private var decided: [DecidingFacts: Decided] = [:]
  private var changes: [Step: DecisionChange] = [:]
  /// Lists of outcomes, by key.
  private(set) var lists: [Int64: OutcomeList] = [:]

  /// Forgets what was decided by other rules, and makes room.
  mutating func prepare(for book: RuleBook, generation: Int64) {
    let rules = Rules(generation: generation, date: book.date)
    if rules != self.rules || decided.count > Self.limit || changes.count > Self.limit {
      self.rules = rules
      decided.removeAll(keepingCapacity: true)
      changes.removeAll(keepingCapacity: true)
    }
    if lists.count > Self.limit { lists.removeAll(keepingCapacity: true) }
  }

  /// What was decided for some facts; nil when it is not known.
  subscript(facts: DecidingFacts) -> Decided? { decided[facts] }

  /// Keeps what was decided for some facts.
  mutating func add(
    _ list: OutcomeList,
    replaced: Set<String>,
    review: RuleBook.ReviewRules,
    for facts: DecidingFacts
  ) -> Decided {
    last += 1
    let new = Decided(number: last, list: list, replaced: replaced, review: review, sheet: nil)
    decided[facts] = new
    return new
  }

  /// Keeps the key of the facts that decisions rest on.
  mutating func setSheet(_ sheet: Int64, for facts: DecidingFacts) { decided[facts]?.sheet = sheet }

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
  /// Shows that nothing was forgotten since the memory was taken.
  struct Ticket: Sendable {
    fileprivate let forgettings: Int
  }

  private struct State {
    var memory = DecidedMemory()
    var forgettings = 0
  }

  private let state = Mutex(State())

  /// Takes the memory out, within a transaction. If the transaction fails, it is not given back: it may have keys of rows
  /// that do not exist.
  func take() -> (memory: DecidedMemory, ticket: Ticket) {
    state.withLock { state in
      let memory = state.memory
      state.memory = DecidedMemory()
      return (memory, Ticket(forgettings: state.forgettings))
    }
  }

  /// Gives the memory back after the commit. It is dropped if facts of a person were forgotten since it was taken.
  func giveBack(_ memory: DecidedMemory, _ ticket: Ticket) {
    state.withLock { state in
      if state.forgettings == ticket.forgettings { state.memory = memory }
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

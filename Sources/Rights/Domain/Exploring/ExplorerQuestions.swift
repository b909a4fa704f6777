/// What to ask next, so that the fewest questions settle the most rights.
package struct ExplorerQuestions: Sendable, Hashable {
  /// A fact to ask, with how many rights an answer may settle.
  package struct Asked: Sendable, Hashable {
    /// Its name.
    package let fact: String
    /// How many rights wait for it.
    package let settles: Int
  }

  /// The most facts that are asked together.
  package static let factLimit = 8

  /// How many rights must wait for a fact of a topic that was asked already.
  private static let rightsToAskAgain = 3

  /// What the next question is about; nil when nothing that people can tell would settle more.
  package let topic: ExplorerTopic?
  /// The facts of the next question, the one whose answer may settle the most first.
  package let facts: [Asked]
  /// How many questions are left, the next one included.
  package let left: Int

  /// Works out the next question.
  ///
  /// A topic counts for each open right by the share of its lacking facts that belong to the topic: a topic that settles a
  /// right by itself counts fully. What was asked and is not known is not asked again, and a topic that was asked comes again
  /// only for facts that several rights wait for.
  ///
  /// - Parameters:
  ///   - open: For each right that is open, the facts that lack.
  ///   - profile: What is told.
  init(open: [[String]], profile: ExplorerProfile) {
    let open = open.map { Set($0.map(ExplorerTopic.asked)) }
    var waiting: [String: Int] = [:]
    for fact in open.joined() where !profile.notKnown.contains(fact) { waiting[fact, default: 0] += 1 }
    let asked = Set(ExplorerTopic.allCases.filter { Self.wasAsked($0, profile) })
    var weights: [ExplorerTopic: Double] = [:]
    for lacking in open {
      for fact in lacking {
        guard let rights = waiting[fact], let topic = ExplorerTopic.ofFact[fact] else { continue }
        if asked.contains(topic), rights < Self.rightsToAskAgain {
          waiting[fact] = nil
        } else {
          weights[topic, default: 0] += 1 / Double(lacking.count)
        }
      }
    }
    let order = ExplorerTopic.allCases
    topic = order.filter { weights[$0] != nil }.max { left, right in
      let (one, other) = (weights[left] ?? 0, weights[right] ?? 0)
      return one == other ? (order.firstIndex(of: left) ?? 0) > (order.firstIndex(of: right) ?? 0) : one < other
    }
    let places = topic?.facts ?? []
    facts = places.enumerated().compactMap { place, fact in
      waiting[fact].map { (place, Asked(fact: fact, settles: $0)) }
    }
    .sorted { (-$0.1.settles, $0.0) < (-$1.1.settles, $1.0) }
    .prefix(Self.factLimit).map(\.1)
    left = weights.count
  }

  /// Whether a topic was asked: one of its facts was told, or is not known.
  private static func wasAsked(_ topic: ExplorerTopic, _ profile: ExplorerProfile) -> Bool {
    let told = Set(profile.facts.keys).union(profile.rangedFacts).union(profile.notKnown)
    return topic.facts.contains(where: told.contains)
  }
}

package import CareTypes

/// Which care situations of the same two people are one (samengevoegde zorgsituaties) after records of persons were
/// merged or separated: those that overlap, each by its own days, and those that are linked through others.
package enum CareGrouping {
  /// A care situation that was joined with others.
  package struct Member: Sendable, Hashable {
    /// Its key.
    package let key: Int64
    /// Who cares.
    package let caregiver: Int64
    /// Who is cared for.
    package let recipient: Int64
    /// Its own days and terms.
    package let own: CareCourse
    /// The care situations into which it was joined before a clerk changed them. It stays joined with them as long as the
    /// two people are the same, whatever its own days are.
    package let settledIn: Set<Int64>

    /// A member.
    package init(key: Int64, caregiver: Int64, recipient: Int64, own: CareCourse, settledIn: Set<Int64>) {
      self.key = key
      self.caregiver = caregiver
      self.recipient = recipient
      self.own = own
      self.settledIn = settledIn
    }

    fileprivate func isOfSameTwo(as other: Member) -> Bool {
      (caregiver, recipient) == (other.caregiver, other.recipient)
    }
  }

  /// Care situations that are one.
  package struct Group: Sendable, Hashable {
    /// The one that replaces all others.
    package let first: Member
    /// The others, in order of precedence.
    package let others: [Member]
    /// Those of which the days are part of another's.
    fileprivate let settled: Set<Int64>

    /// All of them.
    package var members: [Member] { [first] + others }

    /// The course of all together.
    ///
    /// - Throws: `ValueError` for days out of the range of the calendar.
    package func course() throws(ValueError) -> CareCourse {
      try first.own.joined(
        with: others.filter { !settled.contains($0.key) }.map(\.own),
        declared: others.filter { settled.contains($0.key) }.map(\.own.declarations)
      )
    }
  }

  /// The groups that care situations make.
  ///
  /// - Parameter members: In order of precedence: on a day that several have, the terms of the first one are valid.
  package static func groups(of members: [Member]) -> [Group] {
    let settled = Set(
      members.filter { one in members.contains { $0.isOfSameTwo(as: one) && one.settledIn.contains($0.key) } }
        .map(\.key)
    )
    func areOne(_ one: Member, _ other: Member) -> Bool {
      guard one.isOfSameTwo(as: other) else { return false }
      if one.settledIn.contains(other.key) || other.settledIn.contains(one.key) { return true }
      return settled.isDisjoint(with: [one.key, other.key]) && one.own.span.overlaps(other.own.span)
    }
    var groups: [[Member]] = []
    for member in members {
      let taking = groups.filter { $0.contains { areOne($0, member) } }
      groups.removeAll(where: taking.contains)
      groups.append(taking.flatMap { $0 } + [member])
    }
    return groups.compactMap { group in
      let ordered = members.filter(group.contains)
      return ordered.first.map { Group(first: $0, others: Array(ordered.dropFirst()), settled: settled) }
    }
  }
}

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
    /// Its timeline without joins.
    package let own: CareTimeline
    /// The care situations into which it was joined before a clerk changed them. It stays joined with them as long as the
    /// two people are the same, whatever its own days are.
    package let permanentlyJoinedInto: Set<Int64>

    /// A member.
    package init(key: Int64, caregiver: Int64, recipient: Int64, own: CareTimeline, permanentlyJoinedInto: Set<Int64>) {
      self.key = key
      self.caregiver = caregiver
      self.recipient = recipient
      self.own = own
      self.permanentlyJoinedInto = permanentlyJoinedInto
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
    /// The members that were joined permanently: their days are part of another member's timeline.
    fileprivate let absorbed: Set<Int64>

    /// All of them.
    package var members: [Member] { [first] + others }

    /// The timeline of all together.
    ///
    /// - Throws: `ValueError` for days out of the range of the calendar.
    package func timeline() throws(ValueError) -> CareTimeline {
      try first.own.joined(
        with: others.filter { !absorbed.contains($0.key) }.map(\.own),
        declared: others.filter { absorbed.contains($0.key) }.map(\.own.declarations)
      )
    }
  }

  /// The groups that care situations make.
  ///
  /// - Parameter members: In order of precedence: on a day that several have, the terms of the first one are valid.
  package static func groups(of members: [Member]) -> [Group] {
    let absorbed = Set(
      members.filter { one in members.contains { $0.isOfSameTwo(as: one) && one.permanentlyJoinedInto.contains($0.key) }
      }
      .map(\.key)
    )
    func areOne(_ one: Member, _ other: Member) -> Bool {
      guard one.isOfSameTwo(as: other) else { return false }
      if one.permanentlyJoinedInto.contains(other.key) || other.permanentlyJoinedInto.contains(one.key) { return true }
      return absorbed.isDisjoint(with: [one.key, other.key]) && one.own.span.overlaps(other.own.span)
    }
    var groups: [[Member]] = []
    for member in members {
      let taking = groups.filter { $0.contains { areOne($0, member) } }
      groups.removeAll(where: taking.contains)
      groups.append(taking.flatMap { $0 } + [member])
    }
    return groups.compactMap { group in
      let ordered = members.filter(group.contains)
      return ordered.first.map { Group(first: $0, others: Array(ordered.dropFirst()), absorbed: absorbed) }
    }
  }
}

package import CareTypes

/// Which care situations of the same two people are one (samengevoegde zorgsituaties) when records of a person turn out
/// to be of one, or of two after all: those that overlap, each by its own days, and those that these bring together.
package enum CareGrouping {
  /// A care situation that was taken together with others.
  package struct Member: Sendable, Hashable {
    /// Its key.
    package let key: Int64
    /// Who cares.
    package let caregiver: Int64
    /// Who is cared for.
    package let recipient: Int64
    /// Its own days and terms.
    package let own: CareCourse
    /// Those for which it was taken up before they were changed: with these it stays, as long as it is of the same two
    /// people, and its own days say nothing any more.
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
    /// The one that stands for all.
    package let first: Member
    /// The others, in the order in which they count.
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
  /// - Parameter members: In the order in which they count: on a day of several the terms of the first hold.
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

/// What is a care situation's own, of what it came to be by being taken together with others.
package struct OwnCourse: Sendable, Hashable {
  /// A revision in which it was taken together with another, or parted from one.
  package struct Joint: Sendable, Hashable {
    let revision: Int64
    let before: CareCourse
    let after: CareCourse

    /// A revision, and the course before and after it.
    package init(revision: Int64, before: CareCourse, after: CareCourse) {
      self.revision = revision
      self.before = before
      self.after = after
    }
  }

  /// Its own days and terms.
  package let course: CareCourse
  /// The last such revision after which its days or terms were changed on purpose: what it had taken up by then is its
  /// own since. 0: none.
  package let settled: Int64

  /// What is its own.
  ///
  /// - Parameters:
  ///   - now: Its course as it stands.
  ///   - joints: The newest first.
  package init(now: CareCourse, joints: [Joint]) {
    var (days, declarations, settled) = (now, now.declarations, Int64(0))
    for joint in joints {
      guard joint.after.hasSameDays(as: days) else {
        settled = joint.revision
        break
      }
      days = joint.before
    }
    for joint in joints {
      guard joint.after.declarations == declarations else { break }
      declarations = joint.before.declarations
    }
    course = CareCourse(span: days.span, endReason: days.endReason, terms: days.terms, declarations: declarations)
    self.settled = settled
  }
}

package import CareTypes

/// What the hinge moments of a recipient say of one day. Moments of later days have no part in it.
package struct RecipientState: Sendable, Hashable {
  /// An admission that lasts: days without a night at home between them, in one place or in several.
  package struct Admission: Sendable, Hashable {
    /// Its first day, in days since 1970-01-01.
    package let since: Int
    /// How many days it has lasted. The first day is day 1: who was admitted on 1 March has been for 30 days on 30 March.
    package let days: Int

    fileprivate init(since: Int, on day: Int) {
      self.since = since
      days = day - since + 1
    }

    /// The day on which it will have lasted more than some days, in days since 1970-01-01.
    package func day(after days: Int) -> Int { since + days }
  }

  /// The admission, wherever it is; nil when the recipient is not admitted.
  package let admission: Admission?
  /// The admission to places where people live, such as a residential care centre, hospital stays left aside; nil when there
  /// is none.
  package let residence: Admission?
  /// The kind of place where the recipient is, of several the one that they came to last; nil when it is not known, or they
  /// are not admitted.
  package let place: PlaceKind?
  /// Whether the recipient lives in a residential care centre; a short stay does not count.
  package let livesInCareCentre: Bool
  /// Whether the recipient has palliative status.
  package let isPalliative: Bool
  /// Whether the recipient has died.
  package let hasDied: Bool

  /// Derives the state.
  ///
  /// - Parameter day: The day, in days since 1970-01-01.
  fileprivate init(_ moments: RecipientMoments, on day: Int) {
    let stays = moments.reported.isEmpty ? [] : moments.stays
    admission = Self.admission(stays, on: day)
    residence = Self.admission(stays.filter { $0.place?.isResidential ?? false }, on: day)
    place =
      stays.filter { $0.contains(day) }
      .max { ($0.start, $0.place == .hospital ? 1 : 0) < ($1.start, $1.place == .hospital ? 1 : 0) }?.place
    livesInCareCentre = stays.contains { $0.place == .residentialCareCentre && $0.contains(day) }
    isPalliative = moments.palliativeSince.map { $0 <= day } ?? false
    hasDied = moments.diedOn.map { $0 <= day } ?? false
  }

  /// The admission that stays make up. A stay goes on in another that began before its end, or on the day of its end.
  private static func admission(_ stays: [RecipientMoments.Stay], on day: Int) -> Admission? {
    guard var since = stays.filter({ $0.contains(day) }).map(\.start).min() else { return nil }
    while let earlier = stays.filter({ $0.start < since && $0.reaches(since) }).map(\.start).min() { since = earlier }
    return Admission(since: since, on: day)
  }
}

extension RecipientMoments {
  /// The state of the recipient on a day, in days since 1970-01-01.
  package func state(on day: Int) -> RecipientState { RecipientState(self, on: day) }
}

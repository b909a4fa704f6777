package import CareTypes

/// The hinge moments of a recipient that matter for rights, as they were reported.
package struct RecipientMoments: Sendable, Hashable {
  /// A moment as it was reported.
  package struct Moment: Sendable, Hashable {
    /// What happened.
    package let kind: MomentKind
    /// The day, in days since 1970-01-01.
    package let day: Int
    /// The kind of place of an admission or discharge; nil when it was not told. A discharge is then one from wherever the
    /// person stayed.
    package let place: PlaceKind?

    /// A moment.
    package init(_ kind: MomentKind, on day: Int, in place: PlaceKind? = nil) {
      self.kind = kind
      self.day = day
      self.place = place
    }
  }

  /// Each moment once, in no order that matters: several places may report the same one, and late.
  package private(set) var reported: Set<Moment> = []

  /// No moments.
  package init() {}

  /// Adds a moment that was reported.
  package mutating func add(_ moment: Moment) { reported.insert(moment) }

  /// Where someone stayed: from the day of the admission on, up to the day of the discharge, which is no day of the stay.
  struct Stay: Hashable {
    /// The kind of place; nil when it is not known.
    let place: PlaceKind?
    /// The day of the admission, in days since 1970-01-01.
    let start: Int
    /// The day of the discharge, or of death; nil when neither is known.
    var end: Int?

    /// Whether a day is one of the stay.
    func contains(_ day: Int) -> Bool { start <= day && end.map { day < $0 } ?? true }

    /// Whether it lasts up to a day, so that another stay from that day on leaves no night at home between them.
    func reaches(_ day: Int) -> Bool { end.map { day <= $0 } ?? true }
  }

  /// The stays, in the order of their discharge. They may overlap: whoever goes to hospital from a residential care centre
  /// still stays in the centre.
  ///
  /// Who is admitted and discharged on one day has not stayed, unless they stayed somewhere before: then they were moved from
  /// there, and stay on.
  var stays: [Stay] {
    var (open, closed): ([PlaceKind?: Int], [Stay]) = ([:], [])
    func close(_ place: PlaceKind?, on day: Int) {
      if let start = open.removeValue(forKey: place) { closed.append(Stay(place: place, start: start, end: day)) }
    }
    let death = diedOn
    for (day, moments) in Dictionary(grouping: reported, by: \.day).sorted(by: { $0.key < $1.key }) {
      if let death, day >= death { break }
      let entered = Set(moments.filter { $0.kind == .admission }.map(\.place))
      let left = Set(moments.filter { $0.kind == .discharge }.map(\.place))
      let before = Set(open.keys)
      for place in before where !entered.contains(place) && Self.ends(place, leaving: left) { close(place, on: day) }
      // Discharges that end no stay of before end one that begins on this day.
      let sameDay = left.filter { discharge in !before.contains { Self.ends($0, leaving: [discharge]) } }
      for place in entered.subtracting(before) where !Self.ends(place, leaving: sameDay) { open[place] = day }
    }
    if let death { for place in Array(open.keys) { close(place, on: death) } }
    return closed + open.map { Stay(place: $0.key, start: $0.value, end: nil) }
  }

  /// Whether a stay in a kind of place ends with discharges from some. A discharge from an unknown place ends every stay, and
  /// any discharge ends a stay in an unknown place.
  private static func ends(_ place: PlaceKind?, leaving left: Set<PlaceKind?>) -> Bool {
    left.contains(place) || left.contains(nil) || (place == nil && !left.isEmpty)
  }

  /// The day of death, in days since 1970-01-01; nil when none is known.
  package var diedOn: Int? { firstDay(of: .death) }

  /// The day of the palliative status, in days since 1970-01-01; nil when there is none.
  package var palliativeSince: Int? { firstDay(of: .palliativeStatus) }

  private func firstDay(of kind: MomentKind) -> Int? {
    reported.lazy.filter { $0.kind == kind }.map(\.day).min()
  }
}

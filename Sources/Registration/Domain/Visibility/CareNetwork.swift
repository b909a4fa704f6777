package import CareTypes
package import ServiceCore

/// Where some people live, and with whom they are in care. The rules of visibility are computed from it.
///
/// It holds every record of where each person lived, and the same for their care partners.
package struct CareNetwork: Sendable {
  /// One record of where a person lives.
  package struct Home: Sendable, Hashable {
    /// Municipality, by the code that it had when this was recorded, or country.
    package let place: Place
    /// First day.
    package let start: CalendarDate
    /// Whether a later record replaced this one.
    package let isReplaced: Bool
    /// When it was recorded.
    package let recordTime: Instant

    /// A record.
    package init(place: Place, start: CalendarDate, isReplaced: Bool, recordTime: Instant) {
      self.place = place
      self.start = start
      self.isReplaced = isReplaced
      self.recordTime = recordTime
    }
  }

  /// Care that links a person to a partner in care: whom they care for, or who cares for them.
  package struct Link: Sendable, Hashable {
    /// The other person.
    package let partner: Int64
    /// Last day of the care; nil while it goes on.
    package let end: CalendarDate?

    /// A link.
    package init(partner: Int64, end: CalendarDate?) {
      self.partner = partner
      self.end = end
    }
  }

  /// Days after the end of care during which the municipality of the one person may still see the other.
  package static let aftercareDays = 365

  private let homes: [Int64: [Home]]
  private let links: [Int64: [Link]]
  private let tables: ReferenceTables

  /// A network.
  ///
  /// - Parameters:
  ///   - homes: All records of where people lived, by person.
  ///   - links: The care of people, by person; without care situations that were joined into another.
  ///   - tables: Municipalities and zones.
  package init(homes: [Int64: [Home]], links: [Int64: [Link]], tables: ReferenceTables) {
    self.homes = homes.mapValues { $0.sorted { $0.start < $1.start } }
    self.links = links
    self.tables = tables
  }

  /// Where a person lives on a day, by the code of that day. The first known residence is also used for earlier days.
  ///
  /// - Throws: `Refusal` with `internal` for a person without any residence.
  package func place(of person: Int64, on day: CalendarDate) throws(Refusal) -> Place {
    let current = (homes[person] ?? []).filter { !$0.isReplaced }
    guard let home = current.last(where: { $0.start <= day }) ?? current.first else {
      throw Refusal(.internal, "A person lives nowhere")
    }
    return tables.current(home.place, on: day)
  }

  /// The municipalities in Flanders that act for a person on a day.
  ///
  /// That is the municipality where they live. For someone who lives outside Flanders, it is those of their care partners;
  /// without any, the last one in Flanders where they lived; else the last ones of anyone they were ever in care with.
  package func municipalities(of person: Int64, on day: CalendarDate) throws(Refusal) -> Set<NISCode> {
    if let home = try place(of: person, on: day).flemishMunicipality { return [home] }
    let near = try municipalitiesOfPartners(of: person, on: day)
    if !near.isEmpty { return near }
    if let last = lastMunicipality(of: person) { return [tables.current(last, on: day)] }
    return Set(
      partners(of: person, since: nil).compactMap { lastMunicipality(of: $0) }.map { tables.current($0, on: day) }
    )
  }

  /// The municipalities in Flanders of the two people of a care situation on a day: where either lives, else those that
  /// act for them.
  package func municipalities(
    ofCaregiver caregiver: Int64,
    recipient: Int64,
    on day: CalendarDate
  ) throws(Refusal) -> Set<NISCode> {
    var found: Set<NISCode> = []
    for person in [caregiver, recipient] {
      if let home = try place(of: person, on: day).flemishMunicipality { found.insert(home) }
    }
    if !found.isEmpty { return found }
    return try municipalities(of: caregiver, on: day).union(municipalities(of: recipient, on: day))
  }

  /// The municipalities in Flanders of a person and of all their care partners on a day.
  package func territory(of person: Int64, on day: CalendarDate) throws(Refusal) -> Set<NISCode> {
    try municipalities(of: person, on: day).union(municipalitiesOfPartners(of: person, on: day))
  }

  /// The last municipality in Flanders where a person lived: by what is known now, else by what was known before. The code
  /// is the one of the record.
  package func lastMunicipality(of person: Int64) -> NISCode? {
    (homes[person] ?? []).sorted { left, right in
      if left.isReplaced != right.isReplaced { return !left.isReplaced }
      return (left.start, left.recordTime.microseconds) > (right.start, right.recordTime.microseconds)
    }
    .lazy.compactMap(\.place.flemishMunicipality).first
  }

  private func municipalitiesOfPartners(of person: Int64, on day: CalendarDate) throws(Refusal) -> Set<NISCode> {
    var found: Set<NISCode> = []
    for partner in partners(of: person, since: day.daysSinceEpoch - Self.aftercareDays) {
      if let home = try place(of: partner, on: day).flemishMunicipality { found.insert(home) }
    }
    return found
  }

  /// The care partners of a person.
  ///
  /// - Parameter day: The care must not have ended before this day, in days since 1970-01-01; nil to use all care.
  private func partners(of person: Int64, since day: Int?) -> Set<Int64> {
    Set(
      (links[person] ?? []).filter { link in
        guard let day, let end = link.end else { return true }
        return end.daysSinceEpoch >= day
      }
      .map(\.partner)
    )
  }
}

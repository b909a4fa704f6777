package import CareTypes

/// What a care council is told of its zone on a day: every table that it can ask for, decided at once.
///
/// It is kept and given again for the rest of the day: two releases of one day, taken apart, could tell of the few people
/// who were registered in between.
package struct ZoneRelease: Sendable, Hashable, Codable {
  /// One cell of a table.
  package struct Cell: Sendable, Hashable, Codable {
    /// The values of the asked dimensions, in the order of `Dimension`.
    package var labels: [String]
    /// How many; nothing when withheld.
    package var count: Int?
  }

  /// What can be counted by, in the order in which labels stand.
  package enum Dimension: String, Sendable, Hashable, CaseIterable, Codable {
    /// Municipality of the caregiver, by NIS code.
    case municipality
    /// Age band of the caregiver.
    case ageBand
    /// Hours band of the caregiver.
    case hoursBand
  }

  /// How many caregivers have three things in common.
  package struct Count: Sendable, Hashable {
    /// Where they live.
    package let municipality: NISCode
    /// Their age; nothing when the birth date is not known.
    package let ageBand: AgeBand?
    /// Their hours.
    package let hoursBand: HoursBand
    /// How many.
    package let count: Int

    /// A true count.
    package init(municipality: NISCode, ageBand: AgeBand?, hoursBand: HoursBand, count: Int) {
      self.municipality = municipality
      self.ageBand = ageBand
      self.hoursBand = hoursBand
      self.count = count
    }
  }

  /// The label of an age that is not known.
  package static let unknownAge = "unknown"

  /// The tables, by the names of their dimensions joined by `+`.
  private var tables: [String: [Cell]]

  /// How many caregivers live outside Flanders and care for someone in the zone, in no table; nothing when withheld.
  package let outsideFlanders: Int?

  /// Decides what is told of true counts.
  ///
  /// - Parameter outsideFlanders: How many caregivers live outside Flanders and care for someone in the zone.
  /// - Throws: `CountCube.Failure` when the counts do not fit the dimensions.
  package init(
    municipalities: [NISCode],
    counts: [Count],
    outsideFlanders: Int = 0,
    control: DisclosureControl = DisclosureControl()
  ) throws {
    // They add up with no cell, so that nothing else can give a small number of them away.
    self.outsideFlanders = outsideFlanders < control.threshold ? nil : outsideFlanders
    let places = municipalities.map(\.digits)
    var ages = AgeBand.allCases.map(\.rawValue)
    if counts.contains(where: { $0.ageBand == nil }) { ages.append(Self.unknownAge) }
    let hours = HoursBand.allCases.map(\.rawValue)
    var cells: [[Int]: Int] = [:]
    for count in counts {
      guard let place = places.firstIndex(of: count.municipality.digits),
        let age = ages.firstIndex(of: count.ageBand?.rawValue ?? Self.unknownAge),
        let band = hours.firstIndex(of: count.hoursBand.rawValue)
      else { continue }
      cells[[place, age, band], default: 0] += count.count
    }
    let names = Dimension.allCases.map(\.rawValue)
    let cube = try CountCube(
      dimensions: zip(names, [places, ages, hours]).map { CountCube.Dimension(name: $0, values: $1) },
      counts: cells
    )
    let release = control.release(cube)
    tables = [:]
    for subset in 0..<(1 << names.count) {
      let asked = names.enumerated().filter { subset >> $0.offset & 1 == 1 }.map(\.element)
      tables[asked.joined(separator: "+")] = try release.view(by: Set(asked)).map { row in
        switch row.cell {
        case .shown(let count): Cell(labels: row.labels, count: count)
        case .withheld: Cell(labels: row.labels, count: nil)
        }
      }
    }
  }

  /// The table by some dimensions.
  package func table(by dimensions: Set<Dimension>) -> [Cell] {
    tables[Dimension.allCases.filter(dimensions.contains).map(\.rawValue).joined(separator: "+")] ?? []
  }
}

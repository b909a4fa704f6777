package import CareTypes

/// The figures that a care council (zorgraad) gets about its zone on a day: every table that it can ask for, decided at
/// once.
///
/// The release is kept and given again for the rest of the day, because two releases of one day could reveal, by
/// subtraction, the few people who were registered in between.
package struct ZoneRelease: Sendable, Hashable, Codable {
  /// One cell of a table.
  package struct Cell: Sendable, Hashable, Codable {
    /// The values of the asked dimensions, in the order of `Dimension`.
    package var labels: [String]
    /// The number of caregivers; nil if it is withheld.
    package var count: Int?
  }

  /// The dimensions that can be asked for, in the order of the labels of a cell.
  package enum Dimension: String, Sendable, Hashable, CaseIterable, Codable {
    /// Municipality of the caregiver, by NIS code.
    case municipality
    /// Age band of the caregiver.
    case ageBand
    /// Hours band of the caregiver.
    case hoursBand
  }

  /// The true number of caregivers with the same municipality, age band and hours band.
  package struct Count: Sendable, Hashable {
    /// The municipality where they live.
    package let municipality: NISCode
    /// Their age band; nil if the birth date is not known.
    package let ageBand: AgeBand?
    /// Their hours band.
    package let hoursBand: HoursBand
    /// The number of caregivers.
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

  /// The number of caregivers who live outside Flanders and care for someone in the zone, who are in no table; nil if it is
  /// withheld.
  package let outsideFlanders: Int?

  /// Decides what is released of true counts.
  ///
  /// - Parameters:
  ///   - municipalities: The municipalities of the zone.
  ///   - counts: The true counts.
  ///   - outsideFlanders: The number of caregivers who live outside Flanders and care for someone in the zone.
  ///   - control: Decides which cells are withheld.
  /// - Throws: `CountCube.Failure` if the counts do not fit the dimensions.
  package init(
    municipalities: [NISCode],
    counts: [Count],
    outsideFlanders: Int = 0,
    control: DisclosureControl = DisclosureControl()
  ) throws {
    // They are part of no cell or margin, so no other figure can reveal a small number of them.
    self.outsideFlanders = control.rule.isSmall(outsideFlanders) ? nil : outsideFlanders
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

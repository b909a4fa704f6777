import CareTypes

/// The days on which provisions change without an event: one begins or ends, an amount does, or municipalities merge.
struct RuleChangeDays: Sendable {
  private var everywhere: Int?
  private var byMunicipality: [String: Int] = [:]

  /// Finds the first such day after a day, for each municipality.
  ///
  /// A change of a provision concerns the territories of all its versions, and those of versions that accept it as a
  /// proof.
  init(_ versions: [ProvisionVersion], after date: CalendarDate, in table: MunicipalityTable) {
    let today = date.daysSinceEpoch
    func earlier(_ one: Int?, _ other: Int) -> Int { min(one ?? other, other) }
    var next: [String: Int] = [:]
    for version in versions {
      guard let day = version.changeDays.filter({ $0 > today }).min() else { continue }
      next[version.name] = earlier(next[version.name], day)
    }
    for version in versions {
      let concerning = [version.name] + version.acceptedProofs.map(\.proof)
      guard let day = concerning.compactMap({ next[$0] }).min() else { continue }
      if version.territory.isEmpty {
        everywhere = earlier(everywhere, day)
        continue
      }
      for code in TerritoryReach.codes(of: version.territory, in: table) {
        byMunicipality[code] = earlier(byMunicipality[code], day)
      }
    }
    for municipality in table.allValid(at: date) {
      guard let last = municipality.validTo else { continue }
      byMunicipality[municipality.code.digits] = earlier(
        byMunicipality[municipality.code.digits],
        last.daysSinceEpoch + 1
      )
    }
  }

  /// The first such days for people who live in some places, in days since 1970-01-01; empty when none is known.
  func next(in places: Place...) -> [Int] {
    ([everywhere] + places.map { byMunicipality[$0.text] }).compactMap(\.self)
  }
}

extension ProvisionVersion {
  /// The days from which it applies or pays differently, in days since 1970-01-01.
  fileprivate var changeDays: [Int] {
    var days = [validFrom] + [validTo].compactMap { $0.map { $0 + 1 } }
    for amount in amounts { days += [amount.from, amount.until.map { $0 + 1 }].compactMap(\.self) }
    return days
  }
}

import CareTypes

/// The days on which provisions change by themselves: one begins or ends, an amount does, municipalities merge.
struct RuleTurns: Sendable {
  private var everywhere: Int?
  private var byMunicipality: [String: Int] = [:]

  /// The first such day after a day, for each municipality: of a provision wherever a version of it holds or a version
  /// that takes it as a proof does.
  init(_ versions: [ProvisionVersion], after date: CalendarDate, in table: MunicipalityTable) {
    let today = date.daysSinceEpoch
    func earlier(_ one: Int?, _ other: Int) -> Int { min(one ?? other, other) }
    var next: [String: Int] = [:]
    for version in versions {
      guard let turn = version.turns.filter({ $0 > today }).min() else { continue }
      next[version.name] = earlier(next[version.name], turn)
    }
    for version in versions {
      let concerning = [version.name] + version.acceptedProofs.map(\.proof)
      guard let turn = concerning.compactMap({ next[$0] }).min() else { continue }
      if version.territory.isEmpty {
        everywhere = earlier(everywhere, turn)
        continue
      }
      for code in TerritoryReach.codes(of: version.territory, in: table) {
        byMunicipality[code] = earlier(byMunicipality[code], turn)
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

  /// The first such day for people who live in places.
  func next(in places: Place...) -> [Int] {
    ([everywhere] + places.map { byMunicipality[$0.text] }).compactMap(\.self)
  }
}

extension ProvisionVersion {
  /// The days on which it begins to be, or to pay, something else.
  fileprivate var turns: [Int] {
    var days = [validFrom] + [validTo].compactMap { $0.map { $0 + 1 } }
    for amount in amounts { days += [amount.from, amount.until.map { $0 + 1 }].compactMap(\.self) }
    return days
  }
}

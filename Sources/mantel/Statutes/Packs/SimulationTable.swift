import RightsAPI

/// The result of a simulation as a table of municipalities, with the effects on protected groups.
struct SimulationTable {
  private let answer: Mantel_Rights_V1_SimulateRegulationResponse
  private let names: MunicipalityNames
  private let language: LanguageOptions

  init(
    _ answer: Mantel_Rights_V1_SimulateRegulationResponse,
    _ names: MunicipalityNames,
    _ language: LanguageOptions
  ) {
    self.answer = answer
    self.names = names
    self.language = language
  }

  /// The table, and the lines below it.
  var text: String {
    var table = TextTable(
      ["municipality", "gain", "lose", "same", "cannot tell", "EUR a year before", "EUR a year after"],
      right: [1, 2, 3, 4, 5, 6]
    )
    for effect in answer.municipalities { table.add(row(effect, title(of: effect))) }
    if answer.hasTotal { table.add(row(answer.total, "total")) }
    return ([table.text, ""] + amounts + groups).joined(separator: "\n")
  }

  private func title(of effect: Mantel_Rights_V1_SimulatedEffect) -> String {
    effect.municipality.isEmpty
      ? "\(effect.municipalityCount) municipalities together" : names.name(effect.municipality)
  }

  private func row(_ effect: Mantel_Rights_V1_SimulatedEffect, _ title: String) -> [String] {
    if effect.withheld { return [title] + Array(repeating: "withheld", count: 6) }
    return [
      title, "\(effect.gaining)", "\(effect.losing)", "\(effect.unchanged)", "\(effect.undetermined)",
      ProvisionLabels.euro(effect.centsBefore), ProvisionLabels.euro(effect.centsAfter),
    ]
  }

  private var amounts: [String] {
    let untold = (answer.total.unknownAmountsBefore, answer.total.unknownAmountsAfter)
    let looked = "\(answer.careSituations) care situations were looked at"
    if untold == (0, 0) { return [looked] }
    return [looked, "not in the cost, because the amount is not told: \(untold.0) rights before, \(untold.1) after"]
  }

  private var groups: [String] {
    answer.protectedGroups.map { group in
      let label = language.text(group.labelNl, group.labelEn)
      let anyLoses = group.anyLoses ? "some lose" : "nobody loses"
      if group.withheld { return "\(label): figures withheld; \(anyLoses)" }
      return "\(label): \(group.gaining) gain, \(group.losing) lose"
    }
  }
}

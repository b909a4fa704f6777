import CareTypes
import RightsAPI
import RuleLanguage

extension Mantel_Rights_V1_SimulateRegulationResponse {
  /// The answer: of the exact report, what may be told.
  init(_ report: SimulationReport) {
    self.init()
    let told = SimulationDisclosure(report)
    careSituations = report.total.careSituations
    municipalities = told.rows.map(Mantel_Rights_V1_SimulatedEffect.init)
    total = Mantel_Rights_V1_SimulatedEffect(told.total)
    protectedGroups = told.groups.map(Mantel_Rights_V1_ProtectedGroupEffect.init)
    protectedLose = told.protectedLose
  }
}

extension Mantel_Rights_V1_SimulatedEffect {
  init(_ row: SimulationDisclosure.Row) {
    self.init()
    municipality = row.municipality?.digits ?? ""
    municipalityCount = Int32(row.municipalityCount)
    guard let counts = row.counts else {
      withheld = true
      return
    }
    gaining = counts.gaining
    losing = counts.losing
    unchanged = counts.unchanged
    undetermined = counts.undetermined
    rightsBefore = counts.before.rights
    rightsAfter = counts.after.rights
    centsBefore = counts.before.cents
    centsAfter = counts.after.cents
    unknownAmountsBefore = counts.before.unknownAmounts
    unknownAmountsAfter = counts.after.unknownAmounts
  }
}

extension Mantel_Rights_V1_ProtectedGroupEffect {
  init(_ told: SimulationDisclosure.Group) {
    self.init()
    group = told.group.rawValue
    labelNl = told.group.label.dutch
    labelEn = told.group.label.english
    withheld = told.counts == nil
    gaining = told.counts?.gaining ?? 0
    losing = told.counts?.losing ?? 0
    anyLoses = told.anyLoses
  }
}

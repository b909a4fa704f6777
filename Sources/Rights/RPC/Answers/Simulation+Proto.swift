import Disclosure
import CareTypes
import RightsAPI
import RightsDomain
import RuleLanguage

extension Mantel_Rights_V1_SimulateRegulationResponse {
  /// The answer: the part of an exact report that may be disclosed.
  init(_ report: SimulationReport) {
    self.init()
    let disclosed = SimulationDisclosure(report)
    careSituations = report.total.careSituations
    municipalities = disclosed.rows.map(Mantel_Rights_V1_SimulatedEffect.init)
    total = Mantel_Rights_V1_SimulatedEffect(disclosed.total)
    protectedGroups = disclosed.groups.map(Mantel_Rights_V1_ProtectedGroupEffect.init)
    protectedLose = disclosed.protectedLose
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
  init(_ effect: SimulationDisclosure.Group) {
    self.init()
    group = effect.group.rawValue
    labelNl = effect.group.label.dutch
    labelEn = effect.group.label.english
    withheld = effect.counts == nil
    gaining = effect.counts?.gaining ?? 0
    losing = effect.counts?.losing ?? 0
    anyLoses = effect.anyLoses
  }
}

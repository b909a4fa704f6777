import RightsAPI
import RightsDomain
import RuleLanguage

extension Mantel_Rights_V1_MoveEffect {
  init(_ effect: MoveEffect, _ catalogue: FactCatalogue?) {
    self.init()
    provision = effect.version.name
    titleNl = effect.version.titleNL
    titleEn = effect.version.titleEN
    change = effect.change.message
    if let outcome = effect.before?.outcome { before = outcome.message }
    if let outcome = effect.after?.outcome { after = outcome.message }
    missing = effect.missing.map { Mantel_Rights_V1_MissingFact($0, in: catalogue ?? .care) }
    carriedOver = effect.carriedOver
    provenBy = effect.provenBy
  }
}

extension MoveEffect.Change {
  var message: Mantel_Rights_V1_MoveEffect.Change {
    switch self {
    case .kept: .kept
    case .ends: .ends
    case .begins: .begins
    case .toBeShown: .toBeShown
    case .notHeld: .notHeld
    }
  }
}

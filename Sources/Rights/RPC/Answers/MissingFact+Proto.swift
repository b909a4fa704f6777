import CareTypes
import EventsAPI
import RightsAPI
import RuleLanguage
import SwiftProtobuf
import TypeAPI

extension Mantel_Rights_V1_MissingFact {
  /// A missing fact, with its label in a catalogue; a fact that is not in it is labelled by its name.
  init(_ name: String, in catalogue: FactCatalogue) {
    self.init()
    self.name = name
    labelNl = catalogue[name]?.label.dutch ?? name
    labelEn = catalogue[name]?.label.english ?? name
    suppliedByNl = catalogue[name]?.suppliedBy.dutch ?? ""
    suppliedByEn = catalogue[name]?.suppliedBy.english ?? ""
  }
}

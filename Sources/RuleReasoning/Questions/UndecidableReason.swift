package import CareTypes
package import RuleLanguage

/// Why a question about conditions cannot be decided.
package enum UndecidableReason: Error, Sendable, Equatable {
  /// The answer would take more time or memory than is allowed.
  case tooComplex
  /// At this place facts are compared with each other, over too many values to try them all.
  case relatesFacts([String], at: SourcePosition)
  /// At this place a fact is used in a computation, or a text in a function, that cannot be analysed.
  case computes(with: String, at: SourcePosition)
  /// Two conditions declare a fact of this name differently, as two provisions may declare a parameter.
  case declaredTwice(String)
  /// No value is allowed by the declaration of the fact.
  case noValues(String)

  /// The reason for people, without a full stop.
  package var phrase: BilingualText {
    switch self {
    case .tooComplex: return BilingualText("de voorwaarde is te complex", "the condition is too complex")
    case .relatesFacts(let names, let position):
      let (names, place) = (names.joined(separator: ", "), "\(position.line):\(position.column)")
      return BilingualText(
        "\(place): gegevens worden met elkaar vergeleken (\(names))",
        "\(place): facts are compared with each other (\(names))"
      )
    case .computes(let name, let position):
      let place = "\(position.line):\(position.column)"
      return BilingualText(
        "\(place): de berekening met \(name) is niet te volgen",
        "\(place): the computation with \(name) is not followed"
      )
    case .declaredTwice(let name): return BilingualText("\(name) heeft twee betekenissen", "\(name) has two meanings")
    case .noValues(let name): return BilingualText("\(name) kan geen waarde hebben", "\(name) can have no value")
    }
  }
}

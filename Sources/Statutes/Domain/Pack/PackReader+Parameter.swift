import CareTypes
import RuleLanguage
import Yams

// Reads the parameters of a provision.
extension PackReader {
  mutating func parameter(_ node: Node, _ path: String) -> Parameter? {
    guard
      var map = fields(
        node,
        path,
        known: ["name", "type", "value", "label", "open", "min", "max", "choices", "reads"]
      )
    else { return nil }
    let name = text(&map, "name")
    let type: FactType? = word(&map, "type")
    let value = text(&map, "value")
    let label = bilingual(&map, "label")
    let choices = choices(&map)
    guard let name, let type, let value, let label else { return nil }
    // The parameters of an event cannot be dates.
    if type == .date { reject("\(path).type", "is not one of bool, int, decimal, string") }
    if !choices.isEmpty, type != .string { reject("\(path).choices", "are for a string alone; use min and max") }
    var parameter = Parameter(
      name: name,
      type: type,
      value: value == Self.unknown ? nil : value,
      labelNL: label.dutch,
      labelEN: label.english,
      isOpen: flag(&map, "open"),
      choices: choices
    )
    parameter.minimum = bound(&map, "min", of: parameter)
    parameter.maximum = bound(&map, "max", of: parameter)
    parameter.reads = extraction(&map)
    if let known = parameter.value, let reason = parameter.refusal(of: known) { reject("\(path).value", reason) }
    if parameter.isOpen, parameter.value == nil { reject("\(path).value", "is required of an open term: the default") }
    return parameter
  }

  private mutating func bound(_ map: inout Fields, _ name: String, of parameter: Parameter) -> String? {
    guard let text = optionalText(&map, name) else { return nil }
    guard [.int, .decimal].contains(parameter.type), parameter.factValue(text) != nil else {
      reject(map.path(name), "is no \(parameter.type == .decimal ? "decimal" : "int")")
      return nil
    }
    return text
  }

  private mutating func choices(_ parameter: inout Fields) -> [Parameter.Choice] {
    let path = parameter.path("choices")
    return list(&parameter, "choices").enumerated().compactMap { index, node in
      guard var map = fields(node, "\(path)[\(index)]", known: ["value", "nl", "en"]) else { return nil }
      let (value, dutch, english) = (text(&map, "value"), text(&map, "nl"), text(&map, "en"))
      guard let value, let dutch, let english else { return nil }
      return Parameter.Choice(value: value, labelNL: dutch, labelEN: english)
    }
  }

  private mutating func extraction(_ parameter: inout Fields) -> Parameter.Extraction? {
    guard let node = parameter.take("reads"),
      var map = fields(node, parameter.path("reads"), known: ["part", "fact", "higher_is_wider"])
    else { return nil }
    let part: Parameter.Extraction.Part? = word(&map, "part")
    let fact = knownFact(&map, "fact")
    let higherIsWider = flag(&map, "higher_is_wider")
    guard let part else { return nil }
    switch part {
    case .lowest, .highest, .stance, .proof:
      if fact == nil { reject(map.path("fact"), "is required to read \(part.rawValue)") }
    case .centsPerYear, .payee, .suspension:
      if fact != nil { reject(map.path("fact"), "has no place where \(part.rawValue) is read") }
    }
    return Parameter.Extraction(part: part, fact: fact, higherIsWider: higherIsWider)
  }

  /// Reads the name of a fact of the catalogue.
  mutating func knownFact(_ map: inout Fields, _ name: String) -> String? {
    guard let fact = optionalText(&map, name) else { return nil }
    guard FactCatalogue.care[fact] != nil else {
      reject(map.path(name), "is no fact of the catalogue")
      return nil
    }
    return fact
  }
}

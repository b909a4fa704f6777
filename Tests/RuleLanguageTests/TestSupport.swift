import CareTypes

@testable import RuleLanguage

extension Syntax {
  /// The tree with a bracket around every operator.
  var sketch: String {
    switch node {
    case .literal(.bool(let value)): "\(value)"
    case .literal(.int(let value)): "\(value)"
    case .literal(.decimal(let value)): "\(value)"
    case .literal(.string(let value)): "\"\(value)\""
    case .literal(.date(let value)): value.iso
    case .name(let name): name
    case .list(let parts): "[\(parts.map(\.sketch).joined(separator: " "))]"
    case .call(let function, let receiver, let arguments):
      "\(receiver.map { $0.sketch + "." } ?? "")\(function)(\(arguments.map(\.sketch).joined(separator: " ")))"
    case .not(let inner): "(! \(inner.sketch))"
    case .negative(let inner): "(- \(inner.sketch))"
    case .arithmetic(let sign, let left, let right): "(\(sign.rawValue) \(left.sketch) \(right.sketch))"
    case .comparison(let sign, let left, let right): "(\(sign.rawValue) \(left.sketch) \(right.sketch))"
    case .membership(let left, let right): "(in \(left.sketch) \(right.sketch))"
    case .allOf(let parts): "(&& \(parts.map(\.sketch).joined(separator: " ")))"
    case .anyOf(let parts): "(|| \(parts.map(\.sketch).joined(separator: " ")))"
    case .choice(let condition, let then, let otherwise):
      "(? \(condition.sketch) \(then.sketch) \(otherwise.sketch))"
    }
  }
}

/// A fact whose texts do not matter.
func plainFact(
  _ name: String,
  _ type: FactType,
  choices: [String] = [],
  unit: FactUnit = .none,
  range: ClosedRange<Double>? = nil
) -> Fact {
  Fact(
    name,
    type,
    choices: choices.map { FactChoice($0, BilingualText($0, $0)) },
    unit: unit,
    range: range,
    label: BilingualText(name, name),
    suppliedBy: BilingualText("", "")
  )
}

/// The error of a source that is no condition, nil when it is one.
func ruleError(_ source: String, _ catalogue: FactCatalogue = .care) -> RuleError? {
  do {
    _ = try Condition(source, catalogue: catalogue)
    return nil
  } catch {
    return error
  }
}

package import CareTypes

/// The declaration of one fact that conditions may ask for.
package struct Fact: Sendable, Equatable {
  /// The dotted name, such as `caregiver.age`.
  package let name: String
  /// What its values are, such as whole numbers or dates.
  package let type: FactType
  /// The values of an enumeration; empty when any text will do, and for other types.
  package let choices: [FactChoice]
  /// The unit of a number; `none` for other types.
  package let unit: FactUnit
  /// The lowest and highest value that a number can have; nil when no limits are known.
  package let range: ClosedRange<Double>?
  /// A noun phrase for people, with the official Dutch term.
  package let label: BilingualText
  /// Who can supply the fact.
  package let suppliedBy: BilingualText
  /// How the fact depends on a municipality or an authority.
  package let locality: FactLocality
  /// The value for an authority in whose territory the person does not live and never lived, such as no residence there;
  /// for a fact about the care situation, the value when the two people live in different municipalities. Nil when
  /// residence decides nothing about the fact.
  package let valueElsewhere: FactValue?

  /// Declares a fact.
  ///
  /// - Parameters:
  ///   - name: dotted; the catalogue refuses what is not made of CEL identifiers.
  ///   - choices: the values of an enumeration, for a `string` alone.
  ///   - range: for numbers alone, in the unit.
  ///   - locality: `none` for what is the same everywhere.
  ///   - valueElsewhere: See the property; nil for most facts.
  package init(
    _ name: String,
    _ type: FactType,
    choices: [FactChoice] = [],
    unit: FactUnit = .none,
    range: ClosedRange<Double>? = nil,
    label: BilingualText,
    suppliedBy: BilingualText,
    locality: FactLocality = .none,
    valueElsewhere: FactValue? = nil
  ) {
    self.name = name
    self.type = type
    self.choices = choices
    self.unit = unit
    self.range = range
    self.label = label
    self.suppliedBy = suppliedBy
    self.locality = locality
    self.valueElsewhere = valueElsewhere
  }

  /// The name under which conditions ask for a parameter of their provision: `parameter.NAME`.
  package static func parameterName(_ name: String) -> String { parameterPrefix + name }

  /// Whether the name of a fact is that of a parameter of a provision.
  package static func isParameter(_ factName: String) -> Bool { factName.hasPrefix(parameterPrefix) }

  /// The name of the parameter that a text refers to as `parameter.NAME`; nil when it is of another form.
  package static func parameter(_ factName: String) -> String? {
    isParameter(factName) ? String(factName.dropFirst(parameterPrefix.count)) : nil
  }

  private static let parameterPrefix = "parameter."

  /// The same declaration under another name.
  func renamed(_ name: String) -> Fact { copy(name: name, locality: locality, valueElsewhere: valueElsewhere) }

  /// The same declaration, of a fact that depends on a municipality or an authority.
  ///
  /// - Parameters:
  ///   - locality: How far it depends on it.
  ///   - valueElsewhere: The value that is certain for people who live elsewhere; nil when there is none.
  func local(_ locality: FactLocality, elsewhere valueElsewhere: FactValue? = nil) -> Fact {
    copy(name: name, locality: locality, valueElsewhere: valueElsewhere)
  }

  private func copy(name: String, locality: FactLocality, valueElsewhere: FactValue?) -> Fact {
    Fact(
      name,
      type,
      choices: choices,
      unit: unit,
      range: range,
      label: label,
      suppliedBy: suppliedBy,
      locality: locality,
      valueElsewhere: valueElsewhere
    )
  }

  /// The value for evaluation; nil when the declaration does not allow it.
  ///
  /// A whole number is accepted for a decimal. A value of another type, outside the range or outside the choices is
  /// treated as not known: no right is granted or refused because of it.
  package func admitted(_ value: FactValue) -> FactValue? {
    switch (type, value) {
    case (.bool, .bool), (.date, .date):
      value
    case (.int, .int(let number)):
      isInRange(Double(number)) ? value : nil
    case (.decimal, .decimal(let number)):
      number.isFinite && isInRange(number) ? value : nil
    case (.decimal, .int(let number)):
      isInRange(Double(number)) ? .decimal(Double(number)) : nil
    case (.string, .string(let word)):
      choices.isEmpty || choices.contains { $0.value == word } ? value : nil
    default:
      nil
    }
  }

  private func isInRange(_ number: Double) -> Bool {
    range?.contains(number) ?? true
  }
}

// MARK: - Nearest names

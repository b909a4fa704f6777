package import RuleLanguage

/// A parameter of a provision with its value: a figure that conditions refer to as `parameter.NAME`.
package struct ParameterValue: Sendable, Hashable, Codable {
  /// Name, without `parameter.`.
  package var name: String
  /// Type.
  package var type: FactType
  /// Value; nil when the authority's text does not give it.
  package var value: FactValue?
  /// Label in Dutch.
  package var labelNL: String
  /// Label in English.
  package var labelEN: String

  /// A parameter.
  package init(
    name: String,
    type: FactType,
    value: FactValue? = nil,
    labelNL: String,
    labelEN: String
  ) {
    self.name = name
    self.type = type
    self.value = value
    self.labelNL = labelNL
    self.labelEN = labelEN
  }

  /// The name under which a condition asks for it, such as `parameter.bel_threshold`.
  package var factName: String { Fact.parameterName(name) }
}

/// The known facts of one care situation, by name.
package struct FactSheet: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// The values, by the name of the fact.
  package var values: [String: FactValue]

  /// A sheet of these values, by the name of the fact.
  package init(_ values: [String: FactValue] = [:]) {
    self.values = values
  }

  /// A sheet of these values; if a name occurs twice, the last value is used.
  package init(dictionaryLiteral elements: (String, FactValue)...) {
    values = Dictionary(elements) { _, last in last }
  }

  /// The value of the fact of this name; nil when it is not known.
  package subscript(name: String) -> FactValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The facts of both sheets; where both have a value, that of the other sheet.
  package func adding(_ other: FactSheet) -> FactSheet {
    FactSheet(values.merging(other.values) { _, new in new })
  }

  /// The value of a declared fact; nil when it is not known or not allowed by the declaration.
  package func value(of fact: Fact) -> FactValue? {
    values[fact.name].flatMap(fact.admitted)
  }
}

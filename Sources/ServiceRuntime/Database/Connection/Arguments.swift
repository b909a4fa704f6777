import GRDB

/// The values that are bound to the parameters of a statement: in their order (`?`), or by name (`:name`). Nil is null.
package struct Arguments: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// The arguments as the engine takes them.
  let bound: StatementArguments

  /// Values in the order of the parameters.
  package init(arrayLiteral elements: (any SQLArgument)?...) {
    bound = StatementArguments(elements.map { $0?.databaseValue ?? .null })
  }

  /// Values by the names of the parameters.
  package init(dictionaryLiteral elements: (String, (any SQLArgument)?)...) {
    bound = StatementArguments(
      Dictionary(elements.map { ($0, $1?.databaseValue ?? .null) }, uniquingKeysWith: { _, last in last })
    )
  }

  private init(bound: StatementArguments) {
    self.bound = bound
  }

  /// These arguments and others by name; where both have a name, the value of the others.
  package func adding(_ others: Arguments) -> Arguments {
    Arguments(bound: bound &+ others.bound)
  }
}

/// Why a text is not a condition, and where.
///
/// The message is for the author of the condition: it repeats words of the source and never data about a person.
package struct RuleError: Error, Sendable, Equatable {
  /// The sort of mistake.
  package enum Kind: String, Sendable, Equatable, CaseIterable {
    /// Not the grammar of the language.
    case syntax
    /// A reserved word of CEL is used as a name.
    case reservedWord
    /// The source or the number of its parts is over the limit.
    case tooLarge
    /// Nested deeper than the limit.
    case tooDeep
    /// No fact of this name in the catalogue.
    case unknownFact
    /// No function of this name.
    case unknownFunction
    /// An operator or function is given a type that it does not take.
    case wrongType
    /// An enumeration is compared with a value that it cannot have.
    case notAChoice
    /// Two quantities of different units are compared, added or subtracted.
    case incompatibleUnits
    /// A number that the fact can never reach, so that the comparison always or never holds.
    case outOfRange
    /// An arithmetic that can never be computed, such as a division by zero.
    case notComputable
    /// The condition or a part of it is met whatever the facts are.
    case alwaysTrue
    /// The condition or a part of it is never met.
    case alwaysFalse
    /// The whole is not a yes-or-no expression.
    case notBoolean
  }

  /// The sort of mistake.
  package var kind: Kind
  /// Where the mistake begins.
  package var position: SourcePosition
  /// What is wrong, in one English sentence without a full stop.
  package var message: String
  /// How to correct it; nil when there is no hint.
  package var hint: String?

  /// The line, from 1.
  package var line: Int { position.line }
  /// The column, from 1, in Unicode scalars.
  package var column: Int { position.column }

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - kind: The sort of mistake.
  ///   - position: Where the mistake begins.
  ///   - message: What is wrong, in one English sentence without a full stop.
  ///   - hint: How to correct it; nil when there is no hint.
  package init(kind: Kind, position: SourcePosition, message: String, hint: String? = nil) {
    self.kind = kind
    self.position = position
    self.message = message
    self.hint = hint
  }
}

extension RuleError: CustomStringConvertible {
  /// `line:column: message (hint)`.
  package var description: String {
    let place = "\(line):\(column): \(message)"
    return hint.map { "\(place) (\($0))" } ?? place
  }
}

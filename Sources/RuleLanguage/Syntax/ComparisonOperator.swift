/// The operators that compare two values.
package enum ComparisonOperator: String, Sendable, Equatable, Codable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Whether the operator asks which value comes first.
  package var isOrdering: Bool { self != .equal && self != .notEqual }

  /// The operator that says the same with the sides exchanged.
  package var mirrored: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// Whether the comparison holds for two values; nil when they cannot be compared.
  func holds(_ left: FactValue, _ right: FactValue) -> Bool? {
    switch self {
    case .equal: left.equals(right)
    case .notEqual: !left.equals(right)
    case .less: left.ordering(with: right).map { $0 < 0 }
    case .lessOrEqual: left.ordering(with: right).map { $0 <= 0 }
    case .greater: left.ordering(with: right).map { $0 > 0 }
    case .greaterOrEqual: left.ordering(with: right).map { $0 >= 0 }
    }
  }
}

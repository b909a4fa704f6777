/// The place of a variable in the order in which the diagrams ask for variables.
struct VariableIndex: Sendable, Hashable, Comparable {
  let offset: Int

  /// The variable that is asked first.
  static let first = VariableIndex(offset: 0)

  static func < (left: VariableIndex, right: VariableIndex) -> Bool { left.offset < right.offset }
}

extension [Variable] {
  /// The variable of an index.
  subscript(index: VariableIndex) -> Variable { self[index.offset] }
}

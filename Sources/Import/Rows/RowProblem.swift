/// The reason why a row is not registered, or a field of it not taken.
package struct RowProblem: Sendable, Hashable {
  /// A value of `mantel.type.v1.ErrorReason` without its prefix, or `ROW_UNREADABLE`.
  package let reason: String
  /// The path of the field; empty for the row as a whole.
  package let field: String
  /// The reason in English, without the value.
  package let description: String

  /// A problem.
  package init(reason: String, field: String = "", description: String) {
    self.reason = reason
    self.field = field
    self.description = description
  }

  static func unreadable(_ description: String) -> RowProblem {
    RowProblem(reason: "ROW_UNREADABLE", description: description)
  }

  static func field(_ path: String, _ description: String) -> RowProblem {
    RowProblem(reason: "INVALID_FIELD", field: path, description: description)
  }
}

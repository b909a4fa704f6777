/// One field of a request that cannot be accepted.
package struct FieldViolation: Sendable, Hashable {
  /// Path of the field from the request on, such as `care_situation.caregiver.insz`.
  package let field: String
  /// What is wrong, in English, without the refused value.
  package let description: String

  /// Whether the field was not given, instead of being given wrong.
  package let isAbsence: Bool

  /// A violation of a field.
  ///
  /// - Parameters:
  ///   - field: The path of the field.
  ///   - description: What is wrong, in English, without the refused value.
  ///   - isAbsence: Whether the field was not given.
  package init(field: String, description: String, isAbsence: Bool = false) {
    self.field = field
    self.description = description
    self.isAbsence = isAbsence
  }
}

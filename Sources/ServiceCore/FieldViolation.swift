/// One field of a request that cannot be accepted.
package struct FieldViolation: Sendable, Hashable {
  /// Path of the field from the request on, such as `care_situation.caregiver.insz`.
  package let field: String
  /// What is wrong, in English, without the refused value.
  package let description: String

  /// Whether the field was left empty, rather than filled in wrongly.
  package var isAbsence: Bool { description.contains("is required") }

  /// A violation of a field.
  package init(field: String, description: String) {
    self.field = field
    self.description = description
  }
}

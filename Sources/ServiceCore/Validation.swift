package import CareTypes

/// Collects what is wrong with a request, so that a caller hears of every wrong field at once.
package struct Validation: Sendable {
  /// The violations found so far.
  package private(set) var violations: [FieldViolation] = []

  /// A validation that has found nothing yet.
  package init() {}

  /// Records that a field is wrong.
  package mutating func reject(_ field: String, _ description: String) {
    violations.append(FieldViolation(field: field, description: description))
  }

  /// Records that the value of a field was refused.
  package mutating func reject(_ field: String, _ error: ValueError) {
    reject(field, error.reason)
  }

  /// Records that a field is wrong unless a condition holds.
  package mutating func require(_ condition: Bool, _ field: String, _ description: String) {
    if !condition { reject(field, description) }
  }

  /// Makes a value of a field, or records why it cannot be made.
  package mutating func value<Value>(_ field: String, _ make: () throws(ValueError) -> Value) -> Value? {
    do {
      return try make()
    } catch {
      reject(field, error)
      return nil
    }
  }

  /// Ends the validation.
  ///
  /// - Throws: `Refusal` naming every field that was rejected.
  package func finish() throws(Refusal) {
    if !violations.isEmpty { throw .invalid(violations) }
  }

  /// Ends the validation and returns a value that exists only when no field was rejected.
  ///
  /// - Throws: `Refusal` naming every field that was rejected; `internal` when a value is missing without a reason.
  package func finish<Value>(_ value: Value?) throws(Refusal) -> Value {
    try finish()
    guard let value else { throw Refusal(.internal, "A value is missing without a violation") }
    return value
  }
}

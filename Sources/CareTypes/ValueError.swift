/// Says why a text or a number is not a valid value of the field.
///
/// It is safe to show to a caller and to write to a log: it never holds the refused input, which may be
/// personal data.
package struct ValueError: Error, Sendable, Hashable {
  /// What kind of rule was broken; the raw value is stable and may travel to clients.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A character or a shape that this value cannot have.
    case wrongFormat = "wrong_format"
    /// Too many or too few characters.
    case wrongLength = "wrong_length"
    /// The check digits do not follow from the other digits.
    case wrongCheckDigits = "wrong_check_digits"
    /// A day that is not in the calendar.
    case noSuchDate = "no_such_date"
    /// A date after today where only the past makes sense.
    case inFuture = "in_future"
    /// A number outside its bounds, or a sum that does not fit.
    case outOfRange = "out_of_range"
    /// A span that ends before it starts.
    case endBeforeStart = "end_before_start"
    /// A code that the table does not know.
    case unknownCode = "unknown_code"
    /// A known code that does not apply at the date asked for.
    case notValidAtDate = "not_valid_at_date"
    /// More than one answer fits; more detail is needed.
    case ambiguous = "ambiguous"
    /// Two parts of the same data contradict each other.
    case inconsistent = "inconsistent"
  }

  /// What kind of rule was broken.
  package let kind: Kind

  /// One English sentence for a developer, without the refused input.
  package let reason: String

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - kind: What kind of rule was broken.
  ///   - reason: One English sentence that must not repeat the input.
  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  /// The same error with the row of a table in its reason; the header is row 1.
  package func inRow(_ row: Int) -> ValueError {
    ValueError(kind, "Row \(row): \(reason)")
  }
}

extension ValueError: CustomStringConvertible {
  /// The kind and the reason.
  package var description: String { "\(kind.rawValue): \(reason)" }
}

/// What makes a row unreadable.
package enum RecordFault: Sendable, Hashable {
  /// More than 64 KB; whether a quote was open then.
  case tooLong(inQuote: Bool)
  /// The list ends within a quoted field.
  case quoteNotClosed
  /// Text between a closing quote and the end of its field.
  case textAfterQuote
  /// A quote within a field that does not begin with one.
  case quoteInField
  /// Another number of fields than the header has.
  case fieldCount(Int, expected: Int)

  /// What is wrong, in English, without any value.
  package var description: String {
    switch self {
    case .tooLong(let inQuote):
      inQuote ? "the row is longer than 64 KB; a quote is perhaps not closed" : "the row is longer than 64 KB"
    case .quoteNotClosed: "a quote is not closed"
    case .textAfterQuote: "text follows a closing quote; a quote within a field is written twice"
    case .quoteInField: "a quote stands within a field that does not begin with one"
    case .fieldCount(let count, let expected): "the row has \(count) fields, the header \(expected)"
    }
  }
}

/// The reason why a row cannot be read.
package enum RecordFault: Sendable, Hashable {
  /// It is longer than 64 KB; with whether a quote was open at that point.
  case tooLong(inQuote: Bool)
  /// The list ends within a quoted field.
  case quoteNotClosed
  /// There is text between a closing quote and the end of its field.
  case textAfterQuote
  /// There is a quote within a field that does not begin with one.
  case quoteInField
  /// It has another number of fields than the header.
  case fieldCount(Int, expected: Int)

  /// The reason in English, without any value of the row.
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

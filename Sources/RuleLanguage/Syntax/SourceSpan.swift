/// A part of the source of a condition, as UTF-8 offsets from its beginning; `end` is not included.
package struct SourceSpan: Sendable, Equatable {
  /// The offset of the first byte.
  package var start: Int
  /// The offset after the last byte.
  package var end: Int

  /// The span from the beginning of this one to the end of another.
  func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(start: start, end: other.end)
  }
}

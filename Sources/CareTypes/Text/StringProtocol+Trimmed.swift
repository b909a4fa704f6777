extension StringProtocol {
  /// The text without white space around it.
  package var trimmed: SubSequence { trimmed { $0.isWhitespace } }

  /// The text without some characters around it.
  ///
  /// - Parameter isLeftOut: Whether a character at an end is left out.
  package func trimmed(_ isLeftOut: (Character) -> Bool) -> SubSequence {
    let rest = drop(while: isLeftOut)
    let end = rest.lastIndex { !isLeftOut($0) }.map { rest.index(after: $0) } ?? rest.startIndex
    return rest[..<end]
  }
}

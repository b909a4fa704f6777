/// Which of the tokens of a list are revoked: a bit for each (Token Status List), 1 for revoked.
package struct StatusList: Sendable, Hashable {
  /// Places in a list. A list is full of places that nobody has, so that its length tells nothing.
  package static let capacity = 131_072
  /// Seconds for which a signed list counts.
  package static let lifeSeconds: Int64 = 86_400
  /// Seconds after which whoever checks should fetch a newer one.
  package static let renewalSeconds: Int64 = 900

  /// The bits, of each byte the lowest first.
  let bytes: [UInt8]

  /// A list.
  ///
  /// - Parameter revoked: The places of the tokens that are revoked. What is not a place is passed over.
  package init(revoked: some Sequence<Int>) {
    var bytes = [UInt8](repeating: 0, count: Self.capacity / 8)
    for place in revoked where (0..<Self.capacity).contains(place) { bytes[place / 8] |= 1 << (place % 8) }
    self.bytes = bytes
  }

  /// Reads a list of one, two, four or eight bits for each token.
  ///
  /// - Returns: The status of the token at a place: 0 for valid; nil for a place that is not in the list.
  static func status(at place: Int, bits: Int, in bytes: [UInt8]) -> UInt8? {
    guard [1, 2, 4, 8].contains(bits), place >= 0, place < bytes.count * 8 / bits else { return nil }
    let shift = place * bits % 8
    return bytes[place * bits / 8] >> shift & UInt8((1 << bits) - 1)
  }
}

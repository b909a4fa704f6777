/// A QR code (ISO/IEC 18004), model 2, in byte mode: the smallest version that holds the bytes, with the mask that the
/// standard prefers. Signed tokens have small and capital letters, so the denser alphanumeric mode would not hold them.
package struct QRCode: Sendable, Hashable {
  /// How much of the code may be unreadable before its content is lost.
  package enum Level: Int, Sendable, CaseIterable {
    /// About 7 percent.
    case low
    /// About 15 percent.
    case medium
    /// About 25 percent.
    case quartile
    /// About 30 percent.
    case high
  }

  /// The bytes do not fit into any version at the level.
  package struct TooLong: Error, Hashable {
    /// How many bytes there are.
    package let count: Int
    /// How many bytes the largest version holds at the level.
    package let most: Int
  }

  /// The version, 1 to 40: how large the code is.
  package let version: Int
  /// The level of error correction.
  package let level: Level
  /// The mask that was applied, 0 to 7.
  package let mask: Int
  /// Rows of modules, the upper first; true for a dark module.
  private let rows: [[Bool]]

  /// Modules along each side.
  package var size: Int { rows.count }

  /// Whether the module in a column and a row is dark; light outside the code.
  package func isDark(_ column: Int, _ row: Int) -> Bool {
    rows.indices.contains(row) && rows.indices.contains(column) && rows[row][column]
  }

  /// The smallest code that holds some bytes.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - level: The level of error correction.
  ///   - least: The least version.
  /// - Throws: `TooLong`.
  package init(_ bytes: some Collection<UInt8>, level: Level = .medium, version least: Int = 1) throws(TooLong) {
    let version = (max(1, least)...40).first { QRCapacity(version: $0, level: level).bytes >= bytes.count }
    guard let version, (1...40).contains(least) else {
      throw TooLong(count: bytes.count, most: QRCapacity(version: 40, level: level).bytes)
    }
    let codewords = QRCodewords.make(of: Array(bytes), in: QRCapacity(version: version, level: level))
    var best: (canvas: QRCanvas, mask: Int, penalty: Int)?
    let drawn = QRCanvas(version: version, codewords: codewords)
    for mask in 0..<8 {
      var canvas = drawn
      canvas.apply(mask: mask, level: level)
      let penalty = QRPenalty.of(canvas.modules)
      if best.map({ penalty < $0.penalty }) ?? true { best = (canvas, mask, penalty) }
    }
    self.version = version
    self.level = level
    mask = best?.mask ?? 0
    rows = best?.canvas.modules ?? drawn.modules
  }
}

/// The modules of a code while it is drawn.
struct QRCanvas {
  /// Rows of modules, the upper first; true for a dark module.
  private(set) var modules: [[Bool]]
  /// The modules that do not carry codewords, and are not masked.
  private var isFixed: [[Bool]]
  private let version: Int

  private var size: Int { modules.count }

  /// Draws the patterns of a version and the codewords, without a mask.
  init(version: Int, codewords: [UInt8]) {
    self.version = version
    let size = version * 4 + 17
    modules = Array(repeating: Array(repeating: false, count: size), count: size)
    isFixed = modules
    drawTiming()
    for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(column, row) }
    drawAlignments()
    // Keeps the place of the format free.
    drawFormat(0)
    drawVersion()
    draw(codewords)
  }

  /// Inverts the modules of a mask, and says so in the code.
  mutating func apply(mask: Int, level: QRCode.Level) {
    for row in 0..<size {
      for column in 0..<size where !isFixed[row][column] && Self.isMasked(mask, column, row) {
        modules[row][column].toggle()
      }
    }
    drawFormat([1, 0, 3, 2][level.rawValue] << 3 | mask)
  }

  private static func isMasked(_ mask: Int, _ column: Int, _ row: Int) -> Bool {
    switch mask {
    case 0: (column + row) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (column + row) % 3 == 0
    case 4: (column / 3 + row / 2) % 2 == 0
    case 5: column * row % 2 + column * row % 3 == 0
    case 6: (column * row % 2 + column * row % 3) % 2 == 0
    default: ((column + row) % 2 + column * row % 3) % 2 == 0
    }
  }

  private mutating func fix(_ column: Int, _ row: Int, _ isDark: Bool) {
    guard modules.indices.contains(row), modules.indices.contains(column) else { return }
    modules[row][column] = isDark
    isFixed[row][column] = true
  }

  private mutating func drawTiming() {
    for place in 0..<size {
      fix(6, place, place % 2 == 0)
      fix(place, 6, place % 2 == 0)
    }
  }

  private mutating func drawFinder(_ column: Int, _ row: Int) {
    for down in -4...4 {
      for right in -4...4 {
        let distance = max(abs(down), abs(right))
        fix(column + right, row + down, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignments() {
    if version == 1 { return }
    let count = version / 7 + 2
    let step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    let places = [6] + (0..<count - 1).reversed().map { size - 7 - $0 * step }
    for column in places {
      for row in places {
        // Where the finders are.
        if (column == 6 && (row == 6 || row == size - 7)) || (column == size - 7 && row == 6) { continue }
        for down in -2...2 {
          for right in -2...2 { fix(column + right, row + down, max(abs(down), abs(right)) != 1) }
        }
      }
    }
  }

  private mutating func drawFormat(_ format: Int) {
    var remainder = format
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9 * 0x537) }
    let bits = (format << 10 | remainder) ^ 0x5412
    func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
    for place in 0...5 { fix(8, place, bit(place)) }
    fix(8, 7, bit(6))
    fix(8, 8, bit(7))
    fix(7, 8, bit(8))
    for place in 9..<15 { fix(14 - place, 8, bit(place)) }
    for place in 0..<8 { fix(size - 1 - place, 8, bit(place)) }
    for place in 8..<15 { fix(8, size - 15 + place, bit(place)) }
    fix(8, size - 8, true)
  }

  private mutating func drawVersion() {
    if version < 7 { return }
    var remainder = version
    for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11 * 0x1F25) }
    let bits = version << 12 | remainder
    for place in 0..<18 {
      let isDark = bits >> place & 1 == 1
      fix(size - 11 + place % 3, place / 3, isDark)
      fix(place / 3, size - 11 + place % 3, isDark)
    }
  }

  /// Draws the codewords from the lower right, in columns of two, up and down by turns.
  private mutating func draw(_ codewords: [UInt8]) {
    var place = 0
    for pair in stride(from: size - 1, through: 1, by: -2) {
      let right = pair <= 6 ? pair - 1 : pair
      let isUpward = (right + 1) & 2 == 0
      for step in 0..<size {
        for column in [right, right - 1] {
          let row = isUpward ? size - 1 - step : step
          if isFixed[row][column] || place >= codewords.count * 8 { continue }
          modules[row][column] = codewords[place / 8] >> (7 - place % 8) & 1 == 1
          place += 1
        }
      }
    }
  }
}

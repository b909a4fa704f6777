/// How hard a code is to scan (ISO/IEC 18004, section 7.8.3): the mask with the least penalty is taken.
enum QRPenalty {
  /// The penalty of some modules.
  static func of(_ rows: [[Bool]]) -> Int {
    let columns = rows.indices.map { column in rows.map { $0[column] } }
    return rows.reduce(0) { $0 + lines($1) } + columns.reduce(0) { $0 + lines($1) } + blocks(rows) + balance(rows)
  }

  /// Runs of five or more of one colour, and what looks like a finder.
  private static func lines(_ line: [Bool]) -> Int {
    var (penalty, run, window) = (0, 0, 0)
    for (place, isDark) in line.enumerated() {
      run = place > 0 && line[place - 1] == isDark ? run + 1 : 1
      if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
      window = (window << 1 | (isDark ? 1 : 0)) & 0x7FF
      if place >= 10, window == 0b101_1101_0000 || window == 0b000_0101_1101 { penalty += 40 }
    }
    return penalty
  }

  /// Squares of two by two of one colour.
  private static func blocks(_ rows: [[Bool]]) -> Int {
    var penalty = 0
    for row in 1..<rows.count {
      for column in 1..<rows.count {
        let isDark = rows[row][column]
        if isDark == rows[row][column - 1], isDark == rows[row - 1][column], isDark == rows[row - 1][column - 1] {
          penalty += 3
        }
      }
    }
    return penalty
  }

  /// How far the share of dark modules is from a half, in steps of five percent.
  private static func balance(_ rows: [[Bool]]) -> Int {
    let total = rows.count * rows.count
    let dark = rows.reduce(0) { $0 + $1.count { $0 } }
    return abs(dark * 20 - total * 10) / total * 10
  }
}

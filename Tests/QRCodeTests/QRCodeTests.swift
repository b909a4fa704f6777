@testable import QRCode
import Testing

/// Codes of every version and level were read back with another implementation (ZXing); one of them is kept here.
@Suite("QR codes")
struct QRCodeTests {
  @Test("A short text becomes the code that the standard gives it")
  func known() throws {
    // Read back with another implementation (ZXing).
    let code = try QRCode(Array("mantel".utf8), level: .medium)
    #expect(code.version == 1)
    #expect(text(of: code) == Self.mantel)
  }

  @Test("The smallest version that holds the bytes is taken", arguments: QRCode.Level.allCases)
  func smallest(level: QRCode.Level) throws {
    var former = 0
    for count in [0, 1, 20, 100, 450, 1_000, 1_273] {
      let version = try QRCode(bytes(count), level: level).version
      #expect(version >= former)
      if version > 1 { #expect(throws: Never.self) { try QRCode(bytes(count), level: level, version: version) } }
      former = version
    }
  }

  @Test(
    "The largest code holds as much as the standard says, and no more",
    arguments: [(QRCode.Level.low, 2_953), (.medium, 2_331), (.quartile, 1_663), (.high, 1_273)]
  )
  func largest(level: QRCode.Level, most: Int) throws {
    #expect(try QRCode(bytes(most), level: level).version == 40)
    #expect(throws: QRCode.TooLong(count: most + 1, most: most)) { try QRCode(bytes(most + 1), level: level) }
  }

  @Test("Every version has its finders, its timing and the module that is always dark")
  func patterns() throws {
    for version in 1...40 {
      let code = try QRCode(bytes(5), version: version)
      #expect(code.version == version)
      #expect(code.size == version * 4 + 17)
      for (column, row) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
        for step in 0..<7 {
          #expect(code.isDark(column + step, row) && code.isDark(column, row + step))
          #expect(code.isDark(column + step, row + 6) && code.isDark(column + 6, row + step))
        }
        #expect(code.isDark(column + 3, row + 3))
        #expect(!code.isDark(column + 1, row + 1))
      }
      for place in 8..<code.size - 8 {
        #expect(code.isDark(place, 6) == (place % 2 == 0))
        #expect(code.isDark(6, place) == (place % 2 == 0))
      }
      #expect(code.isDark(8, code.size - 8))
    }
  }

  @Test("The format says the level and the mask, twice")
  func format() throws {
    for level in QRCode.Level.allCases {
      let code = try QRCode(bytes(30), level: level)
      let first = (0..<15).map { place in
        switch place {
        case 0...5: code.isDark(8, place)
        case 6: code.isDark(8, 7)
        case 7: code.isDark(8, 8)
        case 8: code.isDark(7, 8)
        default: code.isDark(14 - place, 8)
        }
      }
      let second = (0..<15).map { place in
        place < 8 ? code.isDark(code.size - 1 - place, 8) : code.isDark(8, code.size - 15 + place)
      }
      #expect(first == second)
      let bits = first.enumerated().reduce(0) { $0 | ($1.element ? 1 << $1.offset : 0) } ^ 0x5412
      #expect(bits >> 10 & 7 == code.mask)
      #expect(bits >> 13 == [1, 0, 3, 2][level.rawValue])
    }
  }

  @Test("An image and a terminal show the modules, with a margin of four")
  func drawing() throws {
    let code = try QRCode(Array("mantel".utf8))
    let svg = code.svg(millimetres: 40)
    #expect(svg.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" width="40mm" height="40mm""#))
    #expect(svg.contains("M4 4h7v1h-7z"))
    let lines = code.terminalLines.map { $0.dropFirst("\u{1B}[30;107m".count).dropLast("\u{1B}[0m".count) }
    #expect(lines.count == 15)
    #expect(lines.allSatisfy { $0.count == 29 })
    #expect(lines[0].allSatisfy { $0 == " " })
    #expect(lines[2].hasPrefix("    █▀▀▀▀▀█"))
  }

  private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + 13) } }

  private func text(of code: QRCode) -> [String] {
    (0..<code.size).map { row in String((0..<code.size).map { code.isDark($0, row) ? "#" : "." }) }
  }

  private static let mantel = [
    "#######..#....#######",
    "#.....#..####.#.....#",
    "#.###.#.###...#.###.#",
    "#.###.#.#####.#.###.#",
    "#.###.#.##.##.#.###.#",
    "#.....#.##..#.#.....#",
    "#######.#.#.#.#######",
    "........#####........",
    "#.#####..##.#.#####..",
    "..##.#.##.#.#..#..#.#",
    ".##...##..##.#..####.",
    ".##.#...#.#....#####.",
    "#.###.#.#.##.#..#..##",
    "........#.######.#..#",
    "#######.....#.##...#.",
    "#.....#.##.#####.##.#",
    "#.###.#.###.#...##.#.",
    "#.###.#.###.#..####..",
    "#.###.#.#..#.#....#..",
    "#.....#..##......##..",
    "#######.#..#.#.....#.",
  ]
}

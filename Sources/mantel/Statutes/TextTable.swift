/// A table of text with aligned columns.
struct TextTable {
  private let header: [String]
  private let isRight: Set<Int>
  private var rows: [[String]] = []

  /// Makes a table without rows.
  ///
  /// - Parameter right: The columns that are aligned to the right, such as figures.
  init(_ header: [String], right: Set<Int> = []) {
    self.header = header
    isRight = right
  }

  /// Whether it has no rows.
  var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; missing cells at its end are empty.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table, a line for each row, the header first.
  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return all.map { row in
      let cells = header.indices.map { column in
        let cell = row.indices.contains(column) ? row[column] : ""
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return isRight.contains(column) ? space + cell : cell + space
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

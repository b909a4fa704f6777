import Foundation

/// Prints measurements.
enum Table {
  /// A line for each measurement under a heading, in columns.
  static func text(_ measurements: [Measurement]) -> String {
    let lines =
      [["measured", "per second", "against", "per second", "ratio"]]
      + measurements.map { [$0.name, whole($0.rate), $0.limitName, whole($0.limit), ratio($0.ratio)] }
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      line.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        // Figures stand to the right.
        return [0, 2].contains(column) ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func whole(_ rate: Double) -> String { String(format: "%.0f", rate) }

  private static func ratio(_ ratio: Double) -> String { String(format: "%.3f", ratio) }
}

import Foundation

/// Prints measurements.
enum Table {
  /// A line for each measurement under a heading, in columns.
  static func text(_ measurements: [Measurement]) -> String {
    let heading = [
      "measured", "situations", "per second", "us of processor", "limit", "per second", "us of processor", "ratio",
      "ratio by processor",
    ]
    let lines = [heading] + measurements.map(line)
    let widths = heading.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      line.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        // Figures stand to the right.
        return [0, 4].contains(column) ? cell + space : space + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func line(_ measurement: Measurement) -> [String] {
    let limit = measurement.limit
    return [
      measurement.name, measurement.situations.map { "\($0)" } ?? "", number(measurement.pace.perSecond),
      number(measurement.pace.microseconds), limit?.name ?? "", limit.map { number($0.pace.perSecond) } ?? "",
      limit.map { number($0.pace.microseconds) } ?? "", limit.map { ratio($0.ratio) } ?? "",
      limit.map { ratio($0.processorRatio) } ?? "",
    ]
  }

  private static func number(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.0f", value) }

  private static func ratio(_ ratio: Double) -> String { String(format: "%.3f", ratio) }
}

/// The line that shows how far an import is.
package enum ProgressLine {
  private static let barWidth = 10

  /// The line.
  ///
  /// - Parameters:
  ///   - progress: How far the import is.
  ///   - seconds: The number of seconds since this run began.
  ///   - hasBar: Whether the line begins with a bar.
  package static func text(_ progress: ImportProgress, seconds: Double, hasBar: Bool) -> String {
    let share = progress.size > 0 ? min(1, Double(progress.offset) / Double(progress.size)) : 1
    let filled = Int(share * Double(barWidth))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: barWidth - filled)
    let counts = progress.counts
    let rate = rate(progress, seconds: seconds)
    var parts = [
      "\(hasBar ? "[\(bar)] " : "")\(Int(share * 100))%",
      "\(grouped(counts.rows)) rows",
      "\(grouped(counts.accepted)) \(progress.isDryRun ? "acceptable" : "registered")",
      "\(grouped(counts.changed + counts.likelyRepeats)) to look at",
      "\(grouped(counts.rejected)) rejected",
      "\(grouped(rate)) rows/s",
    ]
    let done = progress.offset - progress.startOffset
    if done > 0, seconds > 0 {
      let left = Double(progress.size - progress.offset) * seconds / Double(done)
      parts.append("\(duration(max(0, left))) left")
    }
    if progress.isWaiting { parts.append("the gateway does not answer, trying again") }
    return parts.joined(separator: "  ")
  }

  /// The number of rows of this run for each second.
  package static func rate(_ progress: ImportProgress, seconds: Double) -> Int {
    seconds > 0 ? Int((Double(progress.counts.rows - progress.startRows) / seconds).rounded()) : 0
  }

  /// A number with a comma between groups of three digits.
  package static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  private static func duration(_ seconds: Double) -> String {
    let seconds = Int(min(seconds, 360_000).rounded(.up))
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7_200 { return "\(seconds / 60) min" }
    return "\(seconds / 3_600) h"
  }
}

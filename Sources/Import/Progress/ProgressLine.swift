/// How far an import is, in words.
package enum ProgressLine {
  private static let barWidth = 10

  /// The line of a reading.
  ///
  /// - Parameters:
  ///   - reading: How far the import is.
  ///   - seconds: Since this run began.
  ///   - hasBar: Whether a bar stands in front.
  package static func text(_ reading: ProgressMeter.Reading, seconds: Double, hasBar: Bool) -> String {
    let share = reading.size > 0 ? min(1, Double(reading.offset) / Double(reading.size)) : 1
    let filled = Int(share * Double(barWidth))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: barWidth - filled)
    let counts = reading.counts
    let rate = rate(reading, seconds: seconds)
    var parts = [
      "\(hasBar ? "[\(bar)] " : "")\(Int(share * 100))%",
      "\(grouped(counts.rows)) rows",
      "\(grouped(counts.accepted)) \(reading.isDryRun ? "acceptable" : "registered")",
      "\(grouped(counts.changed + counts.likelyRepeats)) to look at",
      "\(grouped(counts.rejected)) rejected",
      "\(grouped(rate)) rows/s",
    ]
    let done = reading.offset - reading.startOffset
    if done > 0, seconds > 0 {
      let left = Double(reading.size - reading.offset) * seconds / Double(done)
      parts.append("\(duration(max(0, left))) left")
    }
    if reading.isWaiting { parts.append("the gateway does not answer, trying again") }
    return parts.joined(separator: "  ")
  }

  /// Rows of this run a second.
  package static func rate(_ reading: ProgressMeter.Reading, seconds: Double) -> Int {
    seconds > 0 ? Int((Double(reading.counts.rows - reading.startRows) / seconds).rounded()) : 0
  }

  /// A number with commas between its thousands.
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

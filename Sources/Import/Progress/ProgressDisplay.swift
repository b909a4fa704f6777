import Foundation

/// Shows on standard error how far an import is: as a bar on a terminal, otherwise as a line every five seconds.
package struct ProgressDisplay: Sendable {
  private let meter: ProgressMeter
  private let started = ContinuousClock.now
  private let isTerminal: Bool

  /// A display of what a meter shows.
  package init(_ meter: ProgressMeter) {
    self.meter = meter
    isTerminal = isatty(STDERR_FILENO) == 1
  }

  /// The number of seconds since the display was made.
  package var seconds: Double {
    let elapsed = (ContinuousClock.now - started).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  /// Shows the progress until the task is cancelled.
  package func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: isTerminal ? .milliseconds(200) : .seconds(5))
      if !Task.isCancelled { show() }
    }
    guard isTerminal else { return }
    show()
    write("\n")
  }

  private func show() {
    let text = ProgressLine.text(meter.progress, seconds: seconds, hasBar: isTerminal)
    // Shorter than the terminal: a line that wraps could not be overwritten.
    write(isTerminal ? "\r\(text.prefix(max(10, width - 1)))\u{1B}[K" : "\(text)\n")
  }

  private var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

import Foundation

/// The results of one run of the benchmark, as they are written to a file and to the ledger.
struct Report: Codable, Equatable {
  /// When the run ended, in seconds since 1970.
  let time: Int
  /// The version of the sources that was measured, as git names it; empty if it is not known.
  let version: String
  /// How many processors the machine has.
  let processors: Int
  /// How much was done.
  let effort: String
  /// What was measured.
  let measurements: [Measurement]
  /// What does not depend on the machine: counts for each care situation and for each call, by name.
  let counts: [String: Double]

  /// One line of JSON, with its keys in order.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Appends the report to a ledger: a file with one report a line.
  ///
  /// - Throws: If the file cannot be written.
  func append(to ledger: URL) throws {
    let line = Data(try line().utf8)
    guard FileManager.default.fileExists(atPath: ledger.path) else { return try line.write(to: ledger) }
    let file = try FileHandle(forWritingTo: ledger)
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: line)
  }
}

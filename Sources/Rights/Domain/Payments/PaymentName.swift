package import CareTypes

/// Reads and writes the resource names of payment runs and their lines.
package enum PaymentName {
  private static let runs = ResourceCollection.paymentRuns

  /// `paymentRuns/{id}`.
  package static func run(_ id: OpaqueID) -> String { runs.name(id) }

  /// `paymentRuns/{id}/lines/{id}`.
  package static func line(_ id: OpaqueID, of run: OpaqueID) -> String { "\(runs.name(run))/lines/\(id.text)" }

  /// Reads the name of a run.
  ///
  /// - Throws: `ValueError` for any other form.
  package static func readRun(_ name: String) throws(ValueError) -> OpaqueID { try runs.id(from: name) }

  /// Reads the name of a line.
  ///
  /// - Throws: `ValueError` for any other form.
  package static func readLine(_ name: String) throws(ValueError) -> (run: OpaqueID, line: OpaqueID) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == runs.collection, parts[2] == "lines", let run = OpaqueID(parts[1]),
      let line = OpaqueID(parts[3])
    else { throw ValueError(.wrongFormat, "is not of the form paymentRuns/{id}/lines/{id}") }
    return (run, line)
  }
}

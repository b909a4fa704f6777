package import RegistrationAPI

/// The rows of a list that are sent in one call.
package struct ImportBatch: Sendable {
  /// A row of a list.
  package struct Row: Sendable {
    /// The place in the list, from 1.
    package let number: Int
    /// The line on which it begins, from 1.
    package let line: Int
    /// What reading it gave.
    package let outcome: RowReader.Outcome
  }

  /// The rows, in order.
  package let rows: [Row]
  /// The position after the last row.
  package let end: ListPosition

  /// The rows that can be sent, as messages.
  ///
  /// - Parameter confirmed: The numbers of the rows that the operator confirms as new and correct, however implausible.
  package func sendable(confirmed: Set<Int> = []) -> [Mantel_Registration_V1_ImportRow] {
    rows.compactMap { row in
      guard case .ready(let new) = row.outcome else { return nil }
      var message = Mantel_Registration_V1_ImportRow()
      message.number = Int64(row.number)
      message.careSituation = new
      if confirmed.contains(row.number) {
        message.confirmedNew = true
        message.careSituation.confirmedWarnings = Mantel_Registration_V1_Warning.allCases.filter { $0 != .unspecified }
      }
      return message
    }
  }
}

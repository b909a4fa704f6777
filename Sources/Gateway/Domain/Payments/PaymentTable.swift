import CareTypes

/// The payments of a run as a table with semicolons, for a bookkeeping program or a spreadsheet.
package enum PaymentTable {
  private static let header = [
    "betaling", "toekenning", "rekeninghouder", "iban", "bedrag_eur", "van", "tot", "mededeling",
  ]

  /// The table. Amounts have a decimal comma, as spreadsheets in Flanders read them.
  package static func csv(_ payments: [ExportedPayment]) -> String {
    let rows = payments.map { payment in
      [
        payment.id, payment.award, payment.holder, payment.iban, ExportedPayment.euros(payment.cents, mark: ","),
        payment.firstDay.isoText, payment.lastDay.isoText, payment.communication,
      ]
    }
    return ([header] + rows).map { $0.map(field).joined(separator: ";") + "\r\n" }.joined()
  }

  /// A field. One that a spreadsheet would take for a formula gets an apostrophe before it.
  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let plain = isFormula ? "'\(text)" : text
    guard plain.contains(where: { ";\"\n\r".contains($0) }) else { return plain }
    return "\"\(plain.replacing("\"", with: "\"\""))\""
  }
}

/// The municipalities and their mergers in time (gemeenten en fusies).
///
/// A code without a first day is taken to be valid on any earlier day: the table knows nothing of before its
/// first merger.
package struct MunicipalityTable: Sendable, Hashable {
  private let byCode: [NISCode: Municipality]

  /// Reads a table in CSV with the columns `nis_code`, `name_nl`, `province`, `valid_from`, `valid_to`,
  /// `merged_into` and `merged_from` (codes with `|` between them); other columns are passed over.
  ///
  /// - Throws: `ValueError` whose reason names the row (the header is row 1): what its values throw, and
  ///   `.inconsistent` for a code that comes twice or a merger into a code that was not in use on the next
  ///   day.
  package init(csv: String) throws(ValueError) {
    let table = try DelimitedText(csv: csv, columns: Self.columns)
    var byCode: [NISCode: Municipality] = [:]
    for row in table.rows {
      let municipality: Municipality
      do {
        municipality = try Self.municipality(row)
      } catch {
        throw error.inRow(row.number)
      }
      guard byCode.updateValue(municipality, forKey: municipality.code) == nil else {
        throw ValueError(.inconsistent, "The code comes twice.").inRow(row.number)
      }
    }
    self.byCode = byCode
    for row in table.rows {
      do {
        try checkMerger(of: NISCode(row.required("nis_code")))
      } catch {
        throw error.inRow(row.number)
      }
    }
  }

  /// The municipality of a code on a day.
  ///
  /// - Throws: `ValueError` of kind `.unknownCode`, or `.notValidAtDate` with the code to use instead in its
  ///   reason.
  package func municipality(_ code: NISCode, at date: CalendarDate) throws(ValueError) -> Municipality {
    let municipality = try known(code)
    if municipality.starts(after: date) {
      throw notYetValid(municipality)
    }
    guard municipality.isValid(at: date) else {
      let successor = try? successor(of: code, at: date)
      let instead = successor.map { " Its area is then part of \($0.nameNL) (\($0.code))." } ?? ""
      throw ValueError(.notValidAtDate, "The code is no longer a municipality on that day.\(instead)")
    }
    return municipality
  }

  /// The municipality that the area of a code belongs to on a day: itself, or what it merged into, and so on.
  ///
  /// - Throws: `ValueError` of kind `.unknownCode`, or `.notValidAtDate` when the code came later than the
  ///   day, or ended without a successor.
  package func successor(of code: NISCode, at date: CalendarDate) throws(ValueError) -> Municipality {
    var municipality = try known(code)
    if municipality.starts(after: date) {
      throw notYetValid(municipality)
    }
    // Ends, because a successor is in use on the day after: each step goes later.
    while municipality.ends(before: date) {
      guard let next = municipality.mergedInto else {
        throw ValueError(.notValidAtDate, "The code is no longer a municipality, and no successor is known.")
      }
      municipality = try known(next)
    }
    return municipality
  }

  /// The code of the municipality that the area of a code belongs to on a day; the code itself when the table does not
  /// say.
  package func current(_ code: NISCode, on date: CalendarDate) -> NISCode {
    (try? successor(of: code, at: date).code) ?? code
  }

  /// The codes that ended before a day and whose area belongs to a municipality on that day, in their order.
  package func predecessors(of code: NISCode, at date: CalendarDate) -> [NISCode] {
    var found: Set<NISCode> = []
    var open = [code]
    while let next = open.popLast() {
      for former in byCode[next]?.mergedFrom ?? [] where former != code && byCode[former]?.ends(before: date) == true {
        if found.insert(former).inserted { open.append(former) }
      }
    }
    return found.sorted()
  }

  /// The codes of the municipalities that the area of a code became part of before a day, in the order of the mergers.
  package func successors(of code: NISCode, at date: CalendarDate) -> [NISCode] {
    var found: [NISCode] = []
    var municipality = byCode[code]
    while let former = municipality, former.ends(before: date), let next = former.mergedInto {
      found.append(next)
      municipality = byCode[next]
    }
    return found
  }

  /// The municipality of a code, whether or not it is in use; nil for an unknown code.
  package subscript(code: NISCode) -> Municipality? { byCode[code] }

  /// All municipalities of a day, in the order of their codes.
  package func allValid(at date: CalendarDate) -> [Municipality] {
    byCode.values.filter { $0.isValid(at: date) }.sorted { $0.code < $1.code }
  }

  private static let columns = [
    "nis_code", "name_nl", "province", "valid_from", "valid_to", "merged_into", "merged_from",
  ]

  private static func municipality(_ row: DelimitedText.Row) throws(ValueError) -> Municipality {
    var mergedFrom: [NISCode] = []
    for code in try row.list("merged_from") { mergedFrom.append(try NISCode(code)) }
    var mergedInto: NISCode?
    if let code = try row.text("merged_into") { mergedInto = try NISCode(code) }
    return try Municipality(
      code: NISCode(row.required("nis_code")),
      nameNL: row.required("name_nl"),
      province: row.required("province"),
      validFrom: row.date("valid_from"),
      validTo: row.date("valid_to"),
      mergedInto: mergedInto,
      mergedFrom: mergedFrom
    )
  }

  private func checkMerger(of code: NISCode) throws(ValueError) {
    let municipality = try known(code)
    guard let next = municipality.mergedInto, let lastDay = municipality.validTo else { return }
    let nextDay = try lastDay.adding(days: 1)
    guard let successor = byCode[next], successor.isValid(at: nextDay) else {
      throw ValueError(.inconsistent, "The successor is not a municipality on the day after the merger.")
    }
  }

  private func known(_ code: NISCode) throws(ValueError) -> Municipality {
    guard let municipality = byCode[code] else {
      throw ValueError(.unknownCode, "The code is not a municipality in the table.")
    }
    return municipality
  }

  private func notYetValid(_ municipality: Municipality) -> ValueError {
    let former = municipality.mergedFrom.map(\.digits).joined(separator: ", ")
    let instead = former.isEmpty ? "" : " Its area then belonged to \(former)."
    return ValueError(.notValidAtDate, "The code is not yet a municipality on that day.\(instead)")
  }
}

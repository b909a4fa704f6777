/// A municipality under one NIS code (gemeente, lokaal bestuur).
///
/// A merger ends a code and starts another, even when the name stays; a municipality that takes in its
/// neighbour may also keep its own.
package struct Municipality: Sendable, Hashable {
  /// The NIS code.
  package let code: NISCode
  /// The Dutch name.
  package let nameNL: String
  /// The Dutch name of the province.
  package let province: String
  /// The first day of the code, or nil when it is older than the table.
  package let validFrom: CalendarDate?
  /// The last day of the code, or nil while it is in use.
  package let validTo: CalendarDate?
  /// The code that took over the whole area on the day after `validTo`.
  package let mergedInto: NISCode?
  /// The codes whose area this one took over.
  package let mergedFrom: [NISCode]

  /// Makes a municipality.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` without a name or province, `.endBeforeStart`, or
  ///   `.inconsistent` for a merger without a last day or into itself.
  package init(
    code: NISCode,
    nameNL: String,
    province: String,
    validFrom: CalendarDate? = nil,
    validTo: CalendarDate? = nil,
    mergedInto: NISCode? = nil,
    mergedFrom: [NISCode] = []
  ) throws(ValueError) {
    guard !nameNL.isEmpty, !province.isEmpty else {
      throw ValueError(.wrongFormat, "A municipality has a name and a province.")
    }
    if let validFrom, let validTo, validTo < validFrom {
      throw ValueError(.endBeforeStart, "A municipality cannot end before the day on which it starts.")
    }
    guard mergedInto == nil || (validTo != nil && mergedInto != code) else {
      throw ValueError(
        .inconsistent,
        "A merged municipality has a last day, and another code as its successor."
      )
    }
    self.code = code
    self.nameNL = nameNL
    self.province = province
    self.validFrom = validFrom
    self.validTo = validTo
    self.mergedInto = mergedInto
    self.mergedFrom = mergedFrom
  }

  /// Whether the code is a municipality on that day.
  package func isValid(at date: CalendarDate) -> Bool {
    !starts(after: date) && !ends(before: date)
  }

  /// Whether the code came into use only after that day.
  func starts(after date: CalendarDate) -> Bool { validFrom.map { date < $0 } ?? false }

  /// Whether the code went out of use before that day.
  func ends(before date: CalendarDate) -> Bool { validTo.map { $0 < date } ?? false }
}

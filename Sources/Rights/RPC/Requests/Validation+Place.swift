import CareTypes
import ServiceCore
import ServiceRuntime

extension Validation {
  /// Where someone lives: a municipality that exists on a day, or another country.
  ///
  /// - Parameters:
  ///   - prefix: What stands before the names of the two fields, with its dot; may be empty.
  ///   - date: The day; nil when it is not known, because its field is wrong.
  mutating func place(
    _ prefix: String,
    _ municipality: String,
    _ country: String,
    on date: CalendarDate?,
    _ tables: ReferenceTables
  ) -> Place? {
    if country.isEmpty {
      if municipality.isEmpty {
        missing("\(prefix)municipality")
        return nil
      }
      return value("\(prefix)municipality") { () throws(ValueError) in
        let code = try NISCode(municipality)
        return .municipality(
          try date.map { day throws(ValueError) in try tables.municipality(code, at: day).code } ?? code
        )
      }
    }
    require(municipality.isEmpty, "\(prefix)country", "is given beside a municipality")
    let code = value("\(prefix)country") { () throws(ValueError) in try CountryCode(country) }
    guard let code else { return nil }
    require(!code.isBelgium, "\(prefix)country", "is Belgium, of which the municipality is told instead")
    return .country(code)
  }
}

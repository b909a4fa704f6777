package import CareTypes
import Foundation

/// The tables that everyone shares: municipalities and primary-care zones with their validity dates.
package struct ReferenceTables: Sendable {
  /// Municipalities of the Flemish Region (gemeenten).
  package let municipalities: MunicipalityTable
  /// Municipalities of Brussels and Wallonia: people live there, and no municipality there is a client.
  package let municipalitiesElsewhere: MunicipalityTable
  /// Primary-care zones (eerstelijnszones).
  package let zones: CareZoneTable

  /// Reads the tables.
  ///
  /// - Parameter directory: Where `municipalities.csv` and `care_zones.csv` are, and `municipalities_elsewhere.csv` unless
  ///   that shipped with Mantel will do; nil for those shipped with Mantel.
  /// - Throws: `StartupError` when a table cannot be read or is malformed.
  package init(directory: String? = nil) throws(StartupError) {
    do {
      municipalities = try MunicipalityTable(csv: Self.text("municipalities", in: directory))
      let elsewhere = "municipalities_elsewhere"
      let isGiven = directory.map { FileManager.default.fileExists(atPath: "\($0)/\(elsewhere).csv") } ?? false
      municipalitiesElsewhere = try MunicipalityTable(csv: Self.text(elsewhere, in: isGiven ? directory : nil))
      zones = try CareZoneTable(csv: Self.text("care_zones", in: directory))
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError("A reference table cannot be used: \(error)")
    }
  }

  /// The municipality of Belgium of a code on a day.
  ///
  /// - Throws: `ValueError` of kind `.unknownCode`, or `.notValidAtDate` with the code to use instead in its reason.
  package func municipality(_ code: NISCode, at date: CalendarDate) throws(ValueError) -> Municipality {
    try table(of: code).municipality(code, at: date)
  }

  /// The municipality of Belgium that the area of a code belongs to on a day; the code itself when no table has it.
  package func current(_ code: NISCode, on date: CalendarDate) -> NISCode {
    table(of: code).current(code, on: date)
  }

  /// The same place with the municipality code that is valid on a day.
  package func current(_ place: Place, on date: CalendarDate) -> Place {
    place.municipality.map { .municipality(current($0, on: date)) } ?? place
  }

  private func table(of code: NISCode) -> MunicipalityTable {
    municipalities[code] == nil && municipalitiesElsewhere[code] != nil ? municipalitiesElsewhere : municipalities
  }

  private static func text(_ table: String, in directory: String?) throws -> String {
    let path =
      directory.map { "\($0)/\(table).csv" }
      ?? Bundle.module.path(forResource: table, ofType: "csv", inDirectory: "Resources")
    guard let path, let data = FileManager.default.contents(atPath: path) else {
      throw StartupError("The reference table \(table).csv cannot be read\(directory.map { " in \($0)" } ?? "")")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

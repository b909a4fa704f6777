package import CareTypes
import Foundation

/// The tables that everyone shares: municipalities and primary-care zones with their validity dates.
package struct ReferenceTables: Sendable {
  /// Municipalities of the Flemish Region (gemeenten).
  package let municipalities: MunicipalityTable
  /// Primary-care zones (eerstelijnszones).
  package let zones: CareZoneTable

  /// Reads the tables.
  ///
  /// - Parameter directory: Where `municipalities.csv` and `care_zones.csv` are; nothing for those shipped with Mantel.
  /// - Throws: `StartupError` when a table cannot be read or is malformed.
  package init(directory: String? = nil) throws(StartupError) {
    do {
      municipalities = try MunicipalityTable(csv: Self.text("municipalities", in: directory))
      zones = try CareZoneTable(csv: Self.text("care_zones", in: directory))
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError("A reference table cannot be used: \(error)")
    }
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

import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime

/// Finds municipalities by the code or the name that someone types.
struct MunicipalityNames {
  private let table: MunicipalityTable
  private let today: CalendarDate

  /// The municipalities of today.
  ///
  /// - Throws: `StartupError` when the tables cannot be read.
  init(_ settings: Settings) throws {
    table = try ReferenceTables(directory: settings.referenceDirectory()).municipalities
    today = try RegistryClock.system.today()
  }

  /// The codes of the municipalities that someone typed, in the same order.
  ///
  /// - Throws: `StartupError` for what is no municipality today.
  func codes(_ typed: [String]) throws -> [String] { try typed.map { try code($0).digits } }

  /// The name of a code; the code itself when the table does not contain it.
  func name(_ digits: String) -> String {
    (try? NISCode(digits)).flatMap { table[$0]?.nameNL } ?? digits
  }

  private func code(_ typed: String) throws -> NISCode {
    if let code = try? NISCode(typed) {
      do {
        return try table.municipality(code, at: today).code
      } catch {
        throw StartupError("\(typed): \(error.reason)")
      }
    }
    let folded = Self.folded(typed)
    let found = table.allValid(at: today).filter { Self.folded($0.nameNL) == folded }
    guard let municipality = found.first, found.count == 1 else {
      throw StartupError("\(typed) is neither the NIS code nor the name of one municipality of today")
    }
    return municipality.code
  }

  private static func folded(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: Locale(identifier: "nl_BE"))
  }
}

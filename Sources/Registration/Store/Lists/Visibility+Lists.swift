import CareTypes
import GRDB
import RegistrationDomain

extension Visibility {
  /// A page of a list of a municipality.
  ///
  /// - Parameters:
  ///   - sql: A query over `care_situation_municipality AS seen` with a column `key`, and with the arguments municipality,
  ///     key, today and limit.
  ///   - make: Makes the items of some rows; nil for a row that the viewer may not see.
  /// - Throws: `Refusal` with `notFound` for a municipality outside the scope.
  func listed<Item>(
    _ sql: String,
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer,
    _ db: Database,
    making make: ([Row]) throws -> [Item?]
  ) throws -> Page<Item, Int64> {
    try Paging.page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
      try Row.fetchAll(
        db.cachedStatement(sql: sql),
        arguments: ["municipality": code.digits, "key": key, "today": viewer.today.daysSinceEpoch, "limit": limit]
      )
    } making: {
      try make($0)
    }
  }
}

import ServiceRuntime
import CareTypes
import RegistrationDomain

extension Visibility {
  /// A page of a list of a municipality.
  ///
  /// - Parameters:
  ///   - sql: A query over `care_situation_municipality AS seen` with a column `key`, and with the arguments municipality,
  ///     key, today and limit.
  ///   - arguments: Further arguments of the query.
  ///   - make: Makes the items of some rows; nil for a row that the viewer may not see.
  /// - Throws: `Refusal` with `notFound` for a municipality outside the scope.
  func listed<Item>(
    _ sql: String,
    with arguments: Arguments = [:],
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer,
    _ db: Connection,
    making make: ([SQLRow]) throws -> [Item?]
  ) throws -> Page<Item, Int64> {
    try Paging.page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
      let page: Arguments = [
        "municipality": code.digits, "key": key, "today": viewer.today.daysSinceEpoch, "limit": limit,
      ]
      return try db.rows(sql, page.adding(arguments))
    } making: {
      try make($0)
    }
  }
}

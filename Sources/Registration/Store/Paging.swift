import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A page of a list, and where the next one begins.
package struct Page<Item: Sendable, Place: Sendable>: Sendable {
  /// What the viewer may see.
  package let items: [Item]
  /// The place of the last item, when more is to come.
  package let next: Place?
}

/// Reads pages of lists.
enum Paging {
  /// One page out of the rows of several codes, each in the order of its column `key`.
  ///
  /// What is out of sight is passed over, and the page filled with what comes after it: neither a short page nor a token
  /// tells that something is hidden.
  ///
  /// - Parameters:
  ///   - codes: The codes of the area.
  ///   - key: The last key of the page before.
  ///   - limit: How many items at most.
  ///   - fetch: The rows of a code after a key, so many at most.
  ///   - make: The item of a row; nothing for one that is out of sight.
  static func page<Item>(
    of codes: [NISCode],
    after key: Int64,
    limit: Int,
    _ fetch: (NISCode, Int64, Int) throws -> [Row],
    making make: (Row) throws -> Item?
  ) throws -> Page<Item, Int64> {
    try page(after: key, limit: limit, place: { $0["key"] as Int64 }) { key, limit in
      try codes.flatMap { try fetch($0, key, limit) }
    } making: {
      try make($0)
    }
  }

  /// One page out of rows that have places.
  static func page<Item, Place: Comparable>(
    after start: Place,
    limit: Int,
    place: (Row) -> Place,
    _ fetch: (Place, Int) throws -> [Row],
    making make: (Row) throws -> Item?
  ) throws -> Page<Item, Place> {
    var found: [(place: Place, item: Item)] = []
    var last = start
    while found.count <= limit {
      let rows = try fetch(last, limit + 1).map { (place: place($0), row: $0) }.sorted { $0.place < $1.place }
      var seen: Place?
      for (place, row) in rows.prefix(limit + 1) where place != seen {
        seen = place
        last = place
        if let item = try make(row) { found.append((place, item)) }
        if found.count > limit { break }
      }
      if rows.count <= limit { break }
    }
    return Page(
      items: found.prefix(limit).map(\.item),
      next: found.count > limit ? found[limit - 1].place : nil
    )
  }
}

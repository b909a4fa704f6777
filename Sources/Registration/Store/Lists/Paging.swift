import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A page of a list, and where the next one begins.
package struct Page<Item: Sendable, Place: Sendable>: Sendable {
  /// What the viewer may see, in the order of the list.
  package let items: [Item]
  /// The place of the last item; nil on the last page.
  package let next: Place?
}

/// Reads pages of lists.
enum Paging {
  /// One page out of the rows of several codes, each in the order of its column `key`.
  ///
  /// - Parameters:
  ///   - codes: The codes of the area.
  ///   - key: The last key of the page before.
  ///   - limit: How many items at most.
  ///   - fetch: Reads the rows of a code after a key, at most so many.
  ///   - make: Makes the items of some rows; nil for a row that the viewer may not see.
  static func page<Item>(
    of codes: [NISCode],
    after key: Int64,
    limit: Int,
    _ fetch: (NISCode, Int64, Int) throws -> [SQLRow],
    making make: ([SQLRow]) throws -> [Item?]
  ) throws -> Page<Item, Int64> {
    try page(after: key, limit: limit, place: { $0["key"] as Int64 }) { key, limit in
      try codes.flatMap { try fetch($0, key, limit) }
    } making: {
      try make($0)
    }
  }

  /// One page out of rows that have places in an order.
  ///
  /// Rows that the viewer may not see are left out, and the page is filled with those that come after: neither a short page
  /// nor a token shows that something is hidden. All rows of a page are made into items at once, so that a page takes the
  /// same number of statements whatever its size.
  ///
  /// - Parameters:
  ///   - start: The place of the last item of the page before.
  ///   - limit: How many items at most.
  ///   - place: The place of a row.
  ///   - fetch: Reads the rows after a place, at most so many.
  ///   - make: Makes the items of some rows; nil for a row that the viewer may not see.
  static func page<Item, Place: Comparable>(
    after start: Place,
    limit: Int,
    place: (SQLRow) -> Place,
    _ fetch: (Place, Int) throws -> [SQLRow],
    making make: ([SQLRow]) throws -> [Item?]
  ) throws -> Page<Item, Place> {
    var found: [(place: Place, item: Item)] = []
    var last = start
    while found.count <= limit {
      let rows = try fetch(last, limit + 1).map { (place: place($0), row: $0) }.sorted { $0.place < $1.place }
      var batch: [(place: Place, row: SQLRow)] = []
      for row in rows.prefix(limit + 1) where row.place != batch.last?.place { batch.append(row) }
      if batch.isEmpty { break }
      for (row, item) in zip(batch, try make(batch.map(\.row))) {
        if let item { found.append((row.place, item)) }
      }
      last = batch.last?.place ?? last
      if rows.count <= limit { break }
    }
    return Page(
      items: found.prefix(limit).map(\.item),
      next: found.count > limit ? found[limit - 1].place : nil
    )
  }
}

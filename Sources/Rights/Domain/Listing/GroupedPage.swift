/// A page of a list whose items stand in groups.
package struct GroupedPage<Item> {
  /// The items of the page, each with its group.
  package let items: [(item: Item, group: ListGroup)]
  /// What the next page begins after; nil on the last page.
  package let nextAfter: String?

  /// Cuts a page out of a list: group by group, and by name within a group.
  ///
  /// - Parameters:
  ///   - list: The whole list.
  ///   - entries: For each item, what says in which group it stands.
  ///   - after: The name of the last item of the page before; nil for the first page. If the item is no longer in the list,
  ///     the page is empty.
  ///   - size: The most items on a page.
  ///   - name: The name of an item, which no other has.
  package init(
    _ list: [Item],
    _ entries: [ListGroup.Entry],
    after: String?,
    size: Int,
    name: (Item) -> String
  ) {
    let groups = ListGroup.groups(of: entries)
    let ordered = zip(list, groups)
      .sorted { ($0.1.place, name($0.0)) < ($1.1.place, name($1.0)) }
      .map { (item: $0.0, group: $0.1) }
    let last = after.map { after in ordered.firstIndex { name($0.item) == after } ?? ordered.count }
    let rest = ordered[min(last.map { $0 + 1 } ?? 0, ordered.count)...]
    items = Array(rest.prefix(size))
    nextAfter = rest.count > size ? items.last.map { name($0.item) } : nil
  }
}

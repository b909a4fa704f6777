/// Keys of rows, as one argument of a statement.
///
/// A statement reads them with `IN (SELECT value FROM json_each(?))`, so that it is the same, and stays prepared, however
/// many keys there are.
struct KeyList {
  /// What is bound: a JSON array.
  let json: String

  /// A list of keys.
  init(_ keys: some Sequence<Int64>) {
    json = "[\(keys.map(String.init).joined(separator: ","))]"
  }
}

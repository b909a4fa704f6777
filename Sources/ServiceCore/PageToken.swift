import Crypto
import Foundation

/// Where the next page begins: the last key of the page before, bound to the query that it belongs to.
///
/// A key, not an offset: records that are added meanwhile neither repeat nor hide others.
package struct PageToken: Sendable, Hashable {
  /// The last key of the page before.
  package let key: String

  /// A token after a key.
  package init(after key: some CustomStringConvertible) {
    self.key = "\(key)"
  }

  /// Reads a token that was given for the same query; nil for the first page.
  ///
  /// - Throws: `Refusal` for a token that was not given for this query.
  package static func read(_ text: String, query: String) throws(Refusal) -> PageToken? {
    if text.isEmpty { return nil }
    guard let data = Data(base64Encoded: text), data.count > checkLength else { throw malformed }
    let key = String(decoding: data.dropFirst(checkLength), as: UTF8.self)
    guard data.prefix(checkLength) == check(query: query, key: key) else { throw malformed }
    return PageToken(after: key)
  }

  /// Reads a token whose key is a number.
  ///
  /// - Throws: `Refusal` for a token that was not given for this query.
  package static func readNumber(_ text: String, query: String) throws(Refusal) -> Int64? {
    guard let token = try read(text, query: query) else { return nil }
    guard let number = Int64(token.key) else { throw malformed }
    return number
  }

  /// The text that a caller hands back with the same query.
  package func text(query: String) -> String {
    (Self.check(query: query, key: key) + Data(key.utf8)).base64EncodedString()
  }

  private static let checkLength = 8
  private static let malformed = Refusal.invalid("page_token", "was not given for this query")

  private static func check(query: String, key: String) -> Data {
    Data(SHA256.hash(data: Data("\(query)\u{0}\(key)".utf8))).prefix(checkLength)
  }
}

/// One version of a provision.
package struct ProvisionReference: Sendable, Hashable, Codable {
  /// Id.
  package var id: String
  /// Version.
  package var version: Int
}

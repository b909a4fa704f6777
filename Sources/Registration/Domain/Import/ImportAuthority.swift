package import CareTypes
import ServiceCore

/// Who recognises the rows of a list: the municipalities of the client that sends it. A client without municipalities, such
/// as Mantel's own work, recognises only its own rows.
package struct ImportAuthority: Sendable, Hashable {
  private let municipalities: Set<NISCode>
  /// The authority as it is stored with a row.
  package let text: String

  /// The authority of a client.
  package init(_ viewer: Viewer, client: String) {
    municipalities = viewer.scope?.municipalities ?? []
    text = municipalities.isEmpty ? client : municipalities.map(\.digits).sorted().joined(separator: " ")
  }

  /// Whether this authority recognises a row.
  ///
  /// - Parameters:
  ///   - stored: The authority that was stored with the row.
  ///   - current: Gives the code of today of a municipality.
  package func recognises(_ stored: String, current: (NISCode) -> NISCode) -> Bool {
    guard !municipalities.isEmpty else { return stored == text }
    return stored.split(separator: " ").contains { part in
      (try? NISCode(part)).map { municipalities.contains(current($0)) } ?? false
    }
  }
}

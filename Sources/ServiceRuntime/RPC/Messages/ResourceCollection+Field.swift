package import CareTypes
package import ServiceCore

extension ResourceCollection {
  /// Reads the id out of the resource name in a field.
  ///
  /// - Throws: `Refusal` naming the field.
  package func id(ofField field: String, _ name: String) throws(Refusal) -> OpaqueID {
    guard !name.isEmpty else { throw .invalid(field, "is required") }
    do {
      return try id(from: name)
    } catch {
      throw .invalid(field, error.reason)
    }
  }
}

package import ServiceCore
package import Crypto
import Foundation

/// The keys under which data keys are kept, each with a name; the newest wraps what is new.
package struct MasterKeys: Sendable {
  /// Name of the newest key.
  package let newest: String
  private let keys: [String: SymmetricKey]

  /// Reads keys: a line for each, its name and 32 bytes in base 64, the newest last.
  ///
  /// - Throws: `StartupError` without repeating anything of the text.
  package init(text: String) throws(StartupError) {
    var keys: [String: SymmetricKey] = [:]
    var newest: String?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty { continue }
      let parts = line.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count == 2, let bytes = Data(base64Encoded: String(parts[1])), bytes.count == 32 else {
        throw StartupError("line \(index + 1) is not a name and 32 bytes in base 64")
      }
      let name = String(parts[0])
      guard keys.updateValue(SymmetricKey(data: bytes), forKey: name) == nil else {
        throw StartupError("line \(index + 1) names a key that stands there already")
      }
      newest = name
    }
    guard let newest else { throw StartupError("holds no key") }
    self.keys = keys
    self.newest = newest
  }

  /// The key of a name.
  package func key(named name: String) -> SymmetricKey? { keys[name] }

  /// A line with a new key from the system's secure generator.
  ///
  /// - Parameter name: Letters, digits and hyphens.
  package static func newLine(named name: String) -> String {
    "\(name) \(SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() })\n"
  }
}

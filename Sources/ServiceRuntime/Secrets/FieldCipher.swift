import ServiceCore
package import Crypto
package import Foundation

/// Encrypts single fields with AES-256-GCM, each bound to the place where it is stored.
package struct FieldCipher: Sendable {
  private let key: SymmetricKey

  /// A cipher with a key.
  package init(key: SymmetricKey) {
    self.key = key
  }

  /// Encrypts a text.
  ///
  /// - Parameters:
  ///   - text: What is kept secret.
  ///   - place: Where it is stored, such as `persons/ID/family_name`: a field moved elsewhere does not open.
  /// - Returns: Nonce, ciphertext and tag.
  /// - Throws: When the cipher fails.
  package func seal(_ text: String, at place: String) throws -> Data {
    try seal(Data(text.utf8), at: place)
  }

  /// Encrypts bytes, as it does a text.
  ///
  /// - Throws: When the cipher fails.
  package func seal(_ bytes: Data, at place: String) throws -> Data {
    let box = try AES.GCM.seal(bytes, using: key, authenticating: Data(place.utf8))
    guard let combined = box.combined else { throw Refusal(.internal, "A sealed field has no combined form") }
    return combined
  }

  /// Decrypts a text that was encrypted for the same place.
  ///
  /// - Throws: When the key is another one, or the field was changed or moved.
  package func open(_ data: Data, at place: String) throws -> String {
    String(decoding: try openBytes(data, at: place), as: UTF8.self)
  }

  /// Decrypts bytes that were encrypted for the same place.
  ///
  /// - Throws: When the key is another one, or the field was changed or moved.
  package func openBytes(_ data: Data, at place: String) throws -> Data {
    try AES.GCM.open(AES.GCM.SealedBox(combined: data), using: key, authenticating: Data(place.utf8))
  }
}

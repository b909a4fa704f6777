import ArgumentParser
import Foundation
import ServiceCore

/// Where the gateway listens, and the key that it is to see.
struct GatewayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where the gateway listens.", valueName: "host:port"))
  var gateway: String?

  @Option(help: ArgumentHelp("A file with the key of the API client; else MANTEL_API_KEY.", valueName: "file"))
  var keyFile: String?

  /// The address.
  ///
  /// - Throws: `StartupError` when none is given, or it is none.
  func endpoint() throws -> Endpoint {
    guard let gateway, let endpoint = Endpoint(gateway) else {
      throw StartupError("Say with --gateway HOST:PORT where the gateway listens")
    }
    return endpoint
  }

  /// The key.
  ///
  /// - Throws: `StartupError` when there is none, or it cannot be a key.
  func key() throws -> String {
    let text: String
    if let keyFile {
      guard let data = FileManager.default.contents(atPath: keyFile) else {
        throw StartupError("The key file cannot be read: \(keyFile)")
      }
      text = String(decoding: data, as: UTF8.self)
    } else if let key = ProcessInfo.processInfo.environment["MANTEL_API_KEY"] {
      text = key
    } else {
      throw StartupError("Say with --key-file or MANTEL_API_KEY which key the gateway is to see")
    }
    let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
    // Anything else cannot stand in a header.
    guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw StartupError("The key of the API client is empty, or holds more than one line of letters and digits")
    }
    return key
  }
}

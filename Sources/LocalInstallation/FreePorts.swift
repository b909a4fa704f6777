import Foundation
import ServiceCore

/// Finds TCP ports on the loopback address that nobody listens on.
package enum FreePorts {
  /// Some different free ports.
  ///
  /// - Throws: `StartupError` when none can be had.
  package static func find(_ count: Int) throws -> [Int] {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    return try (0..<count).map { _ in
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      descriptors.append(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let found = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
          bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
      }
      guard found else { throw StartupError("No free port can be had on 127.0.0.1") }
      return Int(UInt16(bigEndian: address.sin_port))
    }
  }
}

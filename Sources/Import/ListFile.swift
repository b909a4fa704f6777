import Foundation
package import ServiceCore
import ServiceRuntime

/// A list on disk, opened for reading in pieces of 64 KiB.
package final class ListFile: Sendable {
  /// How many bytes are read at once.
  package static let chunkSize = 64 * 1024

  /// Where it lies.
  package let path: String
  /// Bytes it had when it was opened; what is added later is not read.
  package let size: Int64
  private let descriptor: CInt

  /// Opens a list.
  ///
  /// - Throws: `StartupError` when it cannot be read, or is no plain file: an import that was cut goes back in it.
  package init(path: String) throws(StartupError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StartupError("The list cannot be read: \(path): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw StartupError("The list is not a plain file: \(path)")
    }
    self.path = path
    size = Int64(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// The bytes from an offset on, at most a chunk; none at the end.
  ///
  /// - Throws: `StartupError` when the file cannot be read, or is shorter than it was.
  package func chunk(at offset: Int64) throws(StartupError) -> [UInt8] {
    let count = Int(min(Int64(Self.chunkSize), max(0, size - offset)))
    guard count > 0 else { return [] }
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = pread(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset) + filled)
        if read > 0 {
          filled += read
        } else if read == 0 {
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else {
      throw StartupError("The list cannot be read any further: \(path): \(String(cString: strerror(failure)))")
    }
    guard bytes.count == count else { throw StartupError("The list became shorter while it was read: \(path)") }
    return bytes
  }
}

import Foundation
import ServiceCore
import ServiceRuntime

/// Writing that survives a power cut.
enum FileWriting {
  /// Writes all bytes where a file stands.
  static func write(_ bytes: [UInt8], to descriptor: CInt, _ path: String) throws(StartupError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("cannot be written", path)
      }
      written += count
    }
  }

  /// Brings what was written to the disk.
  static func sync(_ descriptor: CInt, _ path: String) throws(StartupError) {
    guard fsync(descriptor) == 0 else { throw failure("cannot be brought to the disk", path) }
  }

  /// Puts a whole file in place of an earlier one: after a cut there is the one or the other.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StartupError) {
    let new = path + ".new"
    let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("cannot be written", new) }
    do {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, new)
      try sync(descriptor, new)
    }
    guard rename(new, path) == 0 else { throw failure("cannot be put in place", path) }
    try syncFolder(of: path)
  }

  /// Brings to the disk that a file is in its folder, or no longer.
  static func syncFolder(of path: String) throws(StartupError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened", folder) }
    defer { close(descriptor) }
    try sync(descriptor, folder)
  }

  /// What the system said, in one line.
  static func failure(_ what: String, _ path: String) -> StartupError {
    StartupError("\(path) \(what): \(String(cString: strerror(errno)))")
  }
}

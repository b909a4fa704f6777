import Foundation
import ServiceCore
import ServiceRuntime

/// Writes files so that they survive a power cut.
enum DurableFile {
  /// Writes bytes at the current position of a file.
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

  /// Waits until everything that was written is on the disk.
  static func sync(_ descriptor: CInt, _ path: String) throws(StartupError) {
    guard fsync(descriptor) == 0 else { throw failure("cannot be brought to the disk", path) }
  }

  /// Replaces a file as a whole: after a power cut either the earlier or the new file is there.
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

  /// Waits until the disk holds the names of the files in the folder of a path.
  static func syncFolder(of path: String) throws(StartupError) {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened", folder) }
    defer { close(descriptor) }
    try sync(descriptor, folder)
  }

  /// An error with the reason of the operating system, in one line.
  static func failure(_ what: String, _ path: String) -> StartupError {
    StartupError("\(path) \(what): \(String(cString: strerror(errno)))")
  }
}

package import CareTypes
import Foundation
import Logging
package import ServiceCore
import Synchronization

/// A clock for tests and pilots that is set by hand, so that years can be lived through in minutes.
///
/// A file holds by how much it is ahead of the machine's clock (behind it when negative), in microseconds. Every process that
/// follows the file has the same time, and notices at once when it is set. It goes on by itself, and never goes back.
package final class ClockFile: Sendable {
  /// Characters of the number in the file. It always has as many, so that a reader sees the old or the new number whole.
  private static let width = 20
  /// How often something that waits looks whether the clock was set.
  private static let lookInterval = Duration.milliseconds(200)

  private struct Known {
    /// By how much the clock is ahead.
    var ahead: Int64
    /// Whether the file says something that is not followed, which is logged once.
    var isRefused = false
  }

  private let path: String
  private let machine: RegistryClock
  private let known: Mutex<Known>

  /// Follows the clock of a file.
  ///
  /// - Parameter machine: The clock that it is ahead of.
  /// - Throws: `StartupError` if the file is not there, or does not hold a time.
  package init(path: String, machine: RegistryClock = .system) throws(StartupError) {
    guard let ahead = Self.read(path) else {
      throw StartupError("This file does not hold a clock that was set by hand: \(path)")
    }
    self.path = path
    self.machine = machine
    known = Mutex(Known(ahead: ahead))
  }

  /// The clock of the registry that goes by the file.
  package var clock: RegistryClock { RegistryClock(lookingEvery: Self.lookInterval) { self.now } }

  /// What time it is now by the file.
  package var now: Instant {
    Instant(microseconds: machine.now.microseconds + ahead())
  }

  /// Starts the clock of a file at a time, if it is not past that already: it goes on where it was then.
  ///
  /// - Throws: `StartupError` if the file cannot be written.
  package static func start(
    _ path: String,
    at time: Instant,
    machine: RegistryClock = .system
  ) throws(StartupError) {
    _ = try advance(path, to: time, machine: machine, options: O_RDWR | O_CREAT)
  }

  /// Sets the clock of a file forward.
  ///
  /// - Throws: `StartupError` if no process was started with it, or it would go back.
  package static func set(_ path: String, to time: Instant, machine: RegistryClock = .system) throws(StartupError) {
    guard try advance(path, to: time, machine: machine, options: O_RDWR) else {
      throw StartupError("The clock is past that time already, and is never set back")
    }
  }

  /// Writes that the clock shows a time now, unless it is past that already.
  ///
  /// - Returns: Whether it was not.
  private static func advance(
    _ path: String,
    to time: Instant,
    machine: RegistryClock,
    options: Int32
  ) throws(StartupError) -> Bool {
    let file = open(path, options | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      throw StartupError("There is no clock that was set by hand, or it cannot be written: \(path)")
    }
    defer { close(file) }
    // The processes of one installation may all start at the same moment.
    guard flock(file, LOCK_EX) == 0 else { throw StartupError("The clock cannot be locked: \(path)") }
    let ahead = time.microseconds - machine.now.microseconds
    if let before = read(path), before >= ahead { return false }
    let digits = String(ahead.magnitude)
    let text = (ahead < 0 ? "-" : "+") + String(repeating: "0", count: width - 1 - digits.count) + digits
    let bytes = Array(text.utf8)
    guard pwrite(file, bytes, bytes.count, 0) == bytes.count, fsync(file) == 0 else {
      throw StartupError("The clock cannot be written: \(path)")
    }
    return true
  }

  /// By how much the clock is ahead. The file is read each time: it is one of a few bytes.
  private func ahead() -> Int64 {
    let read = Self.read(path)
    let (ahead, isNewlyRefused) = known.withLock { known in
      let wasRefused = known.isRefused
      known.isRefused = read.map { $0 < known.ahead } ?? true
      if let read, !known.isRefused { known.ahead = read }
      return (known.ahead, known.isRefused && !wasRefused)
    }
    if isNewlyRefused {
      Logger.current.error("The clock file would set the clock back, or holds no time: it is not followed")
    }
    return ahead
  }

  /// What the file holds; nil when that is no number, or so large that no date would be left.
  private static func read(_ path: String) -> Int64? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: width)
    guard pread(file, &bytes, width, 0) == width, let ahead = Int64(String(decoding: bytes, as: UTF8.self)),
      ahead.magnitude < 300_000_000_000_000_000
    else { return nil }
    return ahead
  }
}

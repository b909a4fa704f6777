/// Why a service cannot start: one clear line for the operator, without a stack of causes.
package struct StartupError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line.
  package let message: String

  /// A reason not to start.
  package init(_ message: String) {
    self.message = message
  }

  /// The message.
  package var description: String { message }
}

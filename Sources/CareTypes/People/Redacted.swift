/// A value that identifies or reaches a person and therefore never shows itself in text by accident.
///
/// Interpolation, `print`, `dump` and the printing of a type that holds it all show the name of its type
/// only. Whoever needs the content asks for it by the property's name, which a reviewer can see.
package protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
  /// The name of the type, never the content.
  package var description: String { "\(Self.self)(redacted)" }

  /// The name of the type, never the content.
  package var debugDescription: String { description }

  /// A mirror without children, so that `dump` has nothing to show.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

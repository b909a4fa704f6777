package import Foundation

/// The payload of an event, serialized by the service whose event it is: a `mantel.events.v1.Event` with nothing set but
/// its payload.
package struct EventPayload: Sendable, Hashable {
  /// The serialized message.
  package let bytes: Data

  /// A payload of serialized bytes.
  package init(bytes: Data) {
    self.bytes = bytes
  }
}

import ServiceCore
package import GRPCCore
import GRPCProtobuf
package import SwiftProtobuf

/// Decodes messages up to a size, and refuses larger ones before they are decoded.
///
/// The transport itself would only reset the stream, so `ServerSetup.serverConfig` lets more through than this takes.
package struct LimitedDeserializer<Message: SwiftProtobuf.Message>: MessageDeserializer {
  private let limit: Int

  /// A deserializer of messages of at most `limit` bytes.
  package init(limit: Int = 4 << 20) {
    self.limit = limit
  }

  /// Decodes a message.
  ///
  /// - Throws: `Refusal` with `requestTooLarge`; `RPCError` with `invalidArgument` for bytes that are no such message.
  package func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> Message {
    guard bytes.count <= limit else {
      throw Refusal(.requestTooLarge, "The message has \(bytes.count) bytes; at most \(limit) are taken")
    }
    return try ProtobufDeserializer<Message>().deserialize(bytes)
  }
}

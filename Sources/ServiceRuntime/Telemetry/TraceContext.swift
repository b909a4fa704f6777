import CareTypes
import GRPCCore
package import Tracing

/// The W3C trace context of a span (https://www.w3.org/TR/trace-context/): ids without meaning, passed on between
/// services and through events.
package struct TraceContext: Sendable, Hashable {
  /// 32 lower-case hexadecimal digits: the same for everything that one outside call causes.
  package let traceID: String
  /// 16 lower-case hexadecimal digits: this span.
  package let spanID: String

  /// A context of a new trace.
  package static func newTrace() -> TraceContext {
    TraceContext(traceID: hexadecimal(words: 2), spanID: hexadecimal(words: 1))
  }

  /// The context of a new span within this trace.
  package func newSpan() -> TraceContext {
    TraceContext(traceID: traceID, spanID: Self.hexadecimal(words: 1))
  }

  /// The header `traceparent`, sampled.
  package var traceparent: String { "00-\(traceID)-\(spanID)-01" }

  /// Reads a header `traceparent`; nil when it is malformed or all zero.
  package init?(traceparent: String) {
    let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].utf8.count == 2, parts[1].utf8.count == 32, parts[2].utf8.count == 16,
      parts[1].utf8.allSatisfy(Self.isHexadecimal), parts[2].utf8.allSatisfy(Self.isHexadecimal),
      parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
    else { return nil }
    traceID = String(parts[1])
    spanID = String(parts[2])
  }

  private init(traceID: String, spanID: String) {
    self.traceID = traceID
    self.spanID = spanID
  }

  /// The context of the current call or event; nil when it is not traced.
  package static var current: TraceContext? { ServiceContext.current?.traceContext }

  /// Runs a body within the trace of a header that was kept; an empty one is no trace.
  package static func within<Value>(
    _ traceparent: String,
    _ body: () async throws -> Value
  ) async rethrows -> Value {
    var context = ServiceContext.current ?? .topLevel
    context.traceContext = TraceContext(traceparent: traceparent)
    return try await ServiceContext.withValue(context, operation: body)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func hexadecimal(words: Int) -> String {
    (0..<words).map { _ in
      withUnsafeBytes(of: UInt64.random(in: 1...UInt64.max)) { $0.hexText }
    }.joined()
  }
}

private enum TraceContextKey: ServiceContextKey {
  typealias Value = TraceContext
}

extension ServiceContext {
  /// The trace that this context belongs to.
  package var traceContext: TraceContext? {
    get { self[TraceContextKey.self] }
    set { self[TraceContextKey.self] = newValue }
  }
}

/// Reads tracing headers from gRPC metadata.
struct MetadataExtractor: Extractor {
  func extract(key: String, from carrier: Metadata) -> String? {
    carrier[stringValues: key].first { _ in true }
  }
}

/// Writes tracing headers to gRPC metadata.
struct MetadataInjector: Injector {
  func inject(_ value: String, forKey key: String, into carrier: inout Metadata) {
    carrier.replaceOrAddString(value, forKey: key)
  }
}

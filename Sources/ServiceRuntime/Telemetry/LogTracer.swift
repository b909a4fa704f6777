package import Logging
import Synchronization
package import Tracing

/// A tracer that passes trace context on and writes each span that ends to the log, at debug level. Exporters to a
/// tracing system take its place without a change elsewhere.
package struct LogTracer: Tracer {
  private let logger: Logger

  /// A tracer that writes to a logger.
  package init(logger: Logger) {
    self.logger = logger
  }

  package func startSpan<Instant: TracerInstant>(
    _ operationName: String,
    context: @autoclosure () -> ServiceContext,
    ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant,
    function: String,
    file fileID: String,
    line: UInt
  ) -> LogSpan {
    var context = context()
    let parent = context.traceContext
    context.traceContext = parent?.newSpan() ?? .newTrace()
    return LogSpan(
      operationName: operationName,
      context: context,
      parentSpanID: parent?.spanID,
      startNanoseconds: instant().nanosecondsSinceEpoch,
      logger: logger
    )
  }

  package func forceFlush() {}

  package func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier,
    into context: inout ServiceContext,
    using extractor: Extract
  ) where Extract.Carrier == Carrier {
    guard let header = extractor.extract(key: "traceparent", from: carrier) else { return }
    context.traceContext = TraceContext(traceparent: header)
  }

  package func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext,
    into carrier: inout Carrier,
    using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let trace = context.traceContext else { return }
    injector.inject(trace.traceparent, forKey: "traceparent", into: &carrier)
  }
}

/// A span that becomes a line of the log when it ends.
package final class LogSpan: Span {
  private struct State {
    var operationName: String
    var attributes: SpanAttributes = [:]
    var isEnded = false
  }

  package let context: ServiceContext
  private let parentSpanID: String?
  private let startNanoseconds: UInt64
  private let logger: Logger
  private let state: Mutex<State>

  init(
    operationName: String,
    context: ServiceContext,
    parentSpanID: String?,
    startNanoseconds: UInt64,
    logger: Logger
  ) {
    self.context = context
    self.parentSpanID = parentSpanID
    self.startNanoseconds = startNanoseconds
    self.logger = logger
    state = Mutex(State(operationName: operationName))
  }

  package var operationName: String {
    get { state.withLock { $0.operationName } }
    set { state.withLock { $0.operationName = newValue } }
  }

  package var attributes: SpanAttributes {
    get { state.withLock { $0.attributes } }
    set { state.withLock { $0.attributes = newValue } }
  }

  package var isRecording: Bool { state.withLock { !$0.isEnded } }

  // Events, errors and links could carry texts of errors; the log of the RPC tells what may be told.
  package func setStatus(_ status: SpanStatus) {}
  package func addEvent(_ event: SpanEvent) {}
  package func recordError<Instant: TracerInstant>(
    _ error: any Error,
    attributes: SpanAttributes,
    at instant: @autoclosure () -> Instant
  ) {}
  package func addLink(_ link: SpanLink) {}

  package func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
    let operationName: String? = state.withLock { state in
      defer { state.isEnded = true }
      return state.isEnded ? nil : state.operationName
    }
    guard let operationName, let trace = context.traceContext else { return }
    logger.debug(
      "Span",
      metadata: [
        "span": "\(operationName)", "trace": "\(trace.traceID)", "span_id": "\(trace.spanID)",
        "parent_id": "\(parentSpanID ?? "")",
        "duration_us": "\((instant().nanosecondsSinceEpoch &- startNanoseconds) / 1_000)",
      ]
    )
  }
}

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

  /// Starts a span within the trace of the context; a span without one begins a trace.
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

  /// Does nothing: a span is logged when it ends.
  package func forceFlush() {}

  /// Reads the trace context from the headers of a call.
  package func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier,
    into context: inout ServiceContext,
    using extractor: Extract
  ) where Extract.Carrier == Carrier {
    guard let header = extractor.extract(key: "traceparent", from: carrier) else { return }
    context.traceContext = TraceContext(traceparent: header)
  }

  /// Writes the trace context into the headers of a call.
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

  /// The context with the trace of the span.
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

  /// The name of the operation, such as an RPC.
  package var operationName: String {
    get { state.withLock { $0.operationName } }
    set { state.withLock { $0.operationName = newValue } }
  }

  /// What is known of the operation, without personal data.
  package var attributes: SpanAttributes {
    get { state.withLock { $0.attributes } }
    set { state.withLock { $0.attributes = newValue } }
  }

  /// Whether the span has not ended.
  package var isRecording: Bool { state.withLock { !$0.isEnded } }

  // Events, errors and links could carry texts of errors; the log of the RPC tells what may be told.
  /// Does nothing: the log of the call has its status.
  package func setStatus(_ status: SpanStatus) {}
  /// Does nothing: texts of events could hold personal data.
  package func addEvent(_ event: SpanEvent) {}
  /// Does nothing: texts of errors could hold personal data.
  package func recordError<Instant: TracerInstant>(
    _ error: any Error,
    attributes: SpanAttributes,
    at instant: @autoclosure () -> Instant
  ) {}
  /// Does nothing: links are not logged.
  package func addLink(_ link: SpanLink) {}

  /// Ends the span, and logs it once.
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

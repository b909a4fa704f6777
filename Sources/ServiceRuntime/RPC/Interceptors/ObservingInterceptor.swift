import ServiceCore
package import GRPCCore
import GRPCProtobuf
import Logging
import Metrics
import Tracing

/// What the outside sees of each RPC: one log line, counts and durations by method and status, and a span. Never its
/// content. The outermost interceptor, so that it sees the status that the client gets.
package struct ObservingInterceptor: ServerInterceptor {
  private let methods: ObservedMethods

  /// An interceptor for a service.
  package init(service: String) {
    methods = ObservedMethods(service: service)
  }

  /// Handles the call, or passes it on.
  package func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    // A call within the process belongs to the trace of its caller.
    var parent = ServiceContext.current ?? .topLevel
    InstrumentationSystem.instrument.extract(request.metadata, into: &parent, using: MetadataExtractor())
    let call = ObservedCall(of: methods[context.descriptor], parent: parent)
    do {
      let response = try await call.scoped { try await next(request, context) }
      switch response.accepted {
      case .failure(let error):
        call.end(code: Status.Code(error.code))
        return response
      case .success:
        return response.wrappingProducer { writer, produce in
          do {
            let trailers = try await call.scoped { try await produce(writer) }
            call.end(code: .ok)
            return trailers
          } catch {
            call.end(code: Self.code(of: error))
            throw error
          }
        }
      }
    } catch {
      call.end(code: Self.code(of: error))
      throw error
    }
  }

  private static func code(of error: any Error) -> Status.Code {
    switch error {
    case let error as GoogleRPCStatus: Status.Code(error.code)
    case let error as RPCError: Status.Code(error.code)
    case let error as Refusal: Status.Code(RPCError.Code(error.reason.status))
    case is CancellationError: .cancelled
    default: .unknown
    }
  }
}

/// One RPC from its arrival to its status.
private struct ObservedCall: Sendable {
  private let method: ObservedMethod
  private let span: any Span
  private let logger: Logger
  private let start = ContinuousClock.now

  init(of method: ObservedMethod, parent: ServiceContext) {
    self.method = method
    span = startSpan(method.name, context: parent, ofKind: .server)
    var logger = Logger.current
    logger[metadataKey: "service"] = .string(method.service)
    logger[metadataKey: "method"] = .string(method.name)
    if let trace = span.context.traceContext { logger[metadataKey: "trace"] = .string(trace.traceID) }
    self.logger = logger
  }

  /// Runs a part of the call with its logger and its span as the current ones.
  func scoped<Value>(_ body: () async throws -> Value) async throws -> Value {
    try await withLogger(logger) { _ in
      try await ServiceContext.withValue(span.context, operation: body)
    }
  }

  func end(code: Status.Code) {
    let duration = ContinuousClock.now - start
    span.attributes["rpc.grpc.status_code"] = code.rawValue
    span.end()
    method.note(duration.nanoseconds, code)
    logger.info(
      "RPC",
      metadata: ["code": "\(code)", "duration_us": "\(duration.nanoseconds / 1_000)"]
    )
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}

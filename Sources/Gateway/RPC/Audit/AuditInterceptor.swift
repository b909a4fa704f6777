import GatewayDomain
import GRPCCore
import GRPCProtobuf
import ServiceRuntime
import Synchronization

/// Writes each call of a known client into the audit trail, with its outcome, before any part of the answer leaves. A call
/// that cannot be audited is not answered. A stream is written with its first message, or with its end if it sends none.
struct AuditInterceptor: ServerInterceptor {
  let store: GatewayStore
  let mapping: ErrorMapping

  func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>,
    context: ServerContext,
    next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    guard let call = AuthenticatedCall.current else { return try await next(request, context) }
    let line = AuditLine(call: call, method: context.descriptor, store: store)
    let mapping = mapping
    let response = try await next(request, context)
    if case .failure(let error) = response.accepted {
      do {
        try await line.write(Status.Code(error.code))
      } catch {
        throw mapping.status(for: error)
      }
    }
    return response.wrappingProducer { writer, produce in
      let outcome: Result<Metadata, any Error>
      do {
        outcome = .success(try await produce(RPCWriter(wrapping: AuditedWriter(line: line, writer: writer))))
      } catch {
        outcome = .failure(mapping.status(for: error))
      }
      do {
        try await line.write(outcome.code)
      } catch {
        throw mapping.status(for: error)
      }
      return try outcome.get()
    }
  }
}

extension Result<Metadata, any Error> {
  /// The status code of an answer whose error has become a status.
  fileprivate var code: Status.Code {
    switch self {
    case .success: .ok
    case .failure(let error): (error as? GoogleRPCStatus).map { Status.Code($0.code) } ?? .unknown
    }
  }
}

/// Writes the entry of a call before the first message of its answer.
private struct AuditedWriter<Element: Sendable>: RPCWriterProtocol {
  let line: AuditLine
  let writer: RPCWriter<Element>

  func write(_ element: Element) async throws {
    try await line.write(.ok)
    try await writer.write(element)
  }

  func write(contentsOf elements: some Sequence<Element>) async throws {
    try await line.write(.ok)
    try await writer.write(contentsOf: elements)
  }
}

/// The entry of a call in the audit trail, which is written once.
private final class AuditLine: Sendable {
  private let call: AuthenticatedCall
  private let method: MethodDescriptor
  private let store: GatewayStore
  private let isTaken = Mutex(false)

  init(call: AuthenticatedCall, method: MethodDescriptor, store: GatewayStore) {
    self.call = call
    self.method = method
    self.store = store
  }

  /// Writes the entry, unless that was done or tried before.
  ///
  /// - Throws: What the store throws.
  func write(_ outcome: Status.Code) async throws {
    let wasTaken = isTaken.withLock { isTaken in
      defer { isTaken = true }
      return isTaken
    }
    if wasTaken { return }
    try await store.append(
      AuditEntry(
        client: call.client.name,
        method: method.fullyQualifiedMethod,
        resource: call.resource,
        shown: call.shown,
        asked: call.asked,
        outcome: "\(outcome)"
      ),
      inVain: call.inVain
    )
  }
}

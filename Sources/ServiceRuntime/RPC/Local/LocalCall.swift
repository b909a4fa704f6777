import GRPCCore
import Synchronization

/// A unary call within the process. It travels to the server in the context of the call, and takes the answer back.
final class LocalCall<Input: Sendable, Output: Sendable>: ServerContext.TransportSpecific {
  private let request: StreamingClientRequest<Input>
  private let answer = Mutex<StreamingClientResponse<Output>?>(nil)

  init(_ request: StreamingClientRequest<Input>) {
    self.request = request
  }

  /// Makes the call in the current task.
  ///
  /// - Parameters:
  ///   - handler: The entrance of the server.
  ///   - method: The method that is called.
  func run(_ handler: LocalEntrance.Handler, _ method: MethodDescriptor) async -> StreamingClientResponse<Output> {
    typealias Server = LocalTransport.Server
    let reply = LastElement<RPCResponsePart<Server.Bytes>>()
    let stream = Server.Stream(
      descriptor: method,
      inbound: Server.Inbound(wrapping: ListedElements<RPCRequestPart<Server.Bytes>>(.metadata(request.metadata))),
      outbound: Server.Outbound(wrapping: reply)
    )
    var context = ServerContext(
      descriptor: method,
      remotePeer: LocalEntrance.peer,
      localPeer: LocalEntrance.peer,
      cancellation: ServerContext.RPCCancellationHandle()
    )
    context.transportSpecific = self
    await handler(stream, context)
    if let answer = answer.withLock({ $0 }) { return answer }
    // The server has no such method.
    if case .status(let status, let metadata)? = reply.last, let error = RPCError(status: status, metadata: metadata) {
      return StreamingClientResponse(error: error)
    }
    return StreamingClientResponse(error: RPCError(code: .internalError, message: "The call was not answered."))
  }

  /// Takes in the message of the caller and the answer of the handler.
  ///
  /// - Parameters:
  ///   - metadata: The metadata of the call.
  ///   - next: Answers the message.
  func take(
    _ metadata: Metadata,
    _ next: (StreamingServerRequest<Input>) async throws -> StreamingServerResponse<Output>
  ) async {
    let result: StreamingClientResponse<Output>
    do {
      result = try await answer(metadata, next)
    } catch let error as RPCError {
      result = StreamingClientResponse(error: error)
    } catch let error as any RPCErrorConvertible {
      result = StreamingClientResponse(error: RPCError(error))
    } catch {
      result = StreamingClientResponse(error: RPCError(code: .unknown, message: "", cause: error))
    }
    answer.withLock { $0 = result }
  }

  private func answer(
    _ metadata: Metadata,
    _ next: (StreamingServerRequest<Input>) async throws -> StreamingServerResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    let messages = LastElement<Input>()
    try await request.producer(RPCWriter(wrapping: messages))
    guard let message = messages.last else {
      throw RPCError(code: .internalError, message: "A unary call has no message.")
    }
    let response = try await next(
      StreamingServerRequest(single: ServerRequest(metadata: metadata, message: message))
    )
    let contents = try response.accepted.get()
    let answers = LastElement<Output>()
    let trailing = try await contents.producer(RPCWriter(wrapping: answers))
    guard let answer = answers.last else {
      throw RPCError(code: .internalError, message: "A unary call has no answer.")
    }
    return StreamingClientResponse(
      metadata: contents.metadata,
      bodyParts: RPCAsyncSequence(wrapping: ListedElements(.message(answer), .trailingMetadata(trailing)))
    )
  }
}

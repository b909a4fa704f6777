import ServiceCore
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Serves the Prometheus page, `GET /metrics`, on a local port.
package struct MetricsPage: Service {
  private let metrics: PrometheusMetrics
  private let host: String
  private let port: Int

  /// A page of some metrics.
  package init(metrics: PrometheusMetrics, host: String, port: Int) {
    self.metrics = metrics
    self.host = host
    self.port = port
  }

  /// Serves until graceful shutdown.
  ///
  /// - Throws: `StartupError` when the port cannot be had.
  package func run() async throws {
    let metrics = metrics
    let server: any Channel
    do {
      server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(PageHandler(metrics: metrics))
          }
        }
        .bind(host: host, port: port).get()
    } catch {
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
      throw StartupError("The metrics page cannot listen on \(host):\(port): \(reason)")
    }
    try await withGracefulShutdownHandler {
      try await server.closeFuture.get()
    } onGracefulShutdown: {
      server.close(promise: nil)
    }
  }
}

/// Answers one connection: the page for `GET /metrics`, 404 for anything else.
private final class PageHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let metrics: PrometheusMetrics
  private var head: HTTPRequestHead?

  init(metrics: PrometheusMetrics) {
    self.metrics = metrics
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      let isPage = head.method == .GET && head.uri == "/metrics"
      let body = context.channel.allocator.buffer(string: isPage ? metrics.page() : "")
      let headers: HTTPHeaders = [
        "content-type": "text/plain; version=0.0.4", "content-length": "\(body.readableBytes)", "connection": "close",
      ]
      let answer = HTTPResponseHead(version: head.version, status: isPage ? .ok : .notFound, headers: headers)
      context.write(wrapOutboundOut(.head(answer)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}

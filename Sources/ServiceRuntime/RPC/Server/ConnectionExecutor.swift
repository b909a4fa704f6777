import NIOCore
import NIOPosix
import Synchronization

/// Runs tasks on the threads that carry connections, so that a short call is answered on the thread that its bytes came in
/// on: to hand it to another thread and back costs more than many a call takes itself.
///
/// What runs long must not run here, because the other calls of the same connections wait behind it.
package final class ConnectionExecutor: TaskExecutor {
  /// Runs a task on the thread that it is on, if that carries connections; otherwise on any that does.
  package static let anyThread = ConnectionExecutor(nil)

  private static let known = Mutex<[ObjectIdentifier: ConnectionExecutor]>([:])

  /// The thread; nil for any.
  private let loop: (any EventLoop)?

  private init(_ loop: (any EventLoop)?) {
    self.loop = loop
  }

  /// Runs tasks on the current thread; nil if that carries no connections.
  package static var current: ConnectionExecutor? {
    guard let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return nil }
    return known.withLock { known in
      if let executor = known[ObjectIdentifier(loop)] { return executor }
      let executor = ConnectionExecutor(loop)
      known[ObjectIdentifier(loop)] = executor
      return executor
    }
  }

  /// Runs a part of a task, behind those that wait already.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let loop =
      loop ?? MultiThreadedEventLoopGroup.currentEventLoop
      ?? MultiThreadedEventLoopGroup.singletonMultiThreadedEventLoopGroup.next()
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

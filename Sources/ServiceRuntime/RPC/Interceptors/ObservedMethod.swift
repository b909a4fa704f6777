import GRPCCore
import Metrics
import Synchronization

/// The figures of the methods of a service.
final class ObservedMethods: Sendable {
  private let service: String
  private let methods = Mutex<[MethodDescriptor: ObservedMethod]>([:])

  init(service: String) {
    self.service = service
  }

  /// The figures of a method, which are made at its first call. Only methods that the service has are called.
  subscript(descriptor: MethodDescriptor) -> ObservedMethod {
    methods.withLock { methods in
      if let known = methods[descriptor] { return known }
      let method = ObservedMethod(service: service, name: descriptor.fullyQualifiedMethod)
      methods[descriptor] = method
      return method
    }
  }
}

/// The figures of a method: how many calls ended with each status, and how long they took.
final class ObservedMethod: Sendable {
  /// The name of the service, such as `registration`.
  let service: String
  /// The full name of the method.
  let name: String
  private let durations: Timer
  private let counts = Mutex<[Status.Code: Counter]>([:])

  init(service: String, name: String) {
    self.service = service
    self.name = name
    durations = Timer(label: "mantel_rpc_duration_seconds", dimensions: [("service", service), ("method", name)])
  }

  /// Counts a call that has ended.
  ///
  /// - Parameters:
  ///   - nanoseconds: How long it took.
  ///   - code: Its status.
  func note(_ nanoseconds: Int64, _ code: Status.Code) {
    durations.recordNanoseconds(nanoseconds)
    count(of: code).increment()
  }

  private func count(of code: Status.Code) -> Counter {
    counts.withLock { counts in
      if let known = counts[code] { return known }
      let counter = Counter(
        label: "mantel_rpc_total",
        dimensions: [("service", service), ("method", name), ("code", "\(code)")]
      )
      counts[code] = counter
      return counter
    }
  }
}

import ServiceCore
package import GRPCCore
import ServiceCore

extension CallOptions {
  /// Options for a call to another service within the current call: waits for the service to be there, and no longer
  /// than the caller waits.
  package static var upstream: CallOptions {
    var options = CallOptions.defaults
    options.waitForReady = true
    let longest = Duration.seconds(10)
    if let deadline = CallContext.current.deadline {
      options.timeout = max(.zero, min(longest, deadline - .now))
    } else {
      options.timeout = longest
    }
    return options
  }

  /// Options for a stream from another service that lasts as long as both are there.
  package static var upstreamFeed: CallOptions {
    var options = CallOptions.defaults
    options.waitForReady = true
    return options
  }
}

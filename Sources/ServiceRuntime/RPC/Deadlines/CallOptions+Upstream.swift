package import GRPCCore

extension CallOptions {
  /// Options for a call to another service: waits for the service to be there. How long it may take is for the caller to
  /// say (`CallContext.limited`).
  package static var upstream: CallOptions {
    var options = CallOptions.defaults
    options.waitForReady = true
    return options
  }
}

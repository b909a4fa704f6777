/// What the handler of an RPC knows of its call: on whose behalf it runs, and until when.
package struct CallContext: Sendable {
  /// Name of the API client on whose behalf the call runs; `mantel` for Mantel's own work.
  package var client: String
  /// When the caller stops waiting.
  package var deadline: ContinuousClock.Instant?
  /// What the client may see; nil for Mantel's own work, which sees everything.
  package var scope: CallScope?

  /// A context.
  package init(
    client: String = Self.ownWork,
    deadline: ContinuousClock.Instant? = nil,
    scope: CallScope? = nil
  ) {
    self.client = client
    self.deadline = deadline
    self.scope = scope
  }

  /// The client name of Mantel's own work.
  package static let ownWork = "mantel"

  /// The context of the current call.
  @TaskLocal package static var current = CallContext()

  /// Metadata key by which the client's name travels between services.
  package static let clientKey = "mantel-client"
}

import GatewayDomain

/// What a call is about, as the audit trail keeps it: a column of the route table.
enum AuditSubject<Request: Sendable, Answer: Sendable>: Sendable {
  /// Nothing that can be named.
  case nothing
  /// Names or codes that the request gives. Whatever is no name or code of a known form is left out: it could be a
  /// national number.
  case named(@Sendable (Request) -> String)
  /// What the gateway knows by itself, such as the zone of the client.
  case known(@Sendable (Request, APIClient) -> String)
  /// The record that the call made, by its name in the answer.
  case made(@Sendable (Answer) -> String)

  /// The subject as far as it is known when the call comes in; empty if only the answer shows it.
  func beforeAnswer(_ request: Request, by client: APIClient) -> String {
    switch self {
    case .nothing, .made: ""
    case .named(let name): AuditedResource.wellFormed(name(request))
    case .known(let name): name(request, client)
    }
  }

  /// The subject that the answer shows; nil if it was known before.
  func afterAnswer(_ answer: Answer) -> String? {
    if case .made(let name) = self { name(answer) } else { nil }
  }
}

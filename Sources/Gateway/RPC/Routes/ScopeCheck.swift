import CareTypes
import GatewayDomain
import GRPCCore
import ServiceCore
import ServiceRuntime

/// The check that holds the calls of a method to what their client may see.
///
/// A check is made only by the functions below, each of which says what it does by doing it: a row of the route table
/// cannot claim a check that is not made. Where the check yields something, such as the zone of the client, the handler of
/// the method takes it from here and not from the request.
struct ScopeCheck<Request: Sendable, Cleared: Sendable>: Sendable {
  /// Who holds the scope.
  let holder: ScopeHolder
  private let check: @Sendable (Request, AuthenticatedCall, RecordVisibility) async throws -> Cleared

  private init(
    _ holder: ScopeHolder,
    _ check: @escaping @Sendable (Request, AuthenticatedCall, RecordVisibility) async throws -> Cleared
  ) {
    self.holder = holder
    self.check = check
  }

  /// Checks a request, before it is answered.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - call: The call that brought it.
  ///   - visibility: Asks Registration which records the client sees.
  /// - Returns: What the request may be answered about.
  /// - Throws: `Refusal` if the client may not make the request.
  func clear(
    _ request: Request,
    of call: AuthenticatedCall,
    by visibility: RecordVisibility
  ) async throws -> Cleared {
    try await check(request, call, visibility)
  }
}

extension ScopeCheck where Cleared == Void {
  /// For answers that are public, or show nothing of anybody in the registry.
  static var notNeeded: ScopeCheck { ScopeCheck(.nobody) { _, _, _ in } }

  /// Registration checks each record that it reads.
  static var byRegistration: ScopeCheck { by(.registration) }

  /// Statutes checks that the territory of a draft's authority lies in the municipalities of the client.
  static var byStatutes: ScopeCheck { by(.statutes) }

  /// Rights limits a simulation, and lists and counts of what is not taken up, to the care situations of the client's
  /// municipalities.
  static var byRights: ScopeCheck { by(.rights) }

  /// The gateway asks Registration first whether the client sees the record that the request names, because the service
  /// that answers does not know which records are sealed or merged, and who is in care with whom.
  ///
  /// - Parameters:
  ///   - collection: The kind of record.
  ///   - field: The field of the request that names it.
  ///   - name: The name that a request gives.
  static func record(
    in collection: ResourceCollection,
    field: String,
    _ name: @escaping @Sendable (Request) -> String
  ) -> ScopeCheck {
    ScopeCheck(.gateway) { request, _, visibility in
      try await visibility.require(name(request), in: collection, field: field)
    }
  }

  /// The gateway asks Registration first whether the client sees the person or the care situation that holds each of the
  /// awards that the request names.
  ///
  /// - Parameters:
  ///   - field: The field of the request that names them.
  ///   - names: The names that a request gives.
  static func awards(field: String, _ names: @escaping @Sendable (Request) -> [String]) -> ScopeCheck {
    ScopeCheck(.gateway) { request, _, visibility in
      for (index, name) in names(request).prefix(100).enumerated() {
        try await visibility.requireAward(name, field: names(request).count > 1 ? "\(field)[\(index)]" : field)
      }
    }
  }

  /// The service can check only what it knows of the client. A call without a scope would be answered as Mantel's own
  /// work, which sees everything.
  private static func by(_ service: ScopeHolder.ServiceWithScope) -> ScopeCheck {
    ScopeCheck(.service(service)) { _, _, _ in
      guard CallContext.current.scope != nil else { throw Refusal(.internal, "A call of a client has no scope") }
    }
  }
}

extension ScopeCheck {
  /// The gateway asks Registration whether the client sees a record that the request does not name: it is found first, and
  /// what was found is given to the handler. Nobody sees what was found before the check.
  ///
  /// - Parameters:
  ///   - find: Finds it, by a call to a service with the options given.
  ///   - name: The name of the record in what was found.
  static func recordFound(
    by find: @escaping @Sendable (Request, CallOptions) async throws -> Cleared,
    _ name: @escaping @Sendable (Cleared) -> String
  ) -> ScopeCheck {
    ScopeCheck(.gateway) { request, _, visibility in
      let found = try await Upstream.ask { try await find(request, $0) }
      try await visibility.require(name(found))
      return found
    }
  }
}

extension ScopeCheck where Cleared == PlaceOfCare {
  /// The call is about the hospital or care centre that the client is.
  static var placeOfCareOfClient: ScopeCheck { ScopeCheck(.clientsFile) { _, call, _ in try call.placeOfCare() } }
}

extension ScopeCheck where Cleared == String {
  /// The call is about the zone of the care council that the client is.
  static var zoneOfClient: ScopeCheck { ScopeCheck(.clientsFile) { _, call, _ in try call.zone() } }
}

extension ScopeCheck where Cleared == [String] {
  /// The call is about the municipalities of the client, by NIS code.
  static var municipalitiesOfClient: ScopeCheck {
    ScopeCheck(.clientsFile) { _, call, _ in try call.municipalities() }
  }

  /// The call is made by the municipalities of the client, by NIS code, about a record that the request names. The gateway
  /// asks Registration first whether the client sees it.
  ///
  /// - Parameters:
  ///   - collection: The kind of record.
  ///   - field: The field of the request that names it.
  ///   - name: The name that a request gives.
  static func municipalitiesOfClient(
    seeing collection: ResourceCollection,
    field: String,
    _ name: @escaping @Sendable (Request) -> String
  ) -> ScopeCheck {
    ScopeCheck(.gateway) { request, call, visibility in
      try await visibility.require(name(request), in: collection, field: field)
      return try call.municipalities()
    }
  }
}

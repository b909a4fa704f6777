import CareTypes
import RightsAPI

/// The rows of `mantel.rights.v1.AwardService`. The gateway asks Registration whether the client sees the holder of an
/// award; Rights checks that a ruling is on a provision that the client may rule on.
struct AwardRoutes {
  private typealias Methods = Mantel_Rights_V1_AwardService.Method

  /// The services behind the gateway.
  let services: ServicesBehind

  /// The rows.
  var all: [any Route] { reads + changes }

  private var reads: [any Route] {
    [
      UnaryRoute(
        Methods.ListAwards.descriptor,
        scope: .record(in: .careSituations, field: "care_situation", \.careSituation),
        about: .named(\.careSituation),
        missing: \.careSituation
      ) { try await services.awards.listAwards($0, options: $1) },
      UnaryRoute(
        Methods.GetAward.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.getAward($0, options: $1) },
      UnaryRoute(
        Methods.ListNonTakeUp.descriptor,
        scope: .byRights,
        about: .named(\.municipality),
        showing: { $1.items.flatMap { [$0.award.name, $0.careSituation] } },
        limitsEachCall: true
      ) { request, _ in try await NonTakeUpHandler(services: services).listNonTakeUp(request) },
      UnaryRoute(
        Methods.CountNonTakeUp.descriptor,
        scope: .byRights,
        deadline: .simulation,
        about: .named(\.municipality)
      ) { try await services.awards.countNonTakeUp($0, options: $1) },
    ]
  }

  private var changes: [any Route] {
    [
      UnaryRoute(
        Methods.ApplyForAward.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.applyForAward($0, options: $1) },
      UnaryRoute(
        Methods.SignAward.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.signAward($0, options: $1) },
      UnaryRoute(
        Methods.RuleOnAwards.descriptor,
        scope: .awards(field: "names", \.names),
        about: .named { $0.names.first ?? "" },
        showing: { request, _ in Array(request.names.dropFirst()) }
      ) { try await services.awards.ruleOnAwards($0, options: $1) },
      UnaryRoute(
        Methods.RecordObjection.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.recordObjection($0, options: $1) },
      UnaryRoute(
        Methods.RecordUse.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.recordUse($0, options: $1) },
      UnaryRoute(
        Methods.EndAward.descriptor,
        scope: .awards(field: "name") { [$0.name] },
        about: .named(\.name),
        missing: \.name
      ) { try await services.awards.endAward($0, options: $1) },
    ]
  }
}

import GatewayDomain
import GRPCCore
import StatutesAPI

/// The rows of the services of Statutes, whose methods clients call through the gateway. The law is public: no scope
/// applies to reading it.
struct StatutesRoutes {
  private typealias Statutes = Mantel_Statutes_V1_StatutesService.Method
  private typealias Comparison = Mantel_Statutes_V1_ComparisonService.Method
  private typealias Harmonisation = Mantel_Statutes_V1_HarmonisationService.Method

  /// The kinds of client that bring regulations closer to each other (harmonisering).
  private static let harmonisers: [APIClient.Kind] = [.municipality, .careCouncil]

  /// The services behind the gateway.
  let services: ServicesBehind

  /// The rows.
  var all: [any Route] { ofDrafts + ofLaw + ofComparison + ofHarmonisation }

  /// For municipalities alone: Statutes checks that the authority's territory lies within the client's scope.
  private var ofDrafts: [any Route] {
    [
      // Only the answer names the draft; the text of a pack does not belong into the audit trail.
      UnaryRoute(
        Statutes.DraftRegulation.descriptor,
        scope: .byStatutes,
        about: .nothing,
        showing: { [$1.draft.name, AuditedResource.authority($1.draft.authority)] }
      ) { try await services.statutes.draftRegulation($0, options: $1) },
      UnaryRoute(
        Statutes.PublishRegulation.descriptor,
        scope: .byStatutes,
        about: .named(\.draft),
        showing: { $1.published }
      ) {
        try await services.statutes.publishRegulation($0, options: $1)
      },
      UnaryRoute(Statutes.DropRegulation.descriptor, scope: .byStatutes, about: .named(\.draft)) {
        try await services.statutes.dropRegulation($0, options: $1)
      },
      UnaryRoute(Statutes.GetDraft.descriptor, scope: .byStatutes, about: .named(\.name)) {
        try await services.statutes.getDraft($0, options: $1)
      },
      UnaryRoute(
        Statutes.ListDrafts.descriptor,
        scope: .byStatutes,
        about: .named { AuditedResource.authority($0.authority) },
        showing: { $1.drafts.map(\.name) }
      ) { try await services.statutes.listDrafts($0, options: $1) },
    ]
  }

  private var ofLaw: [any Route] {
    let everyone = APIClient.Kind.allCases
    return [
      UnaryRoute(Statutes.CheckRegulation.descriptor, for: Self.harmonisers, scope: .notNeeded, about: .nothing) {
        try await services.statutes.checkRegulation($0, options: $1)
      },
      UnaryRoute(Statutes.GetProvision.descriptor, for: everyone, scope: .notNeeded, about: .named(\.name)) {
        try await services.statutes.getProvision($0, options: $1)
      },
      UnaryRoute(Statutes.ListVersions.descriptor, for: everyone, scope: .notNeeded, about: .named(\.name)) {
        try await services.statutes.listVersions($0, options: $1)
      },
      UnaryRoute(Statutes.ListProvisions.descriptor, for: everyone, scope: .notNeeded, about: .named(Self.filter)) {
        try await services.statutes.listProvisions($0, options: $1)
      },
      UnaryRoute(Statutes.ListFacts.descriptor, for: everyone, scope: .notNeeded, about: .nothing) {
        try await services.statutes.listFacts($0, options: $1)
      },
    ]
  }

  private var ofComparison: [any Route] {
    let everyone = APIClient.Kind.allCases
    return [
      UnaryRoute(
        Comparison.CompareAuthorities.descriptor,
        for: everyone,
        scope: .notNeeded,
        about: .named { "\(AuditedResource.authority($0.left)) \(AuditedResource.authority($0.right))" }
      ) { try await services.comparison.compareAuthorities($0, options: $1) },
      UnaryRoute(
        Comparison.CompareMunicipalities.descriptor,
        for: everyone,
        scope: .notNeeded,
        about: .named { Self.list($0.municipalities) }
      ) { try await services.comparison.compareMunicipalities($0, options: $1) },
      // The facts describe someone without a name, and do not belong into the audit trail.
      UnaryRoute(
        Comparison.CompareProfile.descriptor,
        for: everyone,
        scope: .notNeeded,
        about: .named { Self.list($0.municipalities) }
      ) {
        try await services.comparison.compareProfile($0, options: $1)
      },
      UnaryRoute(Comparison.ListClashes.descriptor, for: everyone, scope: .notNeeded, about: .named(\.municipality)) {
        try await services.comparison.listClashes($0, options: $1)
      },
      UnaryRoute(Comparison.CompareConditions.descriptor, for: everyone, scope: .notNeeded, about: .nothing) {
        try await services.comparison.compareConditions($0, options: $1)
      },
    ]
  }

  private var ofHarmonisation: [any Route] {
    [
      UnaryRoute(
        Harmonisation.ProposeHarmonisation.descriptor,
        for: Self.harmonisers,
        scope: .notNeeded,
        about: .named { Self.list([$0.model] + $0.municipalities) }
      ) { try await services.harmonisation.proposeHarmonisation($0, options: $1) },
      UnaryRoute(
        Harmonisation.GetHarmonisation.descriptor,
        for: Self.harmonisers,
        scope: .notNeeded,
        about: .named { Self.list([$0.model] + $0.municipalities) }
      ) { try await services.harmonisation.getHarmonisation($0, options: $1) },
      UnaryRoute(
        Harmonisation.ListUnharmonised.descriptor,
        for: Self.harmonisers,
        scope: .notNeeded,
        about: .named(\.municipality)
      ) {
        try await services.harmonisation.listUnharmonised($0, options: $1)
      },
      UnaryRoute(
        Harmonisation.ListOpenTerms.descriptor,
        for: Self.harmonisers,
        scope: .notNeeded,
        about: .named(\.municipality)
      ) {
        try await services.harmonisation.listOpenTerms($0, options: $1)
      },
      UnaryRoute(
        Harmonisation.ListEquivalences.descriptor,
        for: Self.harmonisers,
        scope: .notNeeded,
        about: .named(\.name)
      ) {
        try await services.harmonisation.listEquivalences($0, options: $1)
      },
    ]
  }

  /// Several names as one text, with spaces between.
  @Sendable private static func list(_ names: [String]) -> String { names.joined(separator: " ") }

  /// The authority and municipality whose provisions are listed.
  @Sendable private static func filter(_ request: Mantel_Statutes_V1_ListProvisionsRequest) -> String {
    list([AuditedResource.authority(request.authority), request.municipality].filter { !$0.isEmpty })
  }
}

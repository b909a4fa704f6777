import CareTypes
import GRPCCore
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import TypeAPI

/// The methods of Statutes, and those of Rights about what the law would do, that clients call through the gateway: what
/// each is about, and who may call it. The law is public: no scope applies to reading it.
struct StatutesRoutes {
  private typealias Statutes = Mantel_Statutes_V1_StatutesService.Method
  private typealias Comparison = Mantel_Statutes_V1_ComparisonService.Method
  private typealias Harmonisation = Mantel_Statutes_V1_HarmonisationService.Method
  private typealias Rights = Mantel_Rights_V1_RightsService.Method

  /// Who brings regulations closer to each other.
  private static let harmonisers: [APIClient.Kind] = [.municipality, .careCouncil]

  let statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol
  let comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  let visibility: RecordVisibility

  /// The services that are passed on; of Rights two methods alone.
  static let descriptors = [
    Mantel_Statutes_V1_StatutesService.descriptor, Mantel_Statutes_V1_ComparisonService.descriptor,
    Mantel_Statutes_V1_HarmonisationService.descriptor, Mantel_Rights_V1_RightsService.descriptor,
  ]

  /// All of them.
  var all: [any RegistrableRPCService] { ofDrafts + ofLaw + ofComparison + ofHarmonisation + ofRights }

  /// For municipalities alone: Statutes holds the territory of the authority against the client's scope.
  private var ofDrafts: [any RegistrableRPCService] {
    [
      // What is drafted is known by the answer; the text of a pack is not for the audit trail.
      ForwardedMethod(
        Statutes.DraftRegulation.descriptor,
        about: { _ in "" },
        showing: { [$1.draft.name, AuditedResource.authority($1.draft.authority)] }
      ) { try await statutes.draftRegulation($0, options: $1) },
      ForwardedMethod(Statutes.PublishRegulation.descriptor, about: \.draft, showing: { $1.published }) {
        try await statutes.publishRegulation($0, options: $1)
      },
      ForwardedMethod(Statutes.DropRegulation.descriptor, about: \.draft) {
        try await statutes.dropRegulation($0, options: $1)
      },
      ForwardedMethod(Statutes.GetDraft.descriptor, about: \.name) { try await statutes.getDraft($0, options: $1) },
      ForwardedMethod(
        Statutes.ListDrafts.descriptor,
        about: { AuditedResource.authority($0.authority) },
        showing: { $1.drafts.map(\.name) }
      ) { try await statutes.listDrafts($0, options: $1) },
    ]
  }

  private var ofLaw: [any RegistrableRPCService] {
    let everyone = APIClient.Kind.allCases
    return [
      ForwardedMethod(Statutes.CheckRegulation.descriptor, for: Self.harmonisers, about: { _ in "" }) {
        try await statutes.checkRegulation($0, options: $1)
      },
      ForwardedMethod(Statutes.GetProvision.descriptor, for: everyone, about: \.name) {
        try await statutes.getProvision($0, options: $1)
      },
      ForwardedMethod(Statutes.ListVersions.descriptor, for: everyone, about: \.name) {
        try await statutes.listVersions($0, options: $1)
      },
      ForwardedMethod(Statutes.ListProvisions.descriptor, for: everyone, about: Self.filter) {
        try await statutes.listProvisions($0, options: $1)
      },
      ForwardedMethod(Statutes.ListFacts.descriptor, for: everyone, about: { _ in "" }) {
        try await statutes.listFacts($0, options: $1)
      },
    ]
  }

  private var ofComparison: [any RegistrableRPCService] {
    let everyone = APIClient.Kind.allCases
    return [
      ForwardedMethod(
        Comparison.CompareAuthorities.descriptor,
        for: everyone,
        about: { "\(AuditedResource.authority($0.left)) \(AuditedResource.authority($0.right))" }
      ) { try await comparison.compareAuthorities($0, options: $1) },
      ForwardedMethod(
        Comparison.CompareMunicipalities.descriptor,
        for: everyone,
        about: { Self.list($0.municipalities) }
      ) { try await comparison.compareMunicipalities($0, options: $1) },
      // The facts are about someone without a name, and are not for the audit trail.
      ForwardedMethod(Comparison.CompareProfile.descriptor, for: everyone, about: { Self.list($0.municipalities) }) {
        try await comparison.compareProfile($0, options: $1)
      },
      ForwardedMethod(Comparison.ListClashes.descriptor, for: everyone, about: \.municipality) {
        try await comparison.listClashes($0, options: $1)
      },
      ForwardedMethod(Comparison.CompareConditions.descriptor, for: everyone, about: { _ in "" }) {
        try await comparison.compareConditions($0, options: $1)
      },
    ]
  }

  private var ofHarmonisation: [any RegistrableRPCService] {
    [
      ForwardedMethod(
        Harmonisation.ProposeHarmonisation.descriptor,
        for: Self.harmonisers,
        about: { Self.list([$0.model] + $0.municipalities) }
      ) { try await harmonisation.proposeHarmonisation($0, options: $1) },
      ForwardedMethod(
        Harmonisation.GetHarmonisation.descriptor,
        for: Self.harmonisers,
        about: { Self.list([$0.model] + $0.municipalities) }
      ) { try await harmonisation.getHarmonisation($0, options: $1) },
      ForwardedMethod(Harmonisation.ListUnharmonised.descriptor, for: Self.harmonisers, about: \.municipality) {
        try await harmonisation.listUnharmonised($0, options: $1)
      },
      ForwardedMethod(Harmonisation.ListOpenTerms.descriptor, for: Self.harmonisers, about: \.municipality) {
        try await harmonisation.listOpenTerms($0, options: $1)
      },
      ForwardedMethod(Harmonisation.ListEquivalences.descriptor, for: Self.harmonisers, about: \.name) {
        try await harmonisation.listEquivalences($0, options: $1)
      },
    ]
  }

  private var ofRights: [any RegistrableRPCService] {
    let visibility = visibility
    return [
      // For municipalities alone, each about its own people: whoever writes the conditions can ask about one person.
      ForwardedMethod(
        Rights.SimulateRegulation.descriptor,
        about: { Self.list($0.municipalities) },
        showing: { request, _ in Set(request.drafts.map(\.provision)).sorted() },
        longest: .longestSimulation
      ) { try await rights.simulateRegulation($0, options: $1) },
      // Rights does not know what is sealed; Registration does.
      ForwardedMethod(
        Rights.PreviewMove.descriptor,
        about: \.careSituation,
        admitting: { try await visibility.require(.careSituations, $0.careSituation, field: "care_situation") }
      ) { request, options in
        try await Upstream.inOwnWords(about: request.careSituation) {
          try await rights.previewMove(request, options: options)
        }
      },
    ]
  }

  /// Several names as one text.
  @Sendable private static func list(_ names: [String]) -> String { names.joined(separator: " ") }

  /// Whose provisions are listed.
  @Sendable private static func filter(_ request: Mantel_Statutes_V1_ListProvisionsRequest) -> String {
    list([AuditedResource.authority(request.authority), request.municipality].filter { !$0.isEmpty })
  }
}

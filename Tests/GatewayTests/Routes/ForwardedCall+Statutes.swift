import GatewayDomain
import RightsAPI
import StatutesAPI
import SwiftProtobuf
import TypeAPI

// The methods of Statutes and Rights that are passed on.
extension ForwardedCall {
  private typealias Statutes = Mantel_Statutes_V1_StatutesService.Method
  private typealias Comparison = Mantel_Statutes_V1_ComparisonService.Method
  private typealias Harmonisation = Mantel_Statutes_V1_HarmonisationService.Method
  private typealias Rights = Mantel_Rights_V1_RightsService.Method
  private typealias Awards = Mantel_Rights_V1_AwardService.Method
  private typealias Explorer = Mantel_Rights_V1_ExplorerService.Method
  private typealias Cards = Mantel_Rights_V1_CardService.Method

  /// Those who bring regulations closer to each other.
  private static let harmonisers = ["aalter", "zorgraad"]
  private static let draft = "regulationDrafts/\(World.inside)"

  static let ofStatutes: [ForwardedCall] = ofDrafts + ofLaw + ofComparison + ofHarmonisation

  private static let ofDrafts: [ForwardedCall] = [
    ForwardedCall(
      Statutes.DraftRegulation.descriptor,
      Statutes.DraftRegulation.Input.with { $0.pack = "authority: {id: aalter}" },
      Statutes.DraftRegulation.Output.with {
        $0.draft.name = draft
        $0.draft.authority = "aalter"
      },
      resource: "",
      showing: ["authorities/aalter", draft]
    ),
    ForwardedCall(
      Statutes.PublishRegulation.descriptor,
      Statutes.PublishRegulation.Input.with { $0.draft = draft },
      Statutes.PublishRegulation.Output.with { $0.published = ["provisions/aalter-premium/versions/4"] },
      resource: draft,
      showing: ["provisions/aalter-premium/versions/4"]
    ),
    ForwardedCall(
      Statutes.DropRegulation.descriptor,
      Statutes.DropRegulation.Input.with { $0.draft = draft },
      Statutes.DropRegulation.Output.with { $0.draft.name = draft },
      resource: draft
    ),
    ForwardedCall(
      Statutes.GetDraft.descriptor,
      Statutes.GetDraft.Input.with { $0.name = draft },
      Statutes.GetDraft.Output.with { $0.draft.name = draft },
      resource: draft
    ),
    ForwardedCall(
      Statutes.ListDrafts.descriptor,
      Statutes.ListDrafts.Input.with { $0.authority = "aalter" },
      Statutes.ListDrafts.Output.with { $0.drafts = [.with { $0.name = draft }] },
      resource: "authorities/aalter",
      showing: [draft]
    ),
  ]

  private static let ofLaw: [ForwardedCall] = [
    ForwardedCall(
      Statutes.CheckRegulation.descriptor,
      Statutes.CheckRegulation.Input.with { $0.pack = "authority: {id: aalter}" },
      Statutes.CheckRegulation.Output.with { $0.mistakes = [.with { $0.field = "authority.name" }] },
      resource: "",
      callers: harmonisers
    ),
    ForwardedCall(
      Statutes.GetProvision.descriptor,
      Statutes.GetProvision.Input.with { $0.name = "provisions/aalter-premium/versions/3" },
      Statutes.GetProvision.Output.with { $0.provision.name = "provisions/aalter-premium/versions/3" },
      resource: "provisions/aalter-premium/versions/3",
      callers: everyone
    ),
    ForwardedCall(
      Statutes.ListVersions.descriptor,
      Statutes.ListVersions.Input.with { $0.name = "provisions/aalter-premium" },
      Statutes.ListVersions.Output.with { $0.nextPageToken = "next" },
      resource: "provisions/aalter-premium",
      callers: everyone
    ),
    ForwardedCall(
      Statutes.ListProvisions.descriptor,
      Statutes.ListProvisions.Input.with {
        $0.authority = "flanders"
        $0.municipality = "44084"
      },
      Statutes.ListProvisions.Output.with { $0.nextPageToken = "next" },
      resource: "authorities/flanders 44084",
      callers: everyone
    ),
    ForwardedCall(
      Statutes.ListFacts.descriptor,
      Statutes.ListFacts.Input(),
      Statutes.ListFacts.Output.with { $0.facts = [.with { $0.name = "caregiver.age" }] },
      resource: "",
      callers: everyone
    ),
  ]

  private static let ofComparison: [ForwardedCall] = [
    ForwardedCall(
      Comparison.CompareAuthorities.descriptor,
      Comparison.CompareAuthorities.Input.with {
        $0.left = "aalter"
        $0.right = "maldegem"
      },
      Comparison.CompareAuthorities.Output.with { $0.rows = [.with { $0.kind = .premium }] },
      resource: "authorities/aalter authorities/maldegem",
      callers: everyone
    ),
    ForwardedCall(
      Comparison.CompareMunicipalities.descriptor,
      Comparison.CompareMunicipalities.Input.with { $0.municipalities = ["44084", "43010"] },
      Comparison.CompareMunicipalities.Output.with { $0.rows = [.with { $0.kind = .premium }] },
      resource: "44084 43010",
      callers: everyone
    ),
    ForwardedCall(
      Comparison.CompareProfile.descriptor,
      Comparison.CompareProfile.Input.with {
        $0.municipalities = ["44084"]
        $0.facts = [
          .with {
            $0.fact = "recipient.age"
            $0.value = "81"
          }
        ]
      },
      Comparison.CompareProfile.Output.with { $0.outcomes = [.with { $0.municipality = "44084" }] },
      resource: "44084",
      callers: everyone
    ),
    ForwardedCall(
      Comparison.ListClashes.descriptor,
      Comparison.ListClashes.Input.with { $0.municipality = "44084" },
      Comparison.ListClashes.Output.with { $0.clashes = [.with { $0.kind = .excluded }] },
      resource: "44084",
      callers: everyone
    ),
    ForwardedCall(
      Comparison.CompareConditions.descriptor,
      Comparison.CompareConditions.Input.with { $0.first = "caregiver.age >= 18" },
      Comparison.CompareConditions.Output.with { $0.relation.relation = .overlapping },
      resource: "",
      callers: everyone
    ),
  ]

  private static let ofHarmonisation: [ForwardedCall] = [
    ForwardedCall(
      Harmonisation.ProposeHarmonisation.descriptor,
      Harmonisation.ProposeHarmonisation.Input.with {
        $0.model = "provisions/model-premium"
        $0.municipalities = ["44084", "43010"]
      },
      Harmonisation.ProposeHarmonisation.Output.with { $0.packs = [.with { $0.municipality = "44084" }] },
      resource: "provisions/model-premium 44084 43010",
      callers: harmonisers
    ),
    ForwardedCall(
      Harmonisation.GetHarmonisation.descriptor,
      Harmonisation.GetHarmonisation.Input.with { $0.model = "provisions/model-premium" },
      Harmonisation.GetHarmonisation.Output.with { $0.adoptions = [.with { $0.municipality = "44084" }] },
      resource: "provisions/model-premium",
      callers: harmonisers
    ),
    ForwardedCall(
      Harmonisation.ListUnharmonised.descriptor,
      Harmonisation.ListUnharmonised.Input.with { $0.municipality = "44084" },
      Harmonisation.ListUnharmonised.Output.with { $0.municipalities = [.with { $0.municipality = "44084" }] },
      resource: "44084",
      callers: harmonisers
    ),
    ForwardedCall(
      Harmonisation.ListOpenTerms.descriptor,
      Harmonisation.ListOpenTerms.Input.with { $0.municipality = "44084" },
      Harmonisation.ListOpenTerms.Output.with { $0.terms = [.with { $0.value = "5" }] },
      resource: "44084",
      callers: harmonisers
    ),
    ForwardedCall(
      Harmonisation.ListEquivalences.descriptor,
      Harmonisation.ListEquivalences.Input.with { $0.name = "provisions/aalter-premium" },
      Harmonisation.ListEquivalences.Output.with { $0.version = 3 },
      resource: "provisions/aalter-premium",
      callers: harmonisers
    ),
  ]

  static let ofRights: [ForwardedCall] =
    [
      ForwardedCall(
        Rights.SimulateRegulation.descriptor,
        Rights.SimulateRegulation.Input.with {
          $0.drafts = [.with { $0.provision = "provisions/aalter-premium" }]
          $0.municipalities = ["44084"]
        },
        Rights.SimulateRegulation.Output.with { $0.careSituations = 200 },
        resource: "44084",
        showing: ["provisions/aalter-premium"]
      ),
      ForwardedCall(
        Rights.PreviewMove.descriptor,
        Rights.PreviewMove.Input.with {
          $0.careSituation = "careSituations/\(World.inside)"
          $0.recipientMoves = true
        },
        Rights.PreviewMove.Output.with { $0.effects = [.with { $0.change = .kept }] },
        resource: "careSituations/\(World.inside)"
      ),
    ] + ofAwards + ofCards + [ofExplorer]

  private static let ofExplorer = ForwardedCall(
    Explorer.ExploreRights.descriptor,
    Explorer.ExploreRights.Input.with { $0.profile.caregiver.municipality = "44084" },
    Explorer.ExploreRights.Output.with { $0.questionsLeft = 3 },
    // Of a profile nothing goes into the audit trail.
    resource: "",
    callers: everyone
  )

  private static let ofAwards: [ForwardedCall] = [
    ForwardedCall(
      Awards.ListAwards.descriptor,
      Awards.ListAwards.Input.with { $0.careSituation = "careSituations/\(World.inside)" },
      Awards.ListAwards.Output.with { $0.nextPageToken = "next" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Awards.GetAward.descriptor,
      Awards.GetAward.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.GetAward.Output.with { $0.award.state = .granted },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.ListNonTakeUp.descriptor,
      Awards.ListNonTakeUp.Input.with { $0.municipality = "44084" },
      Awards.ListNonTakeUp.Output.with { $0.nextPageToken = "next" },
      resource: "44084"
    ),
    ForwardedCall(
      Awards.CountNonTakeUp.descriptor,
      Awards.CountNonTakeUp.Input.with { $0.municipality = "44084" },
      Awards.CountNonTakeUp.Output.with { $0.provisions = [.with { $0.held = 3 }] },
      resource: "44084"
    ),
    ForwardedCall(
      Awards.ApplyForAward.descriptor,
      Awards.ApplyForAward.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.ApplyForAward.Output.with { $0.state = .granted },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.SignAward.descriptor,
      Awards.SignAward.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.SignAward.Output.with { $0.state = .granted },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.RecordUse.descriptor,
      Awards.RecordUse.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.RecordUse.Output.with { $0.state = .granted },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.EndAward.descriptor,
      Awards.EndAward.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.EndAward.Output.with { $0.state = .granted },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.RuleOnAwards.descriptor,
      Awards.RuleOnAwards.Input.with { $0.names = ["careSituations/\(World.inside)/awards/aalter-premium"] },
      Awards.RuleOnAwards.Output.with { $0.states = [.granted] },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
    ForwardedCall(
      Awards.RecordObjection.descriptor,
      Awards.RecordObjection.Input.with { $0.name = "careSituations/\(World.inside)/awards/aalter-premium" },
      Awards.RecordObjection.Output.with { $0.inTime = true },
      resource: "careSituations/\(World.inside)/awards/aalter-premium"
    ),
  ]

  private static let ofCards: [ForwardedCall] = [
    ForwardedCall(
      Cards.GetCard.descriptor,
      Cards.GetCard.Input.with { $0.person = "persons/\(World.inside)" },
      Cards.GetCard.Output.with { $0.card.state = .valid },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Cards.RevokeCard.descriptor,
      Cards.RevokeCard.Input.with { $0.person = "persons/\(World.inside)" },
      Cards.RevokeCard.Output.with { $0.card.state = .revoked },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Cards.GetKeySet.descriptor,
      Cards.GetKeySet.Input(),
      Cards.GetKeySet.Output.with { $0.jwks = "{}" },
      resource: "",
      callers: everyone
    ),
    ForwardedCall(
      Cards.GetStatusList.descriptor,
      Cards.GetStatusList.Input.with { $0.number = 1 },
      Cards.GetStatusList.Output.with { $0.listCount = 1 },
      resource: "",
      callers: everyone
    ),
  ]

  /// The methods of Rights to which the gateway adds names: `CardHandlerTests` has what is asked of them.
  static let withNames: [ForwardedCall] = [
    ForwardedCall(
      Cards.IssueCard.descriptor,
      Cards.IssueCard.Input.with { $0.person = "persons/\(World.inside)" },
      Cards.IssueCard.Output.with { $0.token = "token" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Cards.IssueAttest.descriptor,
      Cards.IssueAttest.Input.with { $0.person = "persons/\(World.inside)" },
      Cards.IssueAttest.Output.with { $0.token = "token" },
      resource: "persons/\(World.inside)"
    ),
  ]
}

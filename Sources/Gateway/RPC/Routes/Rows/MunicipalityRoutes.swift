import GatewayDomain
import RightsAPI
import CareTypes
import RegistrationAPI
import GatewayAPI

/// The rows of `mantel.gateway.v1.MunicipalityService`.
struct MunicipalityRoutes {
  private typealias Methods = Mantel_Gateway_V1_MunicipalityService.Method

  /// Answers the methods.
  let handler: MunicipalityHandler

  /// The rows.
  var all: [any Route] { ofCareSituations + ofConsents + ofMoments + ofDecisions + ofNotices }

  private var ofCareSituations: [any Route] {
    [
      UnaryRoute(
        Methods.RegisterCareSituation.descriptor,
        scope: .byRegistration,
        about: .made { $0.draft.isEmpty ? $0.careSituation : $0.draft },
        showing: { [$1.caregiver, $1.recipient] },
        numbers: .asked(
          by: { NumbersInMessages.of($0.careSituation) },
          outcome: { $0.draft.isEmpty ? .silent : .mismatch }
        ),
        handler.registerCareSituation
      ),
      UnaryRoute(
        Methods.GetCareSituation.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        showing: { [$1.careSituation.caregiver.name, $1.careSituation.recipient.name] },
        missing: \.name,
        handler.getCareSituation
      ),
      UnaryRoute(
        Methods.ListCareSituations.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.careSituations.map(\.name) },
        missing: { "The municipality \($0.municipality)" },
        handler.listCareSituations
      ),
      UnaryRoute(
        Methods.EndCareSituation.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        missing: \.name,
        handler.endCareSituation
      ),
    ]
  }

  private var ofConsents: [any Route] {
    [
      UnaryRoute(
        Methods.RecordConsent.descriptor,
        scope: .byRegistration,
        about: .named(\.person),
        missing: \.person,
        handler.recordConsent
      ),
      UnaryRoute(
        Methods.WithdrawConsent.descriptor,
        scope: .byRegistration,
        about: .named(\.person),
        missing: \.person,
        limitsEachCall: true,
        handler.withdrawConsent
      ),
    ]
  }

  private var ofMoments: [any Route] {
    [
      UnaryRoute(
        Methods.RecordMoment.descriptor,
        within: .municipalitiesOfClient(seeing: .persons, field: "person", \.person),
        about: .named(\.person),
        handler.recordMoment
      )
    ]
  }

  private var ofDecisions: [any Route] {
    [
      UnaryRoute(
        Methods.ListDecisions.descriptor,
        scope: .record(in: .careSituations, field: "care_situation", \.careSituation),
        about: .named(\.careSituation),
        missing: \.careSituation,
        handler.listDecisions
      ),
      // Only the decision says which care situation it is about.
      UnaryRoute(
        Methods.ExplainDecision.descriptor,
        within: .recordFound(by: handler.decision, \.decision.careSituation),
        about: .named(\.name),
        missing: \.name,
        limitsEachCall: true,
        handler.explainDecision
      ),
    ]
  }

  private var ofNotices: [any Route] {
    [
      AnswerStreamRoute(
        Methods.WatchNotices.descriptor,
        within: .municipalitiesOfClient,
        about: .known { $1.municipalities.joined(separator: " ") },
        handler.watchNotices
      ),
      UnaryRoute(
        Methods.AcknowledgeNotice.descriptor,
        within: .municipalitiesOfClient,
        about: .named(\.name),
        missing: \.name,
        handler.acknowledgeNotice
      ),
    ]
  }
}

import GatewayDomain
import TypeAPI
import GRPCCore
import RegistrationAPI
import ServiceRuntime

/// The rows of Registration's services, whose methods clients call through the gateway. Registration checks each
/// record that it reads. Municipalities may call every method; a row that is open to others says so.
struct RegistrationRoutes {
  private typealias Persons = Mantel_Registration_V1_PersonService.Method
  private typealias Care = Mantel_Registration_V1_CareService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method
  private typealias Imports = Mantel_Registration_V1_ImportService.Method

  /// The services behind the gateway.
  let services: ServicesBehind

  /// The rows.
  var all: [any Route] { ofPersons + ofCare + ofSignals + ofImports }

  private var ofPersons: [any Route] {
    [
      // One who was merged into another is answered with the other.
      UnaryRoute(
        Persons.GetPerson.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        showing: { [$1.person.name] }
      ) {
        try await services.persons.getPerson($0, options: $1)
      },
      UnaryRoute(
        Persons.SearchPersons.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.persons.map(\.name) },
        numbers: .asked(by: { [$0.insz, $0.localNumber] }, outcome: { .search(finds: !$0.persons.isEmpty) })
      ) { try await services.persons.searchPersons($0, options: $1) },
      UnaryRoute(
        Persons.UpdatePerson.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        numbers: .asked(by: { NumbersInMessages.of($0.details) }, isRevealing: false)
      ) { try await services.persons.updatePerson($0, options: $1) },
      UnaryRoute(Persons.MovePerson.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.movePerson($0, options: $1)
      },
      UnaryRoute(
        Persons.ReplaceNumber.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        numbers: .asked(by: { [$0.insz] })
      ) {
        try await services.persons.replaceNumber($0, options: $1)
      },
      UnaryRoute(Persons.SealPerson.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.sealPerson($0, options: $1)
      },
      UnaryRoute(Persons.RestrictPerson.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.restrictPerson($0, options: $1)
      },
      UnaryRoute(Persons.ExportPerson.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.exportPerson($0, options: $1)
      },
      UnaryRoute(
        Persons.ErasePerson.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        showing: { $1.possibleDrafts.map(\.draft) }
      ) {
        try await services.persons.erasePerson($0, options: $1)
      },
      UnaryRoute(
        Persons.ListDuplicates.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.duplicates.flatMap { [$0.first.name, $0.second.name] } }
      ) { try await services.persons.listDuplicates($0, options: $1) },
      UnaryRoute(
        Persons.ListUnconfirmedPersons.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.persons.map(\.person.name) }
      ) { try await services.persons.listUnconfirmedPersons($0, options: $1) },
      UnaryRoute(Persons.ConfirmPerson.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.confirmPerson($0, options: $1)
      },
      UnaryRoute(Persons.DismissDuplicate.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.persons.dismissDuplicate($0, options: $1)
      },
      UnaryRoute(Persons.GetConsents.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.persons.getConsents($0, options: $1)
      },
      UnaryRoute(
        Persons.MergePersons.descriptor,
        scope: .byRegistration,
        about: .named(\.kept),
        showing: { [$0.merged] + $1.warnings.map(\.subject) }
      ) {
        try await services.persons.mergePersons($0, options: $1)
      },
      UnaryRoute(
        Persons.UnmergePersons.descriptor,
        scope: .byRegistration,
        about: .named(\.merged),
        showing: { [$1.kept] }
      ) {
        try await services.persons.unmergePersons($0, options: $1)
      },
    ]
  }

  private var ofCare: [any Route] {
    [
      UnaryRoute(Care.UpdateCareSituation.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.updateCareSituation($0, options: $1)
      },
      UnaryRoute(Care.CorrectCareSpan.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.correctCareSpan($0, options: $1)
      },
      UnaryRoute(Care.ListCareRevisions.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.listCareRevisions($0, options: $1)
      },
      UnaryRoute(Care.RecordDeclaration.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.recordDeclaration($0, options: $1)
      },
      UnaryRoute(Care.RecordContactPoint.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.recordContactPoint($0, options: $1)
      },
      UnaryRoute(
        Care.RecordEvidence.descriptor,
        scope: .byRegistration,
        about: .named { $0.person.isEmpty ? $0.careSituation : $0.person }
      ) {
        try await services.care.recordEvidence($0, options: $1)
      },
      UnaryRoute(Care.WithdrawEvidence.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.care.withdrawEvidence($0, options: $1)
      },
      UnaryRoute(
        Care.ListExpiringEvidence.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.evidence.flatMap { [$0.careSituation, $0.person] } }
      ) { try await services.care.listExpiringEvidence($0, options: $1) },
      UnaryRoute(
        Care.ListIncompleteConsents.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.careSituations.map(\.careSituation) }
      ) { try await services.care.listIncompleteConsents($0, options: $1) },
      UnaryRoute(Care.RecordAssessment.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.care.recordAssessment($0, options: $1)
      },
      UnaryRoute(Care.ListAssessments.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.care.listAssessments($0, options: $1)
      },
      UnaryRoute(Care.RecordNeeds.descriptor, scope: .byRegistration, about: .named(\.person)) {
        try await services.care.recordNeeds($0, options: $1)
      },
      UnaryRoute(Care.RecordGap.descriptor, scope: .byRegistration, about: .named(\.gap.municipality)) {
        try await services.care.recordGap($0, options: $1)
      },
      UnaryRoute(Care.ListGaps.descriptor, scope: .byRegistration, about: .named(\.municipality)) {
        try await services.care.listGaps($0, options: $1)
      },
    ]
  }

  private var ofSignals: [any Route] {
    let senders: [APIClient.Kind] = [.municipality, .partner, .hospital]
    return [
      // A signal is for whichever municipality it names, and the answer shows its sender nothing of anybody.
      UnaryRoute(
        Signals.SendSignal.descriptor,
        for: senders,
        scope: .notNeeded,
        about: .named(\.signal.municipality),
        showing: { [$1.draft] },
        numbers: .asked(by: { NumbersInMessages.of($0.signal.careSituation) }, isRevealing: false),
        amending: Self.setSenderKind
      ) { try await services.signals.sendSignal($0, options: $1) },
      UnaryRoute(Signals.GetSignal.descriptor, for: senders, scope: .byRegistration, about: .named(\.name)) {
        try await services.signals.getSignal($0, options: $1)
      },
      UnaryRoute(
        Signals.ListDrafts.descriptor,
        scope: .byRegistration,
        about: .named(\.municipality),
        showing: { $1.drafts.map(\.name) }
      ) {
        try await services.signals.listDrafts($0, options: $1)
      },
      UnaryRoute(
        Signals.GetDraft.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        showing: { $1.draft.knownPersons.map(\.person.name) },
        numbers: .inDraft { $0.draft.knownPersons.allSatisfy(\.fits) ? .silent : .mismatch }
      ) { try await services.signals.getDraft($0, options: $1) },
      UnaryRoute(
        Signals.UpdateDraft.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        numbers: .asked(by: { NumbersInMessages.of($0.careSituation) }, isRevealing: false)
      ) { try await services.signals.updateDraft($0, options: $1) },
      UnaryRoute(
        Signals.ConfirmDraft.descriptor,
        scope: .byRegistration,
        about: .named(\.name),
        showing: { [$1.careSituation, $1.caregiver, $1.recipient] },
        numbers: .inDraft()
      ) { try await services.signals.confirmDraft($0, options: $1) },
      UnaryRoute(Signals.DropDraft.descriptor, scope: .byRegistration, about: .named(\.name)) {
        try await services.signals.dropDraft($0, options: $1)
      },
      // The self-check (mantelzorgcheck) is about nobody in the registry, and open to everybody.
      UnaryRoute(Signals.CheckCaregiver.descriptor, for: APIClient.Kind.allCases, scope: .notNeeded, about: .nothing) {
        try await services.signals.checkCaregiver($0, options: $1)
      },
    ]
  }

  private var ofImports: [any Route] {
    [
      RequestStreamRoute(
        Imports.ImportCareSituations.descriptor,
        scope: .byRegistration,
        about: Self.list,
        showing: { $0.results.map(\.careSituation) },
        numbers: { part in
          guard case .row(let row) = part.part else { return nil }
          return (row.number, NumbersInMessages.of(row.careSituation))
        },
        outcomes: { $0.results.map(Self.outcome) }
      ) {
        try await services.imports.importCareSituations(options: $1, requestProducer: $0, onResponse: $2)
      }
    ]
  }

  /// Sets what kind of partner sends a signal, if the clients file says it.
  @Sendable private static func setSenderKind(
    in request: inout Mantel_Registration_V1_SendSignalRequest,
    _ client: APIClient
  ) {
    // A request without a signal stays as it is: Registration answers that the signal is missing.
    guard request.hasSignal else { return }
    switch client.scope {
    case .partner(let kind): request.signal.senderKind = kind.message
    case .hospital: request.signal.senderKind = .hospitalSocialService
    case .municipality, .careCentre, .careCouncil, .portal: break
    }
  }

  /// What the result of a row says about the numbers of its two people.
  @Sendable private static func outcome(_ result: Mantel_Registration_V1_ImportResult) -> NumberOutcome {
    switch result.outcome {
    case .registered: NumberOutcome(text: "REGISTERED", probe: nil)
    case .acceptable: NumberOutcome(text: "ACCEPTABLE", probe: nil)
    case .changed: NumberOutcome(text: "ROW_CHANGED", probe: nil)
    case .likelyRepeat: NumberOutcome(text: "LIKELY_REPEAT", probe: nil)
    case .rejected, .unspecified, .UNRECOGNIZED: .refusal(result.reason)
    }
  }

  /// The list that a header names; empty for a message that is no header.
  @Sendable private static func list(_ part: Mantel_Registration_V1_ImportCareSituationsRequest) -> String {
    part.header.listID.isEmpty ? "" : AuditedResource.import(ofList: part.header.listID)
  }
}

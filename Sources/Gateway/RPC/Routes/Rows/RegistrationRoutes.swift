import GRPCCore
import RegistrationAPI
import ServiceRuntime
import TypeAPI

/// The methods of Registration that clients call through the gateway: what each is about, and who may call it.
/// Municipalities may call all of them; where others may too, or they alone, the line says so.
struct RegistrationRoutes {
  private typealias Persons = Mantel_Registration_V1_PersonService.Method
  private typealias Care = Mantel_Registration_V1_CareService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method
  private typealias Imports = Mantel_Registration_V1_ImportService.Method

  let persons: any Mantel_Registration_V1_PersonService.ClientProtocol
  let care: any Mantel_Registration_V1_CareService.ClientProtocol
  let signals: any Mantel_Registration_V1_SignalService.ClientProtocol
  let imports: any Mantel_Registration_V1_ImportService.ClientProtocol
  let questions: ProbeGuard

  /// The services that are passed on.
  static let descriptors = [
    Mantel_Registration_V1_PersonService.descriptor, Mantel_Registration_V1_CareService.descriptor,
    Mantel_Registration_V1_SignalService.descriptor, Mantel_Registration_V1_ImportService.descriptor,
  ]

  /// All of them.
  var all: [any RegistrableRPCService] { ofPersons + ofCare + ofSignals + ofImports }

  private var ofPersons: [any RegistrableRPCService] {
    [
      // One who was merged into another is answered with the other.
      ForwardedMethod(Persons.GetPerson.descriptor, about: \.name, showing: { [$1.person.name] }) {
        try await persons.getPerson($0, options: $1)
      },
      ForwardedMethod(Persons.SearchPersons.descriptor, about: \.municipality, showing: { $1.persons.map(\.name) }) {
        request,
        options in
        try await questions.ask(
          by: [request.insz, request.localNumber],
          told: { .search(finds: !$0.persons.isEmpty) }
        ) { try await persons.searchPersons(request, options: options) }
      },
      ForwardedMethod(Persons.UpdatePerson.descriptor, about: \.name) { request, options in
        try await questions.ask(by: Self.numbers(request.details), isTelling: false) {
          try await persons.updatePerson(request, options: options)
        }
      },
      ForwardedMethod(Persons.MovePerson.descriptor, about: \.name) { try await persons.movePerson($0, options: $1) },
      ForwardedMethod(Persons.ReplaceNumber.descriptor, about: \.name) { request, options in
        try await questions.ask(by: [request.insz]) { try await persons.replaceNumber(request, options: options) }
      },
      ForwardedMethod(Persons.SealPerson.descriptor, about: \.name) { try await persons.sealPerson($0, options: $1) },
      ForwardedMethod(Persons.RestrictPerson.descriptor, about: \.name) {
        try await persons.restrictPerson($0, options: $1)
      },
      ForwardedMethod(Persons.ExportPerson.descriptor, about: \.name) {
        try await persons.exportPerson($0, options: $1)
      },
      ForwardedMethod(Persons.ErasePerson.descriptor, about: \.name, showing: { $1.possibleDrafts.map(\.draft) }) {
        try await persons.erasePerson($0, options: $1)
      },
      ForwardedMethod(
        Persons.ListDuplicates.descriptor,
        about: \.municipality,
        showing: { $1.duplicates.flatMap { [$0.first.name, $0.second.name] } }
      ) { try await persons.listDuplicates($0, options: $1) },
      ForwardedMethod(
        Persons.ListUnconfirmedPersons.descriptor,
        about: \.municipality,
        showing: { $1.persons.map(\.person.name) }
      ) { try await persons.listUnconfirmedPersons($0, options: $1) },
      ForwardedMethod(Persons.ConfirmPerson.descriptor, about: \.name) {
        try await persons.confirmPerson($0, options: $1)
      },
      ForwardedMethod(Persons.DismissDuplicate.descriptor, about: \.name) {
        try await persons.dismissDuplicate($0, options: $1)
      },
      ForwardedMethod(Persons.GetConsents.descriptor, about: \.person) {
        try await persons.getConsents($0, options: $1)
      },
      ForwardedMethod(
        Persons.MergePersons.descriptor,
        about: \.kept,
        showing: { [$0.merged] + $1.warnings.map(\.subject) }
      ) {
        try await persons.mergePersons($0, options: $1)
      },
      ForwardedMethod(Persons.UnmergePersons.descriptor, about: \.merged, showing: { [$1.kept] }) {
        try await persons.unmergePersons($0, options: $1)
      },
    ]
  }

  private var ofCare: [any RegistrableRPCService] {
    [
      ForwardedMethod(Care.UpdateCareSituation.descriptor, about: \.name) {
        try await care.updateCareSituation($0, options: $1)
      },
      ForwardedMethod(Care.CorrectCareSpan.descriptor, about: \.name) {
        try await care.correctCareSpan($0, options: $1)
      },
      ForwardedMethod(Care.ListCareRevisions.descriptor, about: \.name) {
        try await care.listCareRevisions($0, options: $1)
      },
      ForwardedMethod(Care.RecordDeclaration.descriptor, about: \.name) {
        try await care.recordDeclaration($0, options: $1)
      },
      ForwardedMethod(Care.RecordContactPoint.descriptor, about: \.name) {
        try await care.recordContactPoint($0, options: $1)
      },
      ForwardedMethod(Care.RecordEvidence.descriptor, about: { $0.person.isEmpty ? $0.careSituation : $0.person }) {
        try await care.recordEvidence($0, options: $1)
      },
      ForwardedMethod(Care.WithdrawEvidence.descriptor, about: \.name) {
        try await care.withdrawEvidence($0, options: $1)
      },
      ForwardedMethod(
        Care.ListExpiringEvidence.descriptor,
        about: \.municipality,
        showing: { $1.evidence.flatMap { [$0.careSituation, $0.person] } }
      ) { try await care.listExpiringEvidence($0, options: $1) },
      ForwardedMethod(
        Care.ListIncompleteConsents.descriptor,
        about: \.municipality,
        showing: { $1.careSituations.map(\.careSituation) }
      ) { try await care.listIncompleteConsents($0, options: $1) },
      ForwardedMethod(Care.RecordAssessment.descriptor, about: \.person) {
        try await care.recordAssessment($0, options: $1)
      },
      ForwardedMethod(Care.ListAssessments.descriptor, about: \.person) {
        try await care.listAssessments($0, options: $1)
      },
      ForwardedMethod(Care.RecordNeeds.descriptor, about: \.person) { try await care.recordNeeds($0, options: $1) },
      ForwardedMethod(Care.RecordGap.descriptor, about: \.gap.municipality) {
        try await care.recordGap($0, options: $1)
      },
      ForwardedMethod(Care.ListGaps.descriptor, about: \.municipality) { try await care.listGaps($0, options: $1) },
    ]
  }

  private var ofSignals: [any RegistrableRPCService] {
    let senders: [APIClient.Kind] = [.municipality, .partner, .hospital]
    return [
      ForwardedMethod(
        Signals.SendSignal.descriptor,
        for: senders,
        about: \.signal.municipality,
        showing: { [$1.draft] },
        amending: Self.tellSenderKind
      ) { request, options in
        try await questions.ask(by: Self.numbers(request.signal.careSituation), isTelling: false) {
          try await signals.sendSignal(request, options: options)
        }
      },
      ForwardedMethod(Signals.GetSignal.descriptor, for: senders, about: \.name) {
        try await signals.getSignal($0, options: $1)
      },
      ForwardedMethod(Signals.ListDrafts.descriptor, about: \.municipality, showing: { $1.drafts.map(\.name) }) {
        try await signals.listDrafts($0, options: $1)
      },
      ForwardedMethod(
        Signals.GetDraft.descriptor,
        about: \.name,
        showing: { $1.draft.knownPersons.map(\.person.name) }
      ) { request, options in
        try await questions.askOfDraft(told: { $0.draft.knownPersons.allSatisfy(\.fits) ? .nothing : .mismatch }) {
          try await signals.getDraft(request, options: options)
        }
      },
      ForwardedMethod(Signals.UpdateDraft.descriptor, about: \.name) { request, options in
        try await questions.ask(by: Self.numbers(request.careSituation), isTelling: false) {
          try await signals.updateDraft(request, options: options)
        }
      },
      ForwardedMethod(
        Signals.ConfirmDraft.descriptor,
        about: \.name,
        showing: { [$1.careSituation, $1.caregiver, $1.recipient] }
      ) { request, options in
        try await questions.askOfDraft { try await signals.confirmDraft(request, options: options) }
      },
      ForwardedMethod(Signals.DropDraft.descriptor, about: \.name) { try await signals.dropDraft($0, options: $1) },
      // About nobody, for everybody.
      ForwardedMethod(Signals.CheckCaregiver.descriptor, for: APIClient.Kind.allCases, about: { _ in "" }) {
        try await signals.checkCaregiver($0, options: $1)
      },
    ]
  }

  private var ofImports: [any RegistrableRPCService] {
    [
      ForwardedStream(
        Imports.ImportCareSituations.descriptor,
        about: Self.list,
        showing: { $0.results.map(\.careSituation) },
        asking: questions,
        in: { part in
          guard case .row(let row) = part.part else { return nil }
          return questions.asked(Self.numbers(row.careSituation), row: row.number)
        },
        told: { $0.results.map(Self.told) }
      ) {
        try await imports.importCareSituations(options: $1, requestProducer: $0, onResponse: $2)
      }
    ]
  }

  /// Says of a signal what its sender is, for those of whom the clients file tells it.
  @Sendable private static func tellSenderKind(
    in request: inout Mantel_Registration_V1_SendSignalRequest,
    _ client: APIClient
  ) {
    // A request without a signal stays without: Registration says that it is missing.
    guard request.hasSignal else { return }
    switch client.scope {
    case .partner(let kind): request.signal.senderKind = kind.message
    case .hospital: request.signal.senderKind = .hospitalSocialService
    case .municipality, .careCouncil: break
    }
  }

  /// The numbers of the two people of a care situation.
  static func numbers(_ situation: Mantel_Registration_V1_NewCareSituation) -> [String] {
    numbers(situation.caregiver) + numbers(situation.recipient)
  }

  private static func numbers(_ person: Mantel_Registration_V1_PersonDetails) -> [String] {
    [person.insz, person.localNumber]
  }

  /// What the result of a row tells about its two people.
  @Sendable private static func told(_ result: Mantel_Registration_V1_ImportResult) -> ProbeGuard.Told {
    switch result.outcome {
    case .registered: ProbeGuard.Told(text: "REGISTERED", probe: nil)
    case .acceptable: ProbeGuard.Told(text: "ACCEPTABLE", probe: nil)
    case .changed: ProbeGuard.Told(text: "ROW_CHANGED", probe: nil)
    case .likelyRepeat: ProbeGuard.Told(text: "LIKELY_REPEAT", probe: nil)
    case .rejected, .unspecified, .UNRECOGNIZED: .refusal(result.reason)
    }
  }

  /// The list that a header names.
  @Sendable private static func list(_ part: Mantel_Registration_V1_ImportCareSituationsRequest) -> String {
    part.header.listID.isEmpty ? "" : AuditedResource.import(ofList: part.header.listID)
  }
}

import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias SignalProto = Mantel_Registration_V1_SignalService

/// Answers `mantel.registration.v1.SignalService`: reads each request, calls the store, and writes the answer.
struct SignalRPC: SignalProto.SimpleServiceProtocol {
  /// The largest size of a draft in bytes: far more than its fields can hold, and small enough for a page of drafts to fit
  /// into an answer.
  private static let largestContent = 65_536

  let parts: RegistrationContext

  func sendSignal(
    request: Mantel_Registration_V1_SendSignalRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_SendSignalResponse {
    let command = try Command(request.requestID, SignalProto.Method.SendSignal.descriptor, request)
    guard request.hasSignal else { throw Refusal.invalid("signal", "is required") }
    let reader = try parts.reader()
    var validation = Validation()
    let municipality = reader.municipality(request.signal.municipality, "signal.municipality", &validation)
    validation.requireGiven(
      request.signal.caregiverAgreed,
      "signal.caregiver_agreed",
      "is required: without it nothing is sent"
    )
    _ = reader.text(request.signal.remark, "signal.remark", 0...500, lines: true, &validation)
    let kind: PartnerKind? = validation.optionalWord("signal.sender_kind", request.signal.senderKind)
    for violation in fields(of: request.signal.careSituation, reader).wrong {
      validation.reject("signal.\(violation.field)", violation.description)
    }
    let receipt = try await parts.store.drafts.receive(
      ReceivedSignal(
        municipality: validation.finish(municipality),
        senderKind: kind,
        content: reader.draftContent(request.signal)
      ),
      command: command
    )
    return .with {
      $0.draft = ResourceCollection.drafts.name(receipt.id)
      $0.receiveTime = Google_Protobuf_Timestamp(receipt.receiveTime)
    }
  }

  func getSignal(
    request: Mantel_Registration_V1_GetSignalRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetSignalResponse {
    let id = try ResourceCollection.drafts.id(ofField: "name", request.name)
    let state = try await parts.store.drafts.signalState(id, sender: CallContext.current.client)
    return .with { $0.state = state.message }
  }

  func listDrafts(
    request: Mantel_Registration_V1_ListDraftsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListDraftsResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, parts, &validation)
    let query = "drafts of \(request.municipality)"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.drafts.drafts(
      of: start.municipality,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    let drafts = try page.items.map { try message($0, asked.reader) }
    return .with {
      $0.drafts = drafts
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func getDraft(
    request: Mantel_Registration_V1_GetDraftRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetDraftResponse {
    let id = try ResourceCollection.drafts.id(ofField: "name", request.name)
    let draft = try await parts.store.drafts.draft(id, for: parts.viewer())
    let reader = try parts.reader()
    let mentions = try reader.draftMentions(signal(of: draft))
    let known = try await parts.store.drafts.knownPeople(among: mentions, for: parts.viewer())
    let writer = try parts.writer()
    var found = try message(draft, reader)
    found.knownPersons = zip(["caregiver", "recipient"], known).compactMap { field, known in
      known.map { known in
        .with {
          $0.field = field
          $0.person = writer.person(known.person)
          $0.fits = known.fits
        }
      }
    }
    return .with { $0.draft = found }
  }

  func updateDraft(
    request: Mantel_Registration_V1_UpdateDraftRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_UpdateDraftResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .drafts, SignalProto.Method.UpdateDraft.descriptor, &validation)
    let reader = change.reader
    validation.requireGiven(request.hasCareSituation, "care_situation")
    let fields = fields(of: request.careSituation, reader)
    for violation in fields.wrong { validation.reject(violation.field, violation.description) }
    if request.hasRemark { _ = reader.text(request.remark, "remark", 0...500, lines: true, &validation) }
    try validation.finish()
    let draft = try await parts.store.drafts.draft(change.id, for: change.viewer)
    var signal = try signal(of: draft)
    signal.careSituation = request.careSituation
    if request.hasRemark { signal.remark = request.remark }
    let revision = try await parts.store.drafts.update(
      draft: change.id,
      reader.draftContent(signal),
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with {
      $0.etag = ETag.text(revision)
      $0.missingFields = fields.missing
    }
  }

  func confirmDraft(
    request: Mantel_Registration_V1_ConfirmDraftRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ConfirmDraftResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .drafts, SignalProto.Method.ConfirmDraft.descriptor, &validation)
    let reader = change.reader
    _ = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    try validation.finish()
    // A confirmed draft is emptied, so a repeated request has to be recognised before the draft is read.
    if let first = try await parts.store.drafts.confirmation(of: change.command) { return answer(first) }
    let draft = try await parts.store.drafts.draft(change.id, for: change.viewer)
    guard draft.state == .open else {
      // The same request may have been carried out meanwhile.
      if let first = try await parts.store.drafts.confirmation(of: change.command) { return answer(first) }
      throw Refusal(.draftClosed, "\(request.name) was confirmed or dropped")
    }
    try ETag.check(change.etag, draft.revision, of: request.name)
    var signal = try signal(of: draft)
    signal.careSituation.confirmedWarnings = request.confirmedWarnings
    let new = try reader.careSituation(signal.careSituation, isSet: true)
    return answer(
      try await parts.store.drafts.confirm(
        draft: change.id,
        as: new,
        etag: change.etag,
        for: change.viewer,
        command: change.command
      )
    )
  }

  private func answer(_ registered: RegistrationReceipt) -> Mantel_Registration_V1_ConfirmDraftResponse {
    .with {
      $0.careSituation = ResourceCollection.careSituations.name(registered.careSituation)
      $0.caregiver = ResourceCollection.persons.name(registered.caregiver)
      $0.recipient = ResourceCollection.persons.name(registered.recipient)
      $0.etag = ETag.text(registered.revision)
      $0.differingFields = registered.differingFields
    }
  }

  func dropDraft(
    request: Mantel_Registration_V1_DropDraftRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_DropDraftResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .drafts, SignalProto.Method.DropDraft.descriptor, &validation)
    let reason: DropReason? = validation.word("reason", request.reason)
    if let reason { validation.require(reason.isGivenByPeople, "reason", "is set by the registry alone") }
    let time = try await parts.store.drafts.drop(
      draft: change.id,
      validation.finish(reason),
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.dropTime = Google_Protobuf_Timestamp(time) }
  }

  /// The hours per week of a self-check, for the advice alone; nil when none are given.
  private func hoursPerWeek(_ request: Mantel_Registration_V1_CheckCaregiverRequest) throws -> Double? {
    guard request.hasHours else { return request.hasHoursPerWeek ? request.hoursPerWeek : nil }
    var validation = Validation()
    validation.require(!request.hasHoursPerWeek, "hours", "is given beside `hours_per_week`: give one of the two")
    let hours = validation.hours(request.hours, at: "hours")
    return try validation.finish(hours).amount(per: .week)
  }

  func checkCaregiver(
    request: Mantel_Registration_V1_CheckCaregiverRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CheckCaregiverResponse {
    var answers: [CaregiverDefinition.Part: Bool] = [:]
    if request.hasHelpsInDailyLife { answers[.helpsInDailyLife] = request.helpsInDailyLife }
    if request.hasOutOfABond { answers[.outOfABond] = request.outOfABond }
    if request.hasNotProfessionally { answers[.notProfessionally] = request.notProfessionally }
    if request.hasMoreThanOccasionally { answers[.moreThanOccasionally] = request.moreThanOccasionally }
    let outcome = CaregiverDefinition(answers: answers).outcome
    let text = SelfCheckTexts.text(outcome, hours: try hoursPerWeek(request))
    return .with {
      switch outcome {
      case .caregiver:
        $0.outcome = .caregiver
      case .notACaregiver(let parts):
        $0.outcome = .notACaregiver
        $0.parts = parts.map(\.rawValue)
      case .open(let parts):
        $0.outcome = .open
        $0.parts = parts.map(\.rawValue)
      }
      $0.textNl = text.dutch
      $0.textEn = text.english
    }
  }

  // MARK: - The content of a draft

  /// The fields of a care situation that are still missing, as paths within it, and those that are given and wrong.
  private func fields(
    of message: Mantel_Registration_V1_NewCareSituation,
    _ reader: RequestReader
  ) -> (missing: [String], wrong: [FieldViolation]) {
    var validation = Validation()
    // Unknown fields, and separators in numbers, have no length limit of their own.
    let size = (try? message.serializedData().count) ?? 0
    validation.require(size <= Self.largestContent, "care_situation", "has more than \(Self.largestContent) bytes")
    _ = reader.careSituation(message, &validation)
    let missing = validation.violations.filter(\.isAbsence)
    return (
      missing.map { String($0.field.dropFirst("care_situation.".count)) },
      validation.violations.filter { !$0.isAbsence }
    )
  }

  private func signal(of draft: Draft) throws -> Mantel_Registration_V1_Signal {
    guard let content = draft.content else { return .init() }
    return try Mantel_Registration_V1_Signal(serializedBytes: content)
  }

  private func message(_ draft: Draft, _ reader: RequestReader) throws -> Mantel_Registration_V1_Draft {
    var signal = try signal(of: draft)
    let fields = fields(of: signal.careSituation, reader)
    signal.municipality = draft.municipality.digits
    signal.senderKind = draft.senderKind?.message ?? .unspecified
    return .with {
      $0.name = ResourceCollection.drafts.name(draft.id)
      $0.etag = ETag.text(draft.revision)
      $0.signal = signal
      $0.sender = draft.sender
      $0.receiveTime = Google_Protobuf_Timestamp(draft.receiveTime)
      $0.state = draft.state.message
      if draft.state == .open {
        $0.missingFields = fields.missing + fields.wrong.map { String($0.field.dropFirst("care_situation.".count)) }
      }
    }
  }
}

import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias RegistrationProto = Mantel_Registration_V1_RegistrationService

/// Answers `mantel.registration.v1.RegistrationService`: reads each request, calls the store, and writes the answer.
struct RegistrationRPC: RegistrationProto.SimpleServiceProtocol {
  let parts: RegistrationContext

  func registerCareSituation(
    request: Mantel_Registration_V1_RegisterCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.RegisterCareSituation.descriptor, request)
    let new = try parts.reader().careSituation(request.careSituation, isSet: request.hasCareSituation)
    let viewer = try parts.viewer()
    let home = request.draftIfIdentityDiffers ? viewer.municipality(forDraftOf: new) : nil
    let draft = try home.map { try self.draft(request.careSituation, in: $0) }
    switch try await parts.store.careSituations.register(new, orDraft: draft, for: viewer, command: command) {
    case .registered(let registered): return answer(registered)
    case .drafted(let receipt): return .with { $0.draft = ResourceCollection.drafts.name(receipt.id) }
    }
  }

  /// A draft for the work list of a municipality, for a registration that may differ from the person who is known.
  private func draft(
    _ message: Mantel_Registration_V1_NewCareSituation,
    in home: NISCode
  ) throws -> ReceivedSignal {
    let signal = Mantel_Registration_V1_Signal.with {
      $0.municipality = home.digits
      $0.careSituation = message
      $0.caregiverAgreed = true
    }
    return ReceivedSignal(municipality: home, senderKind: nil, content: try parts.reader().draftContent(signal))
  }

  private func answer(_ registered: RegistrationReceipt) -> Mantel_Registration_V1_RegisterCareSituationResponse {
    .with {
      $0.careSituation = ResourceCollection.careSituations.name(registered.careSituation)
      $0.caregiver = ResourceCollection.persons.name(registered.caregiver)
      $0.recipient = ResourceCollection.persons.name(registered.recipient)
      $0.etag = ETag.text(registered.revision)
      $0.createTime = Google_Protobuf_Timestamp(registered.createTime)
      $0.differingFields = registered.differingFields
    }
  }

  func getCareSituation(
    request: Mantel_Registration_V1_GetCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetCareSituationResponse {
    let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
    var validation = Validation()
    let asOf = validation.optionalDate("as_of_date", request.asOfDate, isSet: request.hasAsOfDate)
    let known = try parts.reader().knownTime(request.knownDate, request.hasKnownDate, &validation)
    try validation.finish()
    let situation = try await parts.store.careSituations.careSituation(
      id,
      asOf: asOf,
      known: known,
      for: parts.viewer()
    )
    let writer = try parts.writer()
    return .with { $0.careSituation = writer.careSituation(situation) }
  }

  func listCareSituations(
    request: Mantel_Registration_V1_ListCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListCareSituationsResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, hidesExistence: true, parts, &validation)
    let query = "careSituations of \(request.municipality)"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.careSituations.careSituations(
      of: start.municipality,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    let writer = try parts.writer()
    return .with {
      $0.careSituations = page.items.map(writer.summary)
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func endCareSituation(
    request: Mantel_Registration_V1_EndCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_EndCareSituationResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.EndCareSituation.descriptor, request)
    let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
    let viewer = try parts.viewer()
    var validation = Validation()
    let date = validation.date("end_date", request.endDate, isSet: request.hasEndDate)
    if let date { validation.require(viewer.today.days(until: date) <= 366, "end_date", "lies more than a year ahead") }
    let reason: EndReason? = validation.word("reason", request.reason)
    if let reason { validation.require(reason.isGivenByPeople, "reason", "is set by the registry alone") }
    try parts.reader().optionalETag(request.etag, &validation)
    var ending: EndingCare?
    if let date, let reason { ending = EndingCare(date: date, reason: reason, etag: request.etag) }
    let revision = try await parts.store.careSituations.end(
      id,
      validation.finish(ending),
      for: viewer,
      command: command
    )
    return .with {
      $0.name = request.name
      $0.etag = ETag.text(revision)
    }
  }

  func recordConsent(
    request: Mantel_Registration_V1_RecordConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordConsentResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.RecordConsent.descriptor, request)
    let person = try ResourceCollection.persons.id(ofField: "person", request.person)
    guard request.hasConsent else { throw Refusal.invalid("consent", "is required") }
    var validation = Validation()
    let reader = try parts.reader()
    let consent = reader.consent(request.consent, "consent", &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    let recorded = try await parts.store.consents.record(
      validation.finish(consent),
      of: person,
      confirmed: confirmed,
      for: parts.viewer(),
      command: command
    )
    return .with {
      $0.stands = recorded.stands
      $0.recordTime = Google_Protobuf_Timestamp(recorded.recordTime)
    }
  }

  func withdrawConsent(
    request: Mantel_Registration_V1_WithdrawConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_WithdrawConsentResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.WithdrawConsent.descriptor, request)
    let person = try ResourceCollection.persons.id(ofField: "person", request.person)
    var validation = Validation()
    let withdrawal = try parts.reader().withdrawal(request, &validation)
    let recorded = try await parts.store.consents.withdraw(
      validation.finish(withdrawal),
      of: person,
      for: parts.viewer(),
      command: command
    )
    return .with {
      $0.sequence = recorded.sequence
      $0.persons = recorded.persons.map(ResourceCollection.persons.name)
      $0.recordTime = Google_Protobuf_Timestamp(recorded.recordTime)
    }
  }

  func findCaregivers(
    request: Mantel_Registration_V1_FindCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FindCaregiversResponse {
    let reader = try parts.reader()
    var validation = Validation()
    let recipient: CaregiverStore.Recipient?
    if request.recipient.isEmpty {
      recipient = reader.insz(request.recipientInsz, "recipient_insz", &validation).map { .number($0) }
    } else {
      validation.require(request.recipientInsz.isEmpty, "recipient_insz", "is given beside recipient")
      recipient = validation.value("recipient") { () throws(ValueError) in
        .person(try ResourceCollection.persons.id(from: request.recipient))
      }
    }
    let purpose: ConsentPurpose? = validation.word("purpose", request.purpose)
    let (found, sequence) = try await parts.store.caregivers.caregivers(
      of: validation.finish(recipient),
      purpose: validation.finish(purpose),
      on: reader.today
    )
    return .with { response in
      response.sequence = sequence
      guard let found else { return }
      response.recipient = ResourceCollection.persons.name(found.recipient)
      response.consented = found.consented
      response.consentedPurposes = found.purposes.map(\.message)
      response.withheld = found.isWithheld
      response.caregivers = found.caregivers.map { caregiver in
        .with {
          $0.careSituation = ResourceCollection.careSituations.name(caregiver.careSituation)
          $0.caregiver = ResourceCollection.persons.name(caregiver.caregiver)
          $0.municipality = caregiver.municipality.digits
          $0.channel = caregiver.route.channel.message
          $0.throughTrustedAdult = caregiver.route.throughTrustedAdult
          $0.language = caregiver.language.message
        }
      }
    }
  }

  func getTerritory(
    request: Mantel_Registration_V1_GetTerritoryRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetTerritoryResponse {
    let viewer = try parts.viewer()
    let municipalities: [NISCode]
    if let id = try? ResourceCollection.persons.id(from: request.name) {
      municipalities = try await parts.store.caregivers.municipalities(ofPerson: id, for: viewer)
    } else {
      let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
      municipalities = try await parts.store.caregivers.municipalities(ofCareSituation: id, for: viewer)
    }
    return .with { $0.municipalities = municipalities.map(\.digits) }
  }

  func filterCareSituations(
    request: Mantel_Registration_V1_FilterCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FilterCareSituationsResponse {
    var validation = Validation()
    validation.require(request.names.count <= 200, "names", "has more than 200 elements")
    let ids = request.names.prefix(200).enumerated().compactMap { index, name in
      validation.value("names[\(index)]") { () throws(ValueError) in
        try ResourceCollection.careSituations.id(from: name)
      }
    }
    let seen = try await parts.store.caregivers.seen(validation.finish(ids), by: parts.viewer())
    return .with { $0.names = seen.map(ResourceCollection.careSituations.name) }
  }

  func countCaregivers(
    request: Mantel_Registration_V1_CountCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CountCaregiversResponse {
    var validation = Validation()
    validation.require((1...50).contains(request.municipalities.count), "municipalities", "has not 1 to 50 elements")
    let reader = try parts.reader()
    let day = validation.date("date", request.date, isSet: request.hasDate)
    let municipalities = request.municipalities.prefix(50).enumerated().compactMap { index, code in
      reader.municipality(code, "municipalities[\(index)]", on: day, &validation)
    }
    let date = try validation.finish(day)
    let census = try await parts.store.caregivers.census(in: Set(municipalities).sorted(), on: date)
    return .with {
      $0.outsideFlandersCount = Int64(census.outsideFlanders)
      $0.counts = census.groups.map { group, count in
        .with {
          $0.municipality = group.municipality.digits
          $0.ageBand = group.ageBand?.message ?? .unspecified
          $0.hoursBand = group.hoursBand.message
          $0.count = Int64(count)
        }
      }
    }
  }
}

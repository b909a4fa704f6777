import CareTypes
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Answers `mantel.registration.v1.RegistrationService`: translates, calls the store, translates back.
struct RegistrationRPC: RegistrationProto.SimpleServiceProtocol {
  let store: RegistrationStore
  let clock: RegistryClock
  let tables: ReferenceTables

  func registerCareSituation(
    request: Mantel_Registration_V1_RegisterCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.RegisterCareSituation.descriptor, request)
    let new = try reading().careSituation(request.careSituation, isSet: request.hasCareSituation)
    let registered = try await store.register(new, command: command)
    return .with {
      $0.careSituation = ResourceCollection.careSituations.name(registered.careSituation)
      $0.caregiver = ResourceCollection.persons.name(registered.caregiver)
      $0.recipient = ResourceCollection.persons.name(registered.recipient)
      $0.etag = ETag.text(registered.revision)
      $0.createTime = Google_Protobuf_Timestamp(registered.createTime)
    }
  }

  func getCareSituation(
    request: Mantel_Registration_V1_GetCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetCareSituationResponse {
    let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
    let today = try clock.today()
    let situation = try await store.careSituation(id, today: today)
    return .with { $0.careSituation = Mantel_Registration_V1_CareSituation(situation, today: today) }
  }

  func listCareSituations(
    request: Mantel_Registration_V1_ListCareSituationsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListCareSituationsResponse {
    let reading = try reading()
    var validation = Validation()
    let municipality = reading.municipality(request.municipality, "municipality", &validation)
    let size = validation.pageSize(request.pageSize)
    let query = "careSituations of \(request.municipality)"
    let code = try validation.finish(municipality)
    let after = try PageToken.readNumber(request.pageToken, query: query) ?? 0
    let page = try await store.careSituations(of: code, after: after, limit: size)
    return .with {
      $0.careSituations = page.summaries.map { .init($0, today: reading.today) }
      $0.nextPageToken = page.next.map { PageToken(after: $0).text(query: query) } ?? ""
    }
  }

  func endCareSituation(
    request: Mantel_Registration_V1_EndCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_EndCareSituationResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.EndCareSituation.descriptor, request)
    let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
    let today = try clock.today()
    var validation = Validation()
    let date = validation.date("end_date", request.endDate, isSet: request.hasEndDate)
    if let date { validation.require(today.days(until: date) <= 366, "end_date", "lies more than a year ahead") }
    let reason: EndReason? = validation.word("reason", request.reason)
    validation.require(request.etag.utf8.count <= 40, "etag", "is not an etag of this service")
    var ending: EndingCare?
    if let date, let reason { ending = EndingCare(date: date, reason: reason, etag: request.etag) }
    let revision = try await store.end(id, validation.finish(ending), command: command)
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
    let consent = try reading().consent(request.consent, "consent", &validation)
    let time = try await store.record(validation.finish(consent), of: person, command: command)
    return .with { $0.recordTime = Google_Protobuf_Timestamp(time) }
  }

  func withdrawConsent(
    request: Mantel_Registration_V1_WithdrawConsentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_WithdrawConsentResponse {
    let command = try Command(request.requestID, RegistrationProto.Method.WithdrawConsent.descriptor, request)
    let person = try ResourceCollection.persons.id(ofField: "person", request.person)
    var validation = Validation()
    let purpose: ConsentPurpose? = validation.word("purpose", request.purpose)
    let time = try await store.withdraw(validation.finish(purpose), of: person, command: command)
    return .with { $0.recordTime = Google_Protobuf_Timestamp(time) }
  }

  func findCaregivers(
    request: Mantel_Registration_V1_FindCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_FindCaregiversResponse {
    let reading = try reading()
    var validation = Validation()
    let insz = reading.insz(request.recipientInsz, "recipient_insz", &validation)
    let purpose: ConsentPurpose? = validation.word("purpose", request.purpose)
    let found = try await store.caregivers(
      of: validation.finish(insz),
      purpose: validation.finish(purpose),
      on: reading.today
    )
    return .with { response in
      guard let found else { return }
      response.recipient = ResourceCollection.persons.name(found.recipient)
      response.consented = found.consented
      response.caregivers = found.caregivers.map { caregiver in
        .with {
          $0.careSituation = ResourceCollection.careSituations.name(caregiver.careSituation)
          $0.caregiver = ResourceCollection.persons.name(caregiver.caregiver)
          $0.municipality = caregiver.municipality.digits
          $0.channel = caregiver.channel.message
          $0.language = caregiver.language.message
        }
      }
    }
  }

  func getTerritory(
    request: Mantel_Registration_V1_GetTerritoryRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetTerritoryResponse {
    let municipalities: [NISCode]
    if let id = try? ResourceCollection.persons.id(from: request.name) {
      municipalities = try await store.municipalities(ofPerson: id)
    } else {
      let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
      municipalities = try await store.municipalities(ofCareSituation: id)
    }
    return .with { $0.municipalities = municipalities.map(\.digits) }
  }

  func countCaregivers(
    request: Mantel_Registration_V1_CountCaregiversRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CountCaregiversResponse {
    var validation = Validation()
    validation.require((1...50).contains(request.municipalities.count), "municipalities", "has not 1 to 50 elements")
    let reading = try reading()
    let municipalities = request.municipalities.prefix(50).enumerated().compactMap { index, code in
      reading.municipality(code, "municipalities[\(index)]", &validation)
    }
    let day = validation.date("date", request.date, isSet: request.hasDate)
    let date = try validation.finish(day)
    let counted = try await store.countedCaregivers(in: Set(municipalities).sorted(), on: date)
    let counts = try CaregiverCensus.count(counted, on: date)
    return .with {
      $0.counts = counts.map { group, count in
        .with {
          $0.municipality = group.municipality.digits
          $0.ageBand = group.ageBand?.message ?? .unspecified
          $0.hoursBand = group.hoursBand.message
          $0.count = Int64(count)
        }
      }
    }
  }

  private func reading() throws -> RequestReading {
    RequestReading(today: try clock.today(), tables: tables)
  }
}

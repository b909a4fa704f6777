import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias CareProto = Mantel_Registration_V1_CareService

/// Answers `mantel.registration.v1.CareService`: reads each request, calls the store, and writes the answer.
struct CareRPC: CareProto.SimpleServiceProtocol {
  /// How many days ahead expiring evidence is listed if the request gives no day.
  private static let usualDaysAhead = 60

  let parts: RegistrationContext

  func updateCareSituation(
    request: Mantel_Registration_V1_UpdateCareSituationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_UpdateCareSituationResponse {
    var validation = Validation()
    let change = try parts.change(
      request,
      of: .careSituations,
      CareProto.Method.UpdateCareSituation.descriptor,
      &validation
    )
    let reader = change.reader
    let patch = reader.termsPatch(request.terms, request.updateMask, &validation)
    let update = reader.effect(request.effect, &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    let revision = try await parts.store.careSituations.update(
      change.id,
      patch,
      validation.finish(update),
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func correctCareSpan(
    request: Mantel_Registration_V1_CorrectCareSpanRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_CorrectCareSpanResponse {
    var validation = Validation()
    let change = try parts.change(
      request,
      of: .careSituations,
      CareProto.Method.CorrectCareSpan.descriptor,
      &validation
    )
    let reader = change.reader
    let start = validation.date("start_date", request.startDate, isSet: request.hasStartDate)
    let end = validation.optionalDate("end_date", request.endDate, isSet: request.hasEndDate)
    var reason: EndReason?
    if request.hasEndDate {
      reason = validation.word("reason", request.reason)
      if let reason { validation.require(reason.isGivenByPeople, "reason", "is set by the registry alone") }
    } else {
      validation.require(request.reason == .unspecified, "reason", "is given without an end")
    }
    let span = reader.span(start, end, "", &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    let revision = try await parts.store.careSituations.correctSpan(
      change.id,
      to: validation.finish(span),
      reason: reason,
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func listCareRevisions(
    request: Mantel_Registration_V1_ListCareRevisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListCareRevisionsResponse {
    let id = try ResourceCollection.careSituations.id(ofField: "name", request.name)
    var validation = Validation()
    let size = validation.pageSize(request.pageSize)
    try validation.finish()
    let query = "revisions of \(request.name)"
    let after = try PageToken.readNumber(request.pageToken, query: query) ?? 0
    let page = try await parts.store.careSituations.histories(of: id, after: after, limit: size, for: parts.viewer())
    return .with {
      $0.revisions = page.items.map(Mantel_Registration_V1_CareRevision.init)
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func recordDeclaration(
    request: Mantel_Registration_V1_RecordDeclarationRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordDeclarationResponse {
    var validation = Validation()
    let change = try parts.change(
      request,
      of: .careSituations,
      CareProto.Method.RecordDeclaration.descriptor,
      &validation
    )
    let reader = change.reader
    validation.requireGiven(
      request.hasCaregiverDeclaration || request.hasRecipientDeclaration,
      "caregiver_declaration",
      "or recipient_declaration is required"
    )
    let declarations = Declarations(
      caregiver: reader.declaration(
        request.caregiverDeclaration,
        request.hasCaregiverDeclaration,
        "caregiver_declaration",
        &validation
      ),
      recipient: reader.declaration(
        request.recipientDeclaration,
        request.hasRecipientDeclaration,
        "recipient_declaration",
        &validation
      )
    )
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    try validation.finish()
    let revision = try await parts.store.careSituations.record(
      declarations,
      of: change.id,
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func recordContactPoint(
    request: Mantel_Registration_V1_RecordContactPointRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordContactPointResponse {
    var validation = Validation()
    let change = try parts.change(
      request,
      of: .careSituations,
      CareProto.Method.RecordContactPoint.descriptor,
      &validation
    )
    let reader = change.reader
    validation.requireGiven(request.hasContactPoint, "contact_point")
    let contact = reader.contactPoint(request.contactPoint, "contact_point", &validation)
    let revision = try await parts.store.careSituations.record(
      validation.finish(contact),
      of: change.id,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func recordEvidence(
    request: Mantel_Registration_V1_RecordEvidenceRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordEvidenceResponse {
    let command = try Command(request.requestID, CareProto.Method.RecordEvidence.descriptor, request)
    let isOfPerson = !request.person.isEmpty
    if isOfPerson, !request.careSituation.isEmpty {
      throw Refusal.invalid("person", "is not named beside a care situation")
    }
    let id =
      isOfPerson
      ? try ResourceCollection.persons.id(ofField: "person", request.person)
      : try ResourceCollection.careSituations.id(ofField: "care_situation", request.careSituation)
    guard request.hasEvidence else { throw Refusal.invalid("evidence", "is required") }
    var validation = Validation()
    let read = try parts.reader().evidence(request.evidence, "evidence", &validation)
    let evidence = try validation.finish(read)
    let (store, viewer) = (parts.store, try parts.viewer())
    let evidenceID =
      isOfPerson
      ? try await store.evidence.record(evidence, ofPerson: id, for: viewer, command: command)
      : try await store.evidence.record(evidence, of: id, for: viewer, command: command)
    return .with { $0.evidence = ResourceCollection.evidence.name(evidenceID) }
  }

  func withdrawEvidence(
    request: Mantel_Registration_V1_WithdrawEvidenceRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_WithdrawEvidenceResponse {
    let command = try Command(request.requestID, CareProto.Method.WithdrawEvidence.descriptor, request)
    let id = try ResourceCollection.evidence.id(ofField: "name", request.name)
    let time = try await parts.store.evidence.withdrawEvidence(id, for: parts.viewer(), command: command)
    return .with { $0.recordTime = Google_Protobuf_Timestamp(time) }
  }

  func listExpiringEvidence(
    request: Mantel_Registration_V1_ListExpiringEvidenceRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListExpiringEvidenceResponse {
    let reader = try parts.reader()
    var validation = Validation()
    let municipality = reader.municipality(request.municipality, "municipality", &validation)
    let size = validation.pageSize(request.pageSize)
    var last = try reader.today.adding(days: Self.usualDaysAhead)
    if let given = validation.optionalDate("until_date", request.untilDate, isSet: request.hasUntilDate) {
      let ahead = reader.today.days(until: given)
      validation.require((0...366).contains(ahead), "until_date", "is not between today and a year ahead")
      last = given
    }
    let code = try validation.finish(municipality)
    // The default last day changes at midnight; a page token must stay valid over it.
    let query = "evidence in \(code) until \(request.hasUntilDate ? last.isoText : "the usual day")"
    let after = try PageToken.read(request.pageToken, query: query).flatMap { ExpiryCursor(text: $0.key) }
    let page = try await parts.store.evidence.expiringEvidence(
      in: code,
      until: last,
      after: after,
      limit: size,
      for: parts.viewer()
    )
    return .with {
      $0.evidence = page.items.map { expiring in
        .with {
          $0.careSituation = ResourceCollection.careSituations.name(expiring.careSituation)
          $0.evidence = Mantel_Type_V1_Evidence(expiring.evidence)
          $0.recipientName = expiring.recipientName
          $0.person = expiring.person.map(ResourceCollection.persons.name) ?? ""
          $0.personName = expiring.personName
        }
      }
      $0.nextPageToken = page.next.map { PageToken(after: $0.text).text(query: query) } ?? ""
    }
  }

  func listIncompleteConsents(
    request: Mantel_Registration_V1_ListIncompleteConsentsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListIncompleteConsentsResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, parts, &validation)
    validation.requireGiven(!request.purposes.isEmpty, "purposes")
    let purposes: [ConsentPurpose] = validation.words("purposes", request.purposes)
    let query = "incomplete in \(request.municipality) for \(purposes.map(\.rawValue).sorted())"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.consents.incompleteConsents(
      in: start.municipality,
      purposes: purposes,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    return .with {
      $0.careSituations = page.items.map { found in
        .with {
          $0.careSituation = ResourceCollection.careSituations.name(found.careSituation)
          $0.recipientName = found.recipientName
          $0.missingPurposes = found.missingPurposes.map(\.message)
          $0.caregiverDeclarationMissing = found.isCaregiverDeclarationMissing
          $0.recipientDeclarationMissing = found.isRecipientDeclarationMissing
        }
      }
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func recordAssessment(
    request: Mantel_Registration_V1_RecordAssessmentRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordAssessmentResponse {
    let command = try Command(request.requestID, CareProto.Method.RecordAssessment.descriptor, request)
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    guard request.hasAssessment else { throw Refusal.invalid("assessment", "is required") }
    var validation = Validation()
    let read = try parts.reader().assessment(request.assessment, "assessment", &validation)
    let assessment = try validation.finish(read)
    _ = try await parts.store.support.record(assessment, of: id, for: parts.viewer(), command: command)
    return .with {
      if let score = assessment.score { $0.score = Int32(score) }
      $0.overloaded = assessment.isOverload
    }
  }

  func listAssessments(
    request: Mantel_Registration_V1_ListAssessmentsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListAssessmentsResponse {
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    var validation = Validation()
    let size = validation.pageSize(request.pageSize)
    try validation.finish()
    let query = "assessments of \(request.person)"
    let before = try PageToken.readNumber(request.pageToken, query: query)
    let (page, needs) = try await parts.store.support.assessments(
      of: id,
      before: before,
      limit: size,
      for: parts.viewer()
    )
    return .with {
      $0.assessments = page.items.map(Mantel_Registration_V1_Assessment.init)
      $0.needs = needs.map(\.message)
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func recordNeeds(
    request: Mantel_Registration_V1_RecordNeedsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordNeedsResponse {
    let command = try Command(request.requestID, CareProto.Method.RecordNeeds.descriptor, request)
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    var validation = Validation()
    let areas: [SupportArea] = validation.words("areas", request.areas)
    try validation.finish()
    let time = try await parts.store.support.record(needs: areas, of: id, for: parts.viewer(), command: command)
    return .with { $0.recordTime = Google_Protobuf_Timestamp(time) }
  }

  func recordGap(
    request: Mantel_Registration_V1_RecordGapRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RecordGapResponse {
    let command = try Command(request.requestID, CareProto.Method.RecordGap.descriptor, request)
    guard request.hasGap else { throw Refusal.invalid("gap", "is required") }
    let reader = try parts.reader()
    var validation = Validation()
    let municipality = reader.municipality(request.gap.municipality, "gap.municipality", &validation)
    let area: SupportArea? = validation.word("gap.area", request.gap.area)
    let description = reader.text(request.gap.description_p, "gap.description", 1...500, lines: true, &validation)
    var gap: Gap?
    if let municipality, let area, let description {
      gap = Gap(municipality: municipality, area: area, description: description)
    }
    let time = try await parts.store.support.record(validation.finish(gap), for: parts.viewer(), command: command)
    return .with { $0.recordTime = Google_Protobuf_Timestamp(time) }
  }

  func listGaps(
    request: Mantel_Registration_V1_ListGapsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListGapsResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, parts, &validation)
    let query = "gaps in \(request.municipality)"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.support.gaps(
      in: start.municipality,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    return .with {
      $0.gaps = page.items.map { recorded in
        .with {
          $0.municipality = recorded.gap.municipality.digits
          $0.area = recorded.gap.area.message
          $0.description_p = recorded.gap.description
          $0.recordTime = Google_Protobuf_Timestamp(recorded.recordTime)
        }
      }
      $0.nextPageToken = page.nextToken(of: query)
    }
  }
}

extension ExpiryCursor {
  /// Reads the key of a page token; nil if it is malformed.
  init?(text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let day = Int(parts[0]), let key = Int64(parts[1]) else { return nil }
    self.init(day: day, key: key)
  }

  /// The key for a page token.
  var text: String { "\(day)/\(key)" }
}

import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias PersonProto = Mantel_Registration_V1_PersonService

/// Answers `mantel.registration.v1.PersonService`: reads each request, calls the store, and writes the answer.
struct PersonRPC: PersonProto.SimpleServiceProtocol {
  let parts: RegistrationContext

  func getPerson(
    request: Mantel_Registration_V1_GetPersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetPersonResponse {
    let id = try ResourceCollection.persons.id(ofField: "name", request.name)
    let person = try await parts.store.persons.person(id, for: parts.viewer())
    let writer = try parts.writer()
    return .with {
      $0.person = writer.person(person)
      $0.residences = person.residences.periods.map(writer.residence)
    }
  }

  func searchPersons(
    request: Mantel_Registration_V1_SearchPersonsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_SearchPersonsResponse {
    let reader = try parts.reader()
    var validation = Validation()
    let municipality = reader.municipality(request.municipality, "municipality", &validation)
    let search = search(request, reader, &validation)
    let found = try await parts.store.persons.search(
      validation.finish(search),
      in: validation.finish(municipality),
      for: parts.viewer()
    )
    let writer = try parts.writer()
    return .with { $0.persons = found.map(writer.found) }
  }

  private func search(
    _ request: Mantel_Registration_V1_SearchPersonsRequest,
    _ reader: RequestReader,
    _ validation: inout Validation
  ) -> PersonSearch? {
    let byName = !request.familyName.isEmpty || request.hasBirthDate
    let ways = [!request.insz.isEmpty, !request.localNumber.isEmpty, byName].count { $0 }
    guard ways == 1 else {
      validation.reject("insz", "or local_number, or family_name with birth_date: exactly one is required")
      return nil
    }
    if !request.insz.isEmpty {
      return reader.insz(request.insz, "insz", &validation).map { .number(.insz($0)) }
    }
    if !request.localNumber.isEmpty {
      return validation.value("local_number") { () throws(ValueError) in
        .number(.local(try LocalNumber(request.localNumber)))
      }
    }
    let name = reader.text(request.familyName, "family_name", 1...100, &validation)
    let date = reader.pastDate(request.birthDate, request.hasBirthDate, "birth_date", &validation)
    guard let name, let date else { return nil }
    validation.require(!NameFolding.folded(name).isEmpty, "family_name", "has no letters")
    return .name(name, birthDate: date)
  }

  func updatePerson(
    request: Mantel_Registration_V1_UpdatePersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_UpdatePersonResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .persons, PersonProto.Method.UpdatePerson.descriptor, &validation)
    let reader = change.reader
    let patch = reader.personPatch(request.details, request.updateMask, &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    try validation.finish()
    let revision = try await parts.store.persons.update(
      change.id,
      patch,
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func movePerson(
    request: Mantel_Registration_V1_MovePersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_MovePersonResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .persons, PersonProto.Method.MovePerson.descriptor, &validation)
    let reader = change.reader
    validation.requireGiven(request.hasResidence, "residence")
    let message = request.residence
    let start = validation.date("residence.start_date", message.startDate, isSet: message.hasStartDate)
    if let start {
      validation.require(
        reader.today.days(until: start) <= 366,
        "residence.start_date",
        "lies more than a year ahead"
      )
    }
    let residence = reader.residence(GivenResidence(message), "residence", on: start ?? reader.today, &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    let revision = try await parts.store.persons.move(
      change.id,
      to: validation.finish(residence),
      from: validation.finish(start),
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func replaceNumber(
    request: Mantel_Registration_V1_ReplaceNumberRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ReplaceNumberResponse {
    var validation = Validation()
    let change = try parts.change(request, of: .persons, PersonProto.Method.ReplaceNumber.descriptor, &validation)
    let reader = change.reader
    let insz = reader.insz(request.insz, "insz", &validation)
    let confirmed = reader.confirmedWarnings(request.confirmedWarnings, &validation)
    let revision = try await parts.store.persons.replaceNumber(
      of: change.id,
      with: validation.finish(insz),
      confirmed: confirmed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func sealPerson(
    request: Mantel_Registration_V1_SealPersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_SealPersonResponse {
    let change = try parts.change(request, of: .persons, PersonProto.Method.SealPerson.descriptor)
    let revision = try await parts.store.persons.seal(
      change.id,
      request.sealed,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func restrictPerson(
    request: Mantel_Registration_V1_RestrictPersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_RestrictPersonResponse {
    let change = try parts.change(request, of: .persons, PersonProto.Method.RestrictPerson.descriptor)
    let revision = try await parts.store.persons.restrict(
      change.id,
      request.restricted,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func exportPerson(
    request: Mantel_Registration_V1_ExportPersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ExportPersonResponse {
    let id = try ResourceCollection.persons.id(ofField: "name", request.name)
    let viewer = try parts.viewer()
    let tables = parts.tables
    let document = try await parts.store.persons.export(id, for: viewer) { content, isAbout in
      let signal = try Mantel_Registration_V1_Signal(serializedBytes: content)
      return try DraftExcerpt(of: signal, DraftMentions(signal, today: viewer.today, tables), isAbout)
    }
    return .with {
      $0.document = document
      $0.mediaType = "application/json"
    }
  }

  func erasePerson(
    request: Mantel_Registration_V1_ErasePersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ErasePersonResponse {
    let change = try parts.change(request, of: .persons, PersonProto.Method.ErasePerson.descriptor)
    let erased = try await parts.store.persons.erase(
      change.id,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with {
      $0.eraseTime = Google_Protobuf_Timestamp(erased.eraseTime)
      $0.possibleDrafts = erased.possibleDrafts.map { draft in
        .with {
          $0.draft = ResourceCollection.drafts.name(draft.draft)
          $0.parts = draft.parts.map(\.message)
          $0.reasons = draft.reasons.map(\.message)
        }
      }
    }
  }

  func getConsents(
    request: Mantel_Registration_V1_GetConsentsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_GetConsentsResponse {
    let id = try ResourceCollection.persons.id(ofField: "person", request.person)
    let reader = try parts.reader()
    var validation = Validation()
    let asOf =
      request.hasAsOfDate ? reader.pastDate(request.asOfDate, true, "as_of_date", &validation) : reader.today
    let known = reader.knownTime(request.knownDate, request.hasKnownDate, &validation)
    let day = try validation.finish(asOf)
    let log = try await parts.store.consents.consentLog(of: id, known: known, for: parts.viewer())
    return .with {
      $0.declarations = log.declarations.map(Mantel_Registration_V1_ConsentDeclaration.init)
      $0.standing = log.consentsInForce(on: day).map(Mantel_Registration_V1_Consent.init)
    }
  }

  func listDuplicates(
    request: Mantel_Registration_V1_ListDuplicatesRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListDuplicatesResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, parts, &validation)
    let query = "duplicates in \(request.municipality)"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.duplicates.duplicates(
      in: start.municipality,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    let writer = try parts.writer()
    return .with {
      $0.duplicates = page.items.map { duplicate in
        .with {
          $0.name = ResourceCollection.duplicates.name(duplicate.id)
          $0.first = writer.person(duplicate.first)
          $0.second = writer.person(duplicate.second)
          $0.findTime = Google_Protobuf_Timestamp(duplicate.findTime)
          $0.score = Int32(duplicate.likeness.score)
          $0.reasons = duplicate.likeness.reasons.map(\.message)
        }
      }
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func listUnconfirmedPersons(
    request: Mantel_Registration_V1_ListUnconfirmedPersonsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ListUnconfirmedPersonsResponse {
    var validation = Validation()
    let asked = try RequestedPage(request, parts, &validation)
    let query = "unconfirmed persons in \(request.municipality)"
    let start = try asked.start(validation, of: query)
    let page = try await parts.store.persons.unconfirmedPersons(
      in: start.municipality,
      after: start.key,
      limit: asked.limit,
      for: asked.viewer
    )
    let writer = try parts.writer()
    return .with {
      $0.persons = page.items.map { unconfirmed in
        .with {
          $0.person = writer.person(unconfirmed.person)
          $0.careSituations = unconfirmed.care.map(writer.summary)
        }
      }
      $0.nextPageToken = page.nextToken(of: query)
    }
  }

  func confirmPerson(
    request: Mantel_Registration_V1_ConfirmPersonRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ConfirmPersonResponse {
    let change = try parts.change(request, of: .persons, PersonProto.Method.ConfirmPerson.descriptor)
    let revision = try await parts.store.persons.confirm(
      person: change.id,
      etag: change.etag,
      for: change.viewer,
      command: change.command
    )
    return .with { $0.etag = ETag.text(revision) }
  }

  func dismissDuplicate(
    request: Mantel_Registration_V1_DismissDuplicateRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_DismissDuplicateResponse {
    let command = try Command(request.requestID, PersonProto.Method.DismissDuplicate.descriptor, request)
    let id = try ResourceCollection.duplicates.id(ofField: "name", request.name)
    let time = try await parts.store.duplicates.dismiss(duplicate: id, for: parts.viewer(), command: command)
    return .with { $0.dismissTime = Google_Protobuf_Timestamp(time) }
  }

  func mergePersons(
    request: Mantel_Registration_V1_MergePersonsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_MergePersonsResponse {
    let command = try Command(request.requestID, PersonProto.Method.MergePersons.descriptor, request)
    let kept = try ResourceCollection.persons.id(ofField: "kept", request.kept)
    let merged = try ResourceCollection.persons.id(ofField: "merged", request.merged)
    var validation = Validation()
    try parts.reader().etag(request.etag, &validation)
    try validation.finish()
    let merge = try await parts.store.merges.merge(
      merged,
      into: kept,
      etag: request.etag,
      isRehearsal: request.validateOnly,
      for: parts.viewer(),
      command: command
    )
    return .with {
      if !request.validateOnly { $0.etag = ETag.text(merge.revision) }
      $0.filledFields = merge.filled
      $0.differingFields = merge.differing
      $0.warnings = (merge.warnings ?? []).map { found in
        .with {
          $0.warning = found.warning?.message ?? .unspecified
          $0.subject = found.subject
        }
      }
      $0.joinedCare = merge.joined.map { pair in
        .with {
          $0.stays = ResourceCollection.careSituations.name(pair.stays)
          $0.joined = ResourceCollection.careSituations.name(pair.joined)
        }
      }
    }
  }

  func unmergePersons(
    request: Mantel_Registration_V1_UnmergePersonsRequest,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_UnmergePersonsResponse {
    let command = try Command(request.requestID, PersonProto.Method.UnmergePersons.descriptor, request)
    let merged = try ResourceCollection.persons.id(ofField: "merged", request.merged)
    let kept = try await parts.store.merges.unmerge(merged, for: parts.viewer(), command: command)
    return .with { $0.kept = ResourceCollection.persons.name(kept) }
  }
}

import CareTypes
import GRPCCore
import ServiceCore
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf

// Drafts, and publishing them.
extension StatutesRPC {
  func draftRegulation(
    request: Mantel_Statutes_V1_DraftRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_DraftRegulationResponse {
    let command = try Command(request.requestID, StatutesProto.Method.DraftRegulation.descriptor, request)
    var validation = Validation()
    validation.require(!request.pack.isEmpty, "pack", "is required")
    validation.person("drafter", request.drafter)
    try validation.finish()
    let draft = try await store.keepDraft(
      request.pack,
      drafter: request.drafter,
      scope: CallContext.current.scope,
      command: command
    )
    let changes = try await changes(of: draft)
    return .with {
      $0.draft = Mantel_Statutes_V1_Draft(draft)
      $0.changes = changes
    }
  }

  func publishRegulation(
    request: Mantel_Statutes_V1_PublishRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    let command = try Command(request.requestID, StatutesProto.Method.PublishRegulation.descriptor, request)
    var validation = Validation()
    let id = validation.regulationDraft("draft", request.draft)
    validation.person("publisher", request.publisher)
    let result = try await store.publish(
      validation.finish(id),
      publisher: request.publisher,
      scope: CallContext.current.scope,
      command: command
    )
    return .with {
      $0.authority = result.authority
      $0.published = result.published
      $0.unchanged = result.unchanged
    }
  }

  func dropRegulation(
    request: Mantel_Statutes_V1_DropRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_DropRegulationResponse {
    let command = try Command(request.requestID, StatutesProto.Method.DropRegulation.descriptor, request)
    var validation = Validation()
    let id = validation.regulationDraft("draft", request.draft)
    validation.person("dropper", request.dropper)
    validation.text("reason", request.reason, atMost: 1_000)
    let draft = try await store.drop(
      validation.finish(id),
      dropper: request.dropper,
      reason: request.reason,
      scope: CallContext.current.scope,
      command: command
    )
    return .with { $0.draft = Mantel_Statutes_V1_Draft(draft) }
  }

  func getDraft(
    request: Mantel_Statutes_V1_GetDraftRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_GetDraftResponse {
    var validation = Validation()
    let id = validation.regulationDraft("name", request.name)
    let draft = try await store.draft(validation.finish(id), scope: CallContext.current.scope)
    let changes = draft.state == .open ? try await changes(of: draft) : []
    return .with {
      $0.draft = Mantel_Statutes_V1_Draft(draft)
      $0.changes = changes
    }
  }

  func listDrafts(
    request: Mantel_Statutes_V1_ListDraftsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListDraftsResponse {
    var validation = Validation()
    if !request.authority.isEmpty {
      validation.require(ProvisionName.isID(request.authority), "authority", "is not the id of an authority")
    }
    let size = validation.pageSize(request.pageSize)
    try validation.finish()
    let query = "drafts of \(request.authority)"
    let after = try PageToken.read(request.pageToken, query: query).flatMap { Int64($0.key) }
    let found = try await store.openDrafts(
      of: request.authority.isEmpty ? nil : request.authority,
      scope: CallContext.current.scope,
      after: after ?? 0,
      limit: size + 1
    )
    return .with {
      $0.drafts = found.prefix(size).map { Mantel_Statutes_V1_Draft($0.draft) }
      if found.count > size { $0.nextPageToken = PageToken(after: found[size - 1].key).text(query: query) }
    }
  }

  /// What a draft would change; empty when the draft is no longer correct.
  private func changes(of draft: RegulationDraft) async throws -> [Mantel_Statutes_V1_ProvisionChange] {
    let review = try await store.review(draft.pack).review
    guard let publication = review.publication, review.mistakes.isEmpty else { return [] }
    return try publication.changes().map(Mantel_Statutes_V1_ProvisionChange.init)
  }
}

extension Validation {
  fileprivate mutating func regulationDraft(_ field: String, _ name: String) -> OpaqueID? {
    value(field) { () throws(ValueError) in try ResourceCollection.regulationDrafts.id(from: name) }
  }

  /// Checks the name of someone who drafts, publishes or drops.
  fileprivate mutating func person(_ field: String, _ name: String) { text(field, name, atMost: 100) }

  fileprivate mutating func text(_ field: String, _ text: String, atMost length: Int) {
    if text.allSatisfy(\.isWhitespace) { return reject(field, "is required") }
    require(text.count <= length, field, "has more than \(length) characters")
    require(!text.contains { $0.isNewline }, field, "has more than one line")
    require(!NationalNumberSearch.isNumber(in: text), field, "holds a national number")
  }
}

import CareTypes
import GRPCCore
import RuleLanguage
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// Answers `mantel.statutes.v1.StatutesService`: translates, calls, translates back.
struct StatutesRPC: StatutesProto.SimpleServiceProtocol {
  let store: StatutesStore
  let clock: RegistryClock
  let tables: ReferenceTables

  func publishRegulation(
    request: Mantel_Statutes_V1_PublishRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    let command = try Command(request.requestID, StatutesProto.Method.PublishRegulation.descriptor, request)
    let (pack, mistakes) = PackReader.read(request.pack, tables: tables)
    var validation = Validation()
    validation.reject(mistakes)
    let result = try await store.publish(validation.finish(pack), command: command)
    return .with {
      $0.authority = result.authority
      $0.published = result.published
      $0.unchanged = result.unchanged
    }
  }

  func checkRegulation(
    request: Mantel_Statutes_V1_CheckRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CheckRegulationResponse {
    var validation = Validation()
    validation.require(
      request.pack.utf8.count <= PackReader.longest,
      "pack",
      "has more than \(PackReader.longest >> 10) KiB"
    )
    try validation.finish()
    let mistakes = PackReader.read(request.pack, tables: tables).mistakes
    return .with {
      $0.mistakes = mistakes.map { mistake in
        .with {
          $0.field = mistake.field
          $0.line = Int32(mistake.line)
          $0.column = Int32(mistake.column)
          $0.description_p = mistake.description
        }
      }
    }
  }

  func getProvision(
    request: Mantel_Statutes_V1_GetProvisionRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_GetProvisionResponse {
    var validation = Validation()
    let name = validation.value("name") { () throws(ValueError) in try ProvisionName.read(request.name) }
    let (id, version) = try validation.finish(name)
    let provision = try await store.provision(id, version: version)
    return try .with { $0.provision = try Mantel_Statutes_V1_Provision(provision) }
  }

  func listProvisions(
    request: Mantel_Statutes_V1_ListProvisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListProvisionsResponse {
    var validation = Validation()
    let date = try day(request.date, isSet: request.hasDate, &validation)
    var municipality: NISCode?
    if !request.municipality.isEmpty {
      municipality = validation.value("municipality") { () throws(ValueError) in try NISCode(request.municipality) }
    }
    if !request.authority.isEmpty {
      validation.require(ProvisionName.isID(request.authority), "authority", "is not the id of an authority")
    }
    let size = validation.pageSize(request.pageSize)
    let on = try validation.finish(date)
    let query = "provisions on \(on) in \(request.municipality) of \(request.authority)"
    let after = try PageToken.read(request.pageToken, query: query)?.key ?? ""
    let found = try await store.provisions(
      on: on,
      municipality: municipality,
      authority: request.authority.isEmpty ? nil : request.authority,
      after: after,
      limit: size + 1
    )
    return try .with {
      $0.provisions = try found.prefix(size).map(Mantel_Statutes_V1_Provision.init)
      if found.count > size {
        let last = found[size - 1].provision
        $0.nextPageToken = PageToken(after: "\(last.authority.id)/\(last.id)").text(query: query)
      }
    }
  }

  func compareAuthorities(
    request: Mantel_Statutes_V1_CompareAuthoritiesRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_CompareAuthoritiesResponse {
    var validation = Validation()
    let date = try day(request.date, isSet: request.hasDate, &validation)
    for (field, id) in [("left", request.left), ("right", request.right)] {
      validation.require(ProvisionName.isID(id), field, id.isEmpty ? "is required" : "is not the id of an authority")
    }
    validation.require(
      request.left != request.right || request.left.isEmpty,
      "right",
      "is the same authority as the left one"
    )
    let on = try validation.finish(date)
    for id in [request.left, request.right] where try await !store.isAuthority(id) {
      throw Refusal.notFound("The authority \(id)")
    }
    let left = try await store.provisions(on: on, authority: request.left).map(\.provision)
    let right = try await store.provisions(on: on, authority: request.right).map(\.provision)
    let rows = try Comparison.rows(left: left, right: right)
    return try .with { $0.rows = try rows.map(Mantel_Statutes_V1_ComparisonRow.init) }
  }

  func listFacts(
    request: Mantel_Statutes_V1_ListFactsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListFactsResponse {
    .with { $0.facts = FactCatalogue.care.facts.map(Mantel_Statutes_V1_Fact.init) }
  }

  private func day(
    _ message: Mantel_Type_V1_Date,
    isSet: Bool,
    _ validation: inout Validation
  ) throws -> CalendarDate? {
    isSet ? validation.date("date", message, isSet: true) : try clock.today()
  }
}

extension Validation {
  /// Records the mistakes of a pack: as many as go into the trailers of an answer, which a client takes up to 16 kB of.
  fileprivate mutating func reject(_ mistakes: [PackMistake]) {
    var room = 3_000
    for (index, mistake) in mistakes.enumerated() {
      let description = String(mistake.description.prefix(300))
      room -= mistake.place.utf8.count + description.utf8.count
      guard room > 0 else {
        return reject("pack", "has \(mistakes.count - index) more mistakes; CheckRegulation tells all")
      }
      reject(mistake.place, description)
    }
  }
}

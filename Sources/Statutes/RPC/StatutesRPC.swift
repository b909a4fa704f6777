import CareTypes
import GRPCCore
import RuleLanguage
import ServiceCore
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

/// Answers `mantel.statutes.v1.StatutesService`: reads a request, calls the domain, writes the answer.
struct StatutesRPC: StatutesProto.SimpleServiceProtocol {
  let store: StatutesStore
  let clock: RegistryClock
  let tables: ReferenceTables

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
    let (review, law) = try await store.review(request.pack)
    guard let publication = review.publication, review.mistakes.isEmpty else {
      return .with { $0.mistakes = review.mistakes.map(Mantel_Statutes_V1_Mistake.init) }
    }
    let standing = law.decided(from: try clock.today().daysSinceEpoch)
    return try .with {
      $0.changes = try publication.changes().map(Mantel_Statutes_V1_ProvisionChange.init)
      $0.executable = try publication.pack.provisions.filter(\.isDecided).map { provision in
        try Mantel_Type_V1_ExecutableProvision(
          provision,
          found: store.equivalences.found(for: provision, among: standing)
        )
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
    let law = try await store.lawBook()
    guard let published = law.version(version, of: id) else {
      throw Refusal.notFound(version.map { ProvisionName.text(id, version: $0) } ?? ProvisionName.text(id))
    }
    let found = try store.equivalences.found(
      for: published.provision,
      among: law.decided(from: clock.today().daysSinceEpoch)
    )
    return try .with { $0.provision = try Mantel_Statutes_V1_Provision(published, found: found) }
  }

  func listVersions(
    request: Mantel_Statutes_V1_ListVersionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListVersionsResponse {
    var validation = Validation()
    let name = validation.value("name") { () throws(ValueError) in try ProvisionName.read(request.name) }
    validation.require(name?.version == nil, "name", "names one version")
    let size = validation.pageSize(request.pageSize)
    let (id, _) = try validation.finish(name)
    let query = "versions of \(id)"
    let after = try PageToken.read(request.pageToken, query: query).flatMap { Int($0.key) }
    let versions = try await store.lawBook().versions(of: id)
    if versions.isEmpty { throw Refusal.notFound(ProvisionName.text(id)) }
    let rest = versions.filter { $0.provision.version < after ?? .max }
    return try .with {
      $0.versions = try rest.prefix(size).map { try Mantel_Statutes_V1_Provision($0) }
      if rest.count > size {
        $0.nextPageToken = PageToken(after: rest[size - 1].provision.version).text(query: query)
      }
    }
  }

  func listProvisions(
    request: Mantel_Statutes_V1_ListProvisionsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListProvisionsResponse {
    var validation = Validation()
    let date = try validation.day(request.date, isSet: request.hasDate, or: clock)
    var filter = ProvisionFilter()
    if !request.municipality.isEmpty {
      filter.municipality = validation.municipality(
        "municipality",
        request.municipality,
        on: date,
        tables.municipalities
      )
    }
    if !request.authority.isEmpty {
      filter.authority = request.authority
      validation.require(ProvisionName.isID(request.authority), "authority", "is not the id of an authority")
    }
    for (index, kind) in request.kinds.enumerated() {
      guard let word = ProvisionKind(kind) else {
        validation.reject("kinds[\(index)]", "is not a kind")
        continue
      }
      filter.kinds.insert(word)
    }
    if request.supportArea != .unspecified {
      filter.area = SupportArea(request.supportArea)
      if filter.area == nil { validation.reject("support_area", "is not a support area") }
    }
    let size = validation.pageSize(request.pageSize)
    let on = try validation.finish(date)
    let query = "\(request.models ? "models" : "provisions") on \(on) by \(filter)"
    let after = try PageToken.read(request.pageToken, query: query)?.key
    let law = try await store.lawBook()
    let all = request.models ? law.models : law.provisions(filter, on: on, tables.municipalities)
    let rest = all.filter { published in
      filter.matches(published.provision) && after.map { $0 < published.sortKey } ?? true
    }
    return try .with {
      $0.provisions = try rest.prefix(size).map { try Mantel_Statutes_V1_Provision($0) }
      if rest.count > size { $0.nextPageToken = PageToken(after: rest[size - 1].sortKey).text(query: query) }
      if after == nil, !request.models {
        $0.lapsed = law.lapsed(filter, on: on, tables.municipalities).map { ProvisionName.text($0.provision.id) }
      }
    }
  }

  func listFacts(
    request: Mantel_Statutes_V1_ListFactsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListFactsResponse {
    .with { $0.facts = FactCatalogue.care.facts.map(Mantel_Statutes_V1_Fact.init) }
  }
}

extension Validation {
  /// Reads the day of a request; today when there is none.
  mutating func day(_ message: Mantel_Type_V1_Date, isSet: Bool, or clock: RegistryClock) throws -> CalendarDate? {
    isSet ? date("date", message, isSet: true) : try clock.today()
  }

  /// Reads the code of a municipality that exists on a day.
  mutating func municipality(
    _ field: String,
    _ digits: String,
    on date: CalendarDate?,
    _ table: MunicipalityTable
  ) -> NISCode? {
    guard let date else { return nil }
    return value(field) { () throws(ValueError) in
      let code = try NISCode(digits)
      // Brussels is not in the table, but provisions of all of Flanders apply there as well.
      return table[code] == nil && digits.hasPrefix("21") ? code : try table.municipality(code, at: date).code
    }
  }
}

import CareTypes
import GRPCCore
import ServiceCore
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

/// Answers `mantel.statutes.v1.HarmonisationService`: reads a request, calls the domain, writes the answer.
struct HarmonisationRPC: Mantel_Statutes_V1_HarmonisationService.SimpleServiceProtocol {
  let store: StatutesStore
  let clock: RegistryClock
  let tables: ReferenceTables

  func proposeHarmonisation(
    request: Mantel_Statutes_V1_ProposeHarmonisationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ProposeHarmonisationResponse {
    var validation = Validation()
    let name = validation.provisionName("model", request.model)
    let date = try day(request.date, isSet: request.hasDate, &validation)
    let start =
      request.hasValidFromDate
      ? validation.date("valid_from_date", request.validFromDate, isSet: true)
      : validation.value("date") { () throws(ValueError) in
        try date.map { day throws(ValueError) in try CalendarDate(year: day.year + 1, month: 1, day: 1) }
      }.flatMap { $0 }
    let days = [date, start].compactMap { $0 }
    let codes = validation.municipalities(request.municipalities, atLeast: 2, on: days, tables)
    let strategy = HarmonisationStrategy(request.strategy)
    validation.require(strategy != nil, "strategy", "is required")
    validation.require(request.centsPerYear >= 0, "cents_per_year", "is negative")
    let (id, version) = try validation.finish(name)
    let asked = try validation.finish(
      strategy.flatMap { strategy in
        date.flatMap { date in
          start.map {
            let cents = request.centsPerYear == 0 ? nil : request.centsPerYear
            return ProposalRequest(strategy, date: date, validFrom: $0, centsPerYear: cents)
          }
        }
      }
    )
    let law = try await store.lawBook()
    let model = try model(id, version, in: law)
    if asked.centsPerYear != nil, !model.parameters.contains(where: { $0.isOpen && $0.reads?.part == .centsPerYear }) {
      throw Refusal.invalid("cents_per_year", "has no place in a model without an amount to choose")
    }
    guard let proposal = try Proposal.make(model, for: codes, asked, law: law, tables: tables) else {
      throw Refusal(
        .nothingToHarmonise,
        "None of the municipalities has a provision of the kind \(model.kind.rawValue) on \(asked.date)"
      )
    }
    return try Mantel_Statutes_V1_ProposeHarmonisationResponse(
      proposal,
      standing: law.decided(from: clock.today().daysSinceEpoch),
      store.equivalences
    )
  }

  func getHarmonisation(
    request: Mantel_Statutes_V1_GetHarmonisationRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_GetHarmonisationResponse {
    var validation = Validation()
    let name = validation.provisionName("model", request.model)
    let date = try day(request.date, isSet: request.hasDate, &validation)
    let codes = validation.municipalities(request.municipalities, atLeast: 0, on: [date].compactMap { $0 }, tables)
    let (id, version) = try validation.finish(name)
    let on = try validation.finish(date)
    let law = try await store.lawBook()
    let progress = HarmonisationProgress(
      of: try model(id, version, in: law),
      in: codes,
      on: on,
      law: law,
      tables.municipalities
    )
    return try .with {
      $0.adoptions = try progress.adoptions.map {
        try Mantel_Statutes_V1_Adoption($0, name: tables.municipalities[$0.municipality]?.nameNL ?? "")
      }
      $0.differences = progress.differences.map(Mantel_Statutes_V1_ParameterReading.init)
    }
  }

  func listUnharmonised(
    request: Mantel_Statutes_V1_ListUnharmonisedRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListUnharmonisedResponse {
    var validation = Validation()
    let date = try day(request.date, isSet: request.hasDate, &validation)
    let code =
      request.municipality.isEmpty
      ? nil : validation.municipality("municipality", request.municipality, on: [date].compactMap { $0 }, tables)
    let on = try validation.finish(date)
    let law = try await store.lawBook()
    let looked = tables.municipalities.allValid(at: on).filter { code == nil || $0.code == code }
    return try .with {
      $0.municipalities = try looked.compactMap { law.unharmonised($0, on: on, tables.municipalities) }
        .map(Mantel_Statutes_V1_Unharmonised.init)
    }
  }

  func listOpenTerms(
    request: Mantel_Statutes_V1_ListOpenTermsRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListOpenTermsResponse {
    var validation = Validation()
    let date = try day(request.date, isSet: request.hasDate, &validation)
    let code = validation.municipality("municipality", request.municipality, on: [date].compactMap { $0 }, tables)
    let on = try validation.finish(date)
    let terms = try await store.lawBook().openTerms(in: validation.finish(code), on: on, tables.municipalities)
    return .with { $0.terms = terms.map(Mantel_Statutes_V1_OpenTerm.init) }
  }

  func listEquivalences(
    request: Mantel_Statutes_V1_ListEquivalencesRequest,
    context: ServerContext
  ) async throws -> Mantel_Statutes_V1_ListEquivalencesResponse {
    var validation = Validation()
    let name = validation.provisionName("name", request.name)
    let date = try day(request.date, isSet: request.hasDate, &validation)
    let (id, version) = try validation.finish(name)
    let on = try validation.finish(date)
    let law = try await store.lawBook()
    guard let provision = law.version(of: id, inForceOn: on.daysSinceEpoch)?.provision,
      version == nil || provision.version == version
    else { throw Refusal.notFound("\(request.name) in force on \(on)") }
    let known = try ProvenParts(
      of: provision,
      among: law.inForce(on: on.daysSinceEpoch).map(\.provision),
      store.equivalences
    )
    return .with {
      $0.version = Int32(provision.version)
      $0.proofs = known.proofs.map(Mantel_Type_V1_AcceptedProof.init)
      $0.unprovenParts = known.unproven
    }
  }

  private func model(_ id: String, _ version: Int?, in law: LawBook) throws -> Provision {
    guard let model = law.version(version, of: id)?.provision, model.isModel else {
      throw Refusal.notFound("The model \(ProvisionName.text(id))")
    }
    return model
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
  fileprivate mutating func provisionName(_ field: String, _ name: String) -> (id: String, version: Int?)? {
    guard !name.isEmpty else {
      reject(field, "is required")
      return nil
    }
    return value(field) { () throws(ValueError) in try ProvisionName.read(name) }
  }

  /// Reads the code of a municipality that exists on all of these days.
  fileprivate mutating func municipality(
    _ field: String,
    _ text: String,
    on days: [CalendarDate],
    _ tables: ReferenceTables
  ) -> NISCode? {
    guard !text.isEmpty else {
      reject(field, "is required")
      return nil
    }
    return value(field) { () throws(ValueError) in
      let code = try NISCode(text)
      for day in days { _ = try tables.municipalities.municipality(code, at: day) }
      return code
    }
  }

  /// Reads at most 30 different codes.
  fileprivate mutating func municipalities(
    _ texts: [String],
    atLeast least: Int,
    on days: [CalendarDate],
    _ tables: ReferenceTables
  ) -> [NISCode] {
    guard (least...30).contains(texts.count) else {
      reject("municipalities", "has \(texts.count) codes rather than \(least) to 30")
      return []
    }
    require(Set(texts).count == texts.count, "municipalities", "has a code twice")
    return texts.enumerated().compactMap { municipality("municipalities[\($0)]", $1, on: days, tables) }
  }
}

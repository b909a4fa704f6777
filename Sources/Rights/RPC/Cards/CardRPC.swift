import CareTypes
import GRPCCore
import Proofs
import RightsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias CardProto = Mantel_Rights_V1_CardService

/// Serves `mantel.rights.v1.CardService`: reads the request, calls the store, signs and writes the answer. Names pass
/// through it into what is signed.
struct CardRPC: CardProto.SimpleServiceProtocol {
  let store: RightsStore
  let clock: RegistryClock
  let issuer: ProofIssuer

  func issueCard(
    request: Mantel_Rights_V1_IssueCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_IssueCardResponse {
    // What is kept of a command must not tell the names.
    var nameless = request
    nameless.clearHolder()
    let command = try Command(request.requestID, CardProto.Method.IssueCard.descriptor, nameless)
    var validation = Validation()
    let named = validation.person("person", request.person)
    let key = validation.holderKey("holder_key_jwk", request.holderKeyJwk)
    let given = validation.holder("holder", request.holder)
    let (person, holder) = (try validation.finish(named), try validation.finish(given))
    let card = try await store.issueCard(for: person, command: command)
    let term = ProofTerm(
      issued: try card.issued.dateInBelgium(),
      validUntil: try CalendarDate(daysSinceEpoch: card.lastDay)
    )
    let token = try await issuer.card(holder, term, reference(card.tokenPlace))
    let credential = try await issuer.credential(holder, term, reference(card.credentialPlace), boundTo: key)
    let today = try clock.today()
    return try .with {
      $0.card = try Mantel_Rights_V1_Card(card, on: today)
      $0.token = token
      $0.credential = credential
    }
  }

  func getCard(
    request: Mantel_Rights_V1_GetCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetCardResponse {
    var validation = Validation()
    let person = validation.person("person", request.person)
    let card = try await store.card(of: validation.finish(person))
    return try .with { $0.card = try answer(card, request.person) }
  }

  func revokeCard(
    request: Mantel_Rights_V1_RevokeCardRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_RevokeCardResponse {
    let command = try Command(request.requestID, CardProto.Method.RevokeCard.descriptor, request)
    var validation = Validation()
    let person = validation.person("person", request.person)
    let card = try await store.revokeCard(of: validation.finish(person), command: command)
    return try .with { $0.card = try answer(card, request.person) }
  }

  func issueAttest(
    request: Mantel_Rights_V1_IssueAttestRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_IssueAttestResponse {
    var validation = Validation()
    let named = validation.person("person", request.person)
    let kind: Attest.Kind? = validation.word("kind", request.kind)
    let language: Language? = validation.word("language", request.language, unspecified: .unspecified, meaning: .dutch)
    let given = validation.holder("holder", request.holder)
    let holder = try validation.finish(given)
    let today = try clock.today()
    guard let kind, let attest = try await store.attest(kind, of: validation.finish(named), on: today) else {
      throw Refusal(.nothingToProve, "No care of the person is registered that the attest would state")
    }
    let term = ProofTerm(issued: today, validUntil: try today.adding(days: AttestRules.validDays(kind)))
    let token = try await issuer.attest(attest, holder, term)
    let page = AttestPage(
      attest,
      of: holder,
      term,
      by: issuer.address,
      token: token,
      in: try validation.finish(language)
    )
    return try .with {
      $0.token = token
      $0.pageHtml = try page.html()
      $0.careFromDate = .init(attest.from)
      if let until = attest.until { $0.careUntilDate = .init(until) }
      if let months = attest.months { $0.careMonths = Int32(clamping: months) }
      $0.validUntilDate = .init(term.validUntil)
    }
  }

  func getKeySet(
    request: Mantel_Rights_V1_GetKeySetRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetKeySetResponse {
    try .with { $0.jwks = String(decoding: try issuer.keySet(), as: UTF8.self) }
  }

  func getStatusList(
    request: Mantel_Rights_V1_GetStatusListRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_GetStatusListResponse {
    var validation = Validation()
    validation.require(request.number >= 1, "number", "is less than 1")
    try validation.finish()
    let number = Int(request.number)
    guard let found = try await store.statusList(number) else {
      throw Refusal(.resourceNotFound, "There is no status list of that number")
    }
    let token = try await issuer.statusList(number, found.list, at: found.time)
    return .with {
      $0.uri = issuer.list(number)
      $0.token = token
      $0.listCount = Int32(clamping: found.count)
    }
  }

  // MARK: Parts of answers

  private func answer(_ card: CaregiverCard?, _ person: String) throws -> Mantel_Rights_V1_Card {
    guard let card else { throw Refusal.notFound(person) }
    return try Mantel_Rights_V1_Card(card, on: clock.today())
  }

  private func reference(_ place: StatusPlace) -> StatusReference {
    StatusReference(index: place.index, list: issuer.list(place.list))
  }
}

import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import GatewayAPI
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import TypeAPI

/// A call about what Antwerp keeps, which Aalter may not see.
struct ScopedCall: Sendable {
  /// What Antwerp keeps, by the names of the records.
  struct Kept: Sendable {
    /// A care situation, its two people, and evidence.
    var careSituation = "", caregiver = "", recipient = "", evidence = ""
    /// A pair of people who may be one.
    var duplicate = ""
    /// Someone who was merged into the caregiver, and someone who is to be erased.
    var merged = "", erased = ""
    /// A signal, and the draft that was made of it.
    var draft = ""
    /// The draft of a regulation.
    var regulation = ""
  }

  /// What a client gets: an error, or a message.
  enum Outcome: Hashable {
    /// An error, by its reason and its words.
    case refused(reason: String, text: String)
    /// A message without any field.
    case empty
    /// A message with fields.
    case answered
  }

  /// The clients of the gateway; each key is the client's name and `-key`.
  static let clients = """
    clients:
      - {name: aalter, key_sha256: \(APIKey("aalter-key").digest), municipality: ["44084"], sealed: read}
      - {name: antwerpen, key_sha256: \(APIKey("antwerpen-key").digest), municipality: ["11002"], sealed: read}
      - name: de-linde
        key_sha256: \(APIKey("de-linde-key").digest)
        hospital: {nihdi: "71099812", name: "Testziekenhuis De Linde"}
      - name: avondrust
        key_sha256: \(APIKey("avondrust-key").digest)
        care_centre: {nihdi: "76123422", name: "Testwoonzorgcentrum Avondrust"}
      - {name: zorgraad, key_sha256: \(APIKey("zorgraad-key").digest), zone: west-meetjesland}
      - {name: huisarts, key_sha256: \(APIKey("huisarts-key").digest), partner: general_practitioner}
      - {name: rechtenverkenner, key_sha256: \(APIKey("rechtenverkenner-key").digest), portal: true}
    """

  /// The method.
  let method: MethodDescriptor
  /// Calls it as a client.
  let make: @Sendable (GRPCClient<InProcessTransport.Client>, Kept, _ client: String) async throws -> Outcome

  private init<Request: Message, Answer: Message & Equatable>(
    _ method: MethodDescriptor,
    _ answer: Answer.Type,
    _ request: @escaping @Sendable (Kept) -> Request
  ) {
    self.method = method
    make = { gateway, kept, client in
      do {
        let answer = try await gateway.unary(
          request: ClientRequest(message: request(kept), metadata: key(of: client)),
          descriptor: method,
          serializer: ProtobufSerializer<Request>(),
          deserializer: ProtobufDeserializer<Answer>(),
          options: .defaults
        ) { try $0.message }
        return answer == Answer() ? .empty : .answered
      } catch let error as RPCError {
        let reasons = try error.unpackGoogleRPCStatus()?.details.compactMap(\.errorInfo?.reason) ?? []
        return .refused(reason: reasons.joined(), text: error.message)
      }
    }
  }

  /// A call of each method whose scope a service or the gateway checks, those that change most last.
  static let all = reads + ofAwards + ofCards + lists + changes + ofRegulations + last

  private typealias Municipality = Mantel_Gateway_V1_MunicipalityService.Method
  private typealias Persons = Mantel_Registration_V1_PersonService.Method
  private typealias Care = Mantel_Registration_V1_CareService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method
  private typealias Statutes = Mantel_Statutes_V1_StatutesService.Method
  private typealias Rights = Mantel_Rights_V1_RightsService.Method
  private typealias Awards = Mantel_Rights_V1_AwardService.Method
  private typealias Cards = Mantel_Rights_V1_CardService.Method

  private static let antwerp = "11002"

  private static let reads: [ScopedCall] = [
    ScopedCall(Municipality.GetCareSituation.descriptor, Municipality.GetCareSituation.Output.self) { kept in
      Municipality.GetCareSituation.Input.with { $0.name = kept.careSituation }
    },
    ScopedCall(Municipality.ListDecisions.descriptor, Municipality.ListDecisions.Output.self) { kept in
      Municipality.ListDecisions.Input.with { $0.careSituation = kept.careSituation }
    },
    ScopedCall(Municipality.ExplainDecision.descriptor, Municipality.ExplainDecision.Output.self) { kept in
      Municipality.ExplainDecision.Input.with {
        $0.name = kept.careSituation.replacing("careSituations", with: "decisions")
      }
    },
    ScopedCall(Rights.PreviewMove.descriptor, Rights.PreviewMove.Output.self) { kept in
      Rights.PreviewMove.Input.with { $0.careSituation = kept.careSituation }
    },
    ScopedCall(Persons.GetPerson.descriptor, Persons.GetPerson.Output.self) { kept in
      Persons.GetPerson.Input.with { $0.name = kept.recipient }
    },
    ScopedCall(Persons.ExportPerson.descriptor, Persons.ExportPerson.Output.self) { kept in
      Persons.ExportPerson.Input.with { $0.name = kept.recipient }
    },
    ScopedCall(Persons.GetConsents.descriptor, Persons.GetConsents.Output.self) { kept in
      Persons.GetConsents.Input.with { $0.person = kept.recipient }
    },
    ScopedCall(Care.ListCareRevisions.descriptor, Care.ListCareRevisions.Output.self) { kept in
      Care.ListCareRevisions.Input.with { $0.name = kept.careSituation }
    },
    ScopedCall(Care.ListAssessments.descriptor, Care.ListAssessments.Output.self) { kept in
      Care.ListAssessments.Input.with { $0.person = kept.caregiver }
    },
    ScopedCall(Signals.GetSignal.descriptor, Signals.GetSignal.Output.self) { kept in
      Signals.GetSignal.Input.with { $0.name = kept.draft }
    },
    ScopedCall(Signals.GetDraft.descriptor, Signals.GetDraft.Output.self) { kept in
      Signals.GetDraft.Input.with { $0.name = kept.draft }
    },
  ]

  private static let ofCards: [ScopedCall] = [
    ScopedCall(Cards.IssueCard.descriptor, Cards.IssueCard.Output.self) { kept in
      Cards.IssueCard.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
      }
    },
    ScopedCall(Cards.GetCard.descriptor, Cards.GetCard.Output.self) { kept in
      Cards.GetCard.Input.with { $0.person = kept.caregiver }
    },
    ScopedCall(Cards.RevokeCard.descriptor, Cards.RevokeCard.Output.self) { kept in
      Cards.RevokeCard.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
      }
    },
    ScopedCall(Cards.IssueAttest.descriptor, Cards.IssueAttest.Output.self) { kept in
      Cards.IssueAttest.Input.with {
        $0.person = kept.caregiver
        $0.kind = .employer
      }
    },
  ]

  private static let ofAwards: [ScopedCall] = [
    ScopedCall(Awards.ListAwards.descriptor, Awards.ListAwards.Output.self) { kept in
      Awards.ListAwards.Input.with { $0.careSituation = kept.careSituation }
    },
    ScopedCall(Awards.GetAward.descriptor, Awards.GetAward.Output.self) { kept in
      Awards.GetAward.Input.with { $0.name = kept.recipient + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.ApplyForAward.descriptor, Awards.ApplyForAward.Output.self) { kept in
      Awards.ApplyForAward.Input.with { $0.name = kept.careSituation + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.SignAward.descriptor, Awards.SignAward.Output.self) { kept in
      Awards.SignAward.Input.with { $0.name = kept.careSituation + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.RecordObjection.descriptor, Awards.RecordObjection.Output.self) { kept in
      Awards.RecordObjection.Input.with { $0.name = kept.careSituation + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.RecordUse.descriptor, Awards.RecordUse.Output.self) { kept in
      Awards.RecordUse.Input.with { $0.name = kept.careSituation + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.EndAward.descriptor, Awards.EndAward.Output.self) { kept in
      Awards.EndAward.Input.with { $0.name = kept.careSituation + "/awards/antwerpen-test-premie" }
    },
    ScopedCall(Awards.RuleOnAwards.descriptor, Awards.RuleOnAwards.Output.self) { kept in
      Awards.RuleOnAwards.Input.with { $0.names = [kept.caregiver + "/awards/antwerpen-test-premie"] }
    },
  ]

  private static let lists: [ScopedCall] = [
    ScopedCall(Municipality.ListCareSituations.descriptor, Municipality.ListCareSituations.Output.self) { _ in
      Municipality.ListCareSituations.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Persons.SearchPersons.descriptor, Persons.SearchPersons.Output.self) { _ in
      Persons.SearchPersons.Input.with {
        $0.municipality = antwerp
        $0.insz = Samples.recipientINSZ
      }
    },
    ScopedCall(Persons.ListDuplicates.descriptor, Persons.ListDuplicates.Output.self) { _ in
      Persons.ListDuplicates.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Persons.ListUnconfirmedPersons.descriptor, Persons.ListUnconfirmedPersons.Output.self) { _ in
      Persons.ListUnconfirmedPersons.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Care.ListExpiringEvidence.descriptor, Care.ListExpiringEvidence.Output.self) { _ in
      Care.ListExpiringEvidence.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Care.ListIncompleteConsents.descriptor, Care.ListIncompleteConsents.Output.self) { _ in
      Care.ListIncompleteConsents.Input.with {
        $0.municipality = antwerp
        $0.purposes = [.hospital]
      }
    },
    ScopedCall(Care.ListGaps.descriptor, Care.ListGaps.Output.self) { _ in
      Care.ListGaps.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Signals.ListDrafts.descriptor, Signals.ListDrafts.Output.self) { _ in
      Signals.ListDrafts.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Awards.ListNonTakeUp.descriptor, Awards.ListNonTakeUp.Output.self) { _ in
      Awards.ListNonTakeUp.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Awards.CountNonTakeUp.descriptor, Awards.CountNonTakeUp.Output.self) { _ in
      Awards.CountNonTakeUp.Input.with { $0.municipality = antwerp }
    },
    ScopedCall(Rights.SimulateRegulation.descriptor, Rights.SimulateRegulation.Output.self) { _ in
      Rights.SimulateRegulation.Input.with {
        $0.withdrawn = ["provisions/test-premie"]
        $0.municipalities = [antwerp]
      }
    },
  ]

  private static let changes: [ScopedCall] = [
    ScopedCall(Municipality.RegisterCareSituation.descriptor, Municipality.RegisterCareSituation.Output.self) { _ in
      Municipality.RegisterCareSituation.Input.with {
        $0.requestID = UUID().uuidString
        $0.careSituation = inAntwerp()
        $0.careSituation.caregiver.insz = ""
        $0.careSituation.caregiver.birthDate = Samples.date(1980, 2, 3)
        $0.careSituation.recipient.insz = ""
        $0.careSituation.recipient.birthDate = Samples.date(1950, 2, 3)
      }
    },
    ScopedCall(Municipality.RecordConsent.descriptor, Municipality.RecordConsent.Output.self) { kept in
      Municipality.RecordConsent.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.recipient
        $0.consent = Samples.consent(.hospital)
      }
    },
    ScopedCall(Municipality.WithdrawConsent.descriptor, Municipality.WithdrawConsent.Output.self) { kept in
      Municipality.WithdrawConsent.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.recipient
        $0.purpose = .hospital
      }
    },
    ScopedCall(Municipality.RecordMoment.descriptor, Municipality.RecordMoment.Output.self) { kept in
      Municipality.RecordMoment.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.recipient
        $0.kind = .admission
        $0.date = Samples.date(2025, 5, 1)
        $0.placeKind = .residentialCareCentre
      }
    },
    ScopedCall(Persons.UpdatePerson.descriptor, Persons.UpdatePerson.Output.self) { kept in
      Persons.UpdatePerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
        $0.details.phone = "09 377 00 00"
        $0.updateMask = .with { $0.paths = ["phone"] }
      }
    },
    ScopedCall(Persons.MovePerson.descriptor, Persons.MovePerson.Output.self) { kept in
      Persons.MovePerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
        $0.residence = .with {
          $0.startDate = Samples.date(2025, 5, 1)
          $0.municipality = antwerp
          $0.postalCode = "2000"
        }
      }
    },
    ScopedCall(Persons.ReplaceNumber.descriptor, Persons.ReplaceNumber.Output.self) { kept in
      Persons.ReplaceNumber.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
        $0.insz = "11093097696"
        $0.confirmedWarnings = [.numberOfAnotherBirthDate]
      }
    },
    ScopedCall(Persons.SealPerson.descriptor, Persons.SealPerson.Output.self) { kept in
      Persons.SealPerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
        $0.sealed = false
      }
    },
    ScopedCall(Persons.ConfirmPerson.descriptor, Persons.ConfirmPerson.Output.self) { kept in
      Persons.ConfirmPerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
      }
    },
    ScopedCall(Care.UpdateCareSituation.descriptor, Care.UpdateCareSituation.Output.self) { kept in
      Care.UpdateCareSituation.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.careSituation
        $0.etag = "1"
        $0.terms.hoursPerWeek = 20
        $0.updateMask = .with { $0.paths = ["hours_per_week"] }
        $0.effect = .correction(.init())
      }
    },
    ScopedCall(Care.CorrectCareSpan.descriptor, Care.CorrectCareSpan.Output.self) { kept in
      Care.CorrectCareSpan.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.careSituation
        $0.etag = "1"
        $0.startDate = Samples.date(2024, 2, 1)
      }
    },
    ScopedCall(Care.RecordDeclaration.descriptor, Care.RecordDeclaration.Output.self) { kept in
      Care.RecordDeclaration.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.careSituation
        $0.etag = "1"
        $0.recipientDeclaration = Samples.careSituation().recipientDeclaration
      }
    },
    ScopedCall(Care.RecordContactPoint.descriptor, Care.RecordContactPoint.Output.self) { kept in
      Care.RecordContactPoint.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.careSituation
        $0.etag = "1"
        $0.contactPoint.organisation = "Thuiszorg Denkbeeld"
        $0.contactPoint.phone = "0468 00 20 00"
      }
    },
    ScopedCall(Care.RecordEvidence.descriptor, Care.RecordEvidence.Output.self) { kept in
      Care.RecordEvidence.Input.with {
        $0.requestID = UUID().uuidString
        $0.careSituation = kept.careSituation
        $0.evidence = Samples.careSituation().evidence[0]
      }
    },
    ScopedCall(Care.WithdrawEvidence.descriptor, Care.WithdrawEvidence.Output.self) { kept in
      Care.WithdrawEvidence.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.evidence
      }
    },
    ScopedCall(Care.RecordAssessment.descriptor, Care.RecordAssessment.Output.self) { kept in
      Care.RecordAssessment.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
        $0.assessment = .with {
          $0.assessDate = Samples.date(2025, 5, 1)
          $0.assessor = "Dienst Denkbeeld"
          $0.zbi12Score = 12
        }
      }
    },
    ScopedCall(Care.RecordNeeds.descriptor, Care.RecordNeeds.Output.self) { kept in
      Care.RecordNeeds.Input.with {
        $0.requestID = UUID().uuidString
        $0.person = kept.caregiver
        $0.areas = [.respite]
      }
    },
    ScopedCall(Care.RecordGap.descriptor, Care.RecordGap.Output.self) { _ in
      Care.RecordGap.Input.with {
        $0.requestID = UUID().uuidString
        $0.gap = .with {
          $0.municipality = antwerp
          $0.area = .respite
          $0.description_p = "Geen nachtopvang"
        }
      }
    },
    ScopedCall(Signals.UpdateDraft.descriptor, Signals.UpdateDraft.Output.self) { kept in
      Signals.UpdateDraft.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.draft
        $0.etag = "1"
        $0.careSituation = inAntwerp()
      }
    },
    ScopedCall(Signals.ConfirmDraft.descriptor, Signals.ConfirmDraft.Output.self) { kept in
      Signals.ConfirmDraft.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.draft
        $0.etag = "1"
      }
    },
    ScopedCall(Signals.DropDraft.descriptor, Signals.DropDraft.Output.self) { kept in
      Signals.DropDraft.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.draft
        $0.etag = "1"
        $0.reason = .mistake
      }
    },
  ]

  private static let ofRegulations: [ScopedCall] = [
    ScopedCall(Statutes.DraftRegulation.descriptor, Statutes.DraftRegulation.Output.self) { _ in
      Statutes.DraftRegulation.Input.with {
        $0.requestID = UUID().uuidString
        $0.pack = pack
        $0.drafter = "Cé"
      }
    },
    ScopedCall(Statutes.GetDraft.descriptor, Statutes.GetDraft.Output.self) { kept in
      Statutes.GetDraft.Input.with { $0.name = kept.regulation }
    },
    ScopedCall(Statutes.ListDrafts.descriptor, Statutes.ListDrafts.Output.self) { _ in Statutes.ListDrafts.Input() },
    ScopedCall(Statutes.PublishRegulation.descriptor, Statutes.PublishRegulation.Output.self) { kept in
      Statutes.PublishRegulation.Input.with {
        $0.requestID = UUID().uuidString
        $0.draft = kept.regulation
        $0.publisher = "Bo Bekrachtiger"
      }
    },
    ScopedCall(Statutes.DropRegulation.descriptor, Statutes.DropRegulation.Output.self) { kept in
      Statutes.DropRegulation.Input.with {
        $0.requestID = UUID().uuidString
        $0.draft = kept.regulation
        $0.dropper = "Cé"
        $0.reason = "Nog niet rijp"
      }
    },
  ]

  /// Calls after which the records are not what they were.
  private static let last: [ScopedCall] = [
    ScopedCall(Persons.DismissDuplicate.descriptor, Persons.DismissDuplicate.Output.self) { kept in
      Persons.DismissDuplicate.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.duplicate
      }
    },
    ScopedCall(Persons.UnmergePersons.descriptor, Persons.UnmergePersons.Output.self) { kept in
      Persons.UnmergePersons.Input.with {
        $0.requestID = UUID().uuidString
        $0.merged = kept.merged
      }
    },
    ScopedCall(Persons.MergePersons.descriptor, Persons.MergePersons.Output.self) { kept in
      Persons.MergePersons.Input.with {
        $0.requestID = UUID().uuidString
        $0.kept = kept.caregiver
        $0.etag = "1"
        $0.merged = kept.merged
      }
    },
    ScopedCall(Municipality.EndCareSituation.descriptor, Municipality.EndCareSituation.Output.self) { kept in
      Municipality.EndCareSituation.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.careSituation
        $0.endDate = Samples.date(2025, 5, 1)
        $0.reason = .caregiverStops
        $0.etag = "1"
      }
    },
    ScopedCall(Persons.RestrictPerson.descriptor, Persons.RestrictPerson.Output.self) { kept in
      Persons.RestrictPerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.recipient
        $0.etag = "1"
        $0.restricted = true
      }
    },
    ScopedCall(Persons.ErasePerson.descriptor, Persons.ErasePerson.Output.self) { kept in
      Persons.ErasePerson.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = kept.erased
        $0.etag = "1"
      }
    },
  ]

  /// A care situation of two people of Antwerp.
  static func inAntwerp() -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.caregiver.municipality = antwerp
    situation.caregiver.postalCode = "2000"
    situation.recipient.municipality = antwerp
    situation.recipient.postalCode = "2000"
    return situation
  }

  /// A regulation of Antwerp.
  static let pack = """
    authority:
      id: antwerpen-test
      name: {nl: Testgemeente, en: Test municipality}
      level: municipal
      territory: ["\(antwerp)"]
    provisions:
      - id: antwerpen-test-premie
        version: 1
        title: {nl: Testpremie, en: Test premium}
        legal_basis: Reglement, art. 1
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: |-
          caregiver.resident && caregiver.age >= 18
        benefit: {amount_cents: 1000, frequency: yearly}
        grant_mode: propose
        valid_from: 2020-01-01
        sources: [{title: Testbron}]
    """
}

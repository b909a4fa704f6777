import CareTypes
import Foundation
import RegistrationAPI
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

extension ScopedCall.Kept {
  /// Lets Antwerp keep one record of each kind.
  init(in real: RealServices) async throws {
    self.init()
    let registration = Mantel_Registration_V1_RegistrationService.Client(wrapping: real.registration)
    let persons = Mantel_Registration_V1_PersonService.Client(wrapping: real.registration)
    func register(
      _ change: @Sendable (inout Mantel_Registration_V1_NewCareSituation) -> Void = { _ in }
    ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
      var situation = ScopedCall.inAntwerp()
      change(&situation)
      let sent = situation
      return try await registration.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = sent
        }
      )
    }
    let first = try await register()
    (careSituation, caregiver, recipient) = (first.careSituation, first.caregiver, first.recipient)
    evidence =
      try await registration.getCareSituation(.with { $0.name = first.careSituation })
      .careSituation.evidence.first?.name ?? ""
    // The caregiver once more without a number, merged; the recipient once more without a number, not merged.
    let second = try await register {
      $0.caregiver.insz = ""
      $0.caregiver.birthDate = Samples.date(1976, 7, 22)
      $0.recipient = Samples.recipient(insz: Samples.otherINSZ, municipality: "11002")
      $0.recipient.postalCode = "2000"
      $0.recipient.familyName = "Luchtkasteel"
    }
    (merged, erased) = (second.caregiver, second.recipient)
    let etag = try await persons.getPerson(.with { $0.name = first.caregiver }).person.etag
    _ = try await persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = first.caregiver
        $0.etag = etag
        $0.merged = second.caregiver
      }
    )
    _ = try await register {
      $0.recipient.insz = ""
      $0.recipient.birthDate = Samples.date(1948, 3, 17)
      $0.caregiver.insz = ""
      $0.caregiver.familyName = "Verzonnen"
      $0.caregiver.birthDate = Samples.date(1975, 5, 1)
    }
    let duplicates = try await persons.listDuplicates(.with { $0.municipality = "11002" }).duplicates
    duplicate = try #require(duplicates.first).name
    draft = try await Mantel_Registration_V1_SignalService.Client(wrapping: real.gateway).sendSignal(
      .with {
        $0.requestID = UUID().uuidString
        $0.signal.municipality = "11002"
        $0.signal.caregiverAgreed = true
        $0.signal.careSituation = ScopedCall.inAntwerp()
      },
      metadata: key(of: "antwerpen")
    ).draft
    regulation = try await Mantel_Statutes_V1_StatutesService.Client(wrapping: real.statutes).draftRegulation(
      .with {
        $0.requestID = UUID().uuidString
        $0.pack = ScopedCall.pack
        $0.drafter = "An Opsteller"
      }
    ).draft.name
  }
}

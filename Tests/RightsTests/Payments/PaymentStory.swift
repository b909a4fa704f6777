import CareTypes
import Foundation
import GRPCCore
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import TypeAPI

@testable import Rights
@testable import RightsDomain

/// A premium of Aalter for a caregiver, held from 1 June 2025 on, and what is paid of it over gRPC.
struct PaymentStory {
  typealias Run = Mantel_Rights_V1_PaymentRun
  typealias Line = Mantel_Rights_V1_PaymentLine

  static let aalter = "44084"
  static let kaprijke = "43007"

  let served: FollowingRights
  let award: AwardStory

  init(_ served: FollowingRights) {
    self.served = served
    award = AwardStory(served)
  }

  /// Publishes the premium, 25 euros a month by days unless changed, and registers the care.
  func begin(
    _ condition: String = "caregiver.resident",
    cents: Int64? = 2_500,
    frequency: Mantel_Type_V1_Frequency = .monthly,
    proration: String = "days",
    change: (inout Mantel_Type_V1_ExecutableProvision) throws -> Void = { _ in }
  ) async throws {
    try await award.consent(of: award.caregiver)
    try await award.begin(condition, mode: .automatic) {
      $0.territory = [Self.aalter]
      $0.kind = "premium"
      $0.amounts = [.with { if let cents { $0.cents = cents } }]
      $0.frequency = frequency
      $0.awardTerms.proration = proration
      try change(&$0)
    }
  }

  /// Registers care by another caregiver, who gets the same premium.
  func another() async throws -> AwardStory {
    let other = AwardStory(served)
    try await other.consent(of: other.caregiver)
    try await other.registered()
    return other
  }

  /// The care of the story as it is told anew.
  func told(
    hours: [(from: String, hours: Double)] = [("2024-03-01", 16)],
    caregiver: [(from: String, municipality: String)] = [("2024-03-01", "44084")]
  ) async throws {
    try await served.tell(
      .registration,
      Told.changed(
        Told.situation(award.care, caregiver: award.caregiver, recipient: award.recipient),
        hours: hours,
        caregiver: caregiver
      )
    )
  }

  // MARK: Runs

  func prepare(
    _ first: String = "2025-06-01",
    _ last: String = "2025-06-30",
    municipality: String = Self.aalter,
    provision: String = "",
    id: String = UUID().uuidString
  ) async throws -> Run {
    let (from, until) = (try Told.date(first), try Told.date(last))
    return try await served.payments.preparePaymentRun(
      .with {
        $0.requestID = id
        $0.municipality = municipality
        $0.provision = provision
        $0.periodFirstDate = from
        $0.periodLastDate = until
      }
    ).run
  }

  func lines(_ run: Run) async throws -> [Line] {
    try await served.payments.listPaymentLines(.with { $0.run = run.name }).lines
  }

  @discardableResult
  func release(_ run: Run, without payees: [String] = []) async throws -> [Line] {
    try await served.payments.releasePaymentRun(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = run.name
        $0.payeesWithoutAccount = payees
      }
    ).lines
  }

  @discardableResult
  func record(
    _ run: Run,
    returned: [String] = [],
    othersPaid: Bool = true
  ) async throws -> Mantel_Rights_V1_RecordPaymentOutcomesResponse {
    try await served.payments.recordPaymentOutcomes(
      .with {
        $0.requestID = UUID().uuidString
        $0.run = run.name
        $0.outcomes = returned.map { line in
          .with {
            $0.line = line
            $0.returned = true
            $0.reason = "AC04"
          }
        }
        $0.othersPaid = othersPaid
      }
    )
  }

  func correct(_ line: Line, cents: Int64) async throws -> Line {
    try await served.payments.recordCorrection(
      .with {
        $0.requestID = UUID().uuidString
        $0.line = line.name
        $0.amountCents = cents
        $0.reason = "beslissing 2025/12"
      }
    ).line
  }

  @discardableResult
  func budget(_ cents: Int64, year: Int32 = 2025) async throws -> Mantel_Rights_V1_PaymentBudget {
    try await served.payments.setPaymentBudget(
      .with {
        $0.requestID = UUID().uuidString
        $0.municipality = Self.aalter
        $0.year = year
        $0.amountCents = cents
      }
    ).budget
  }

  /// Whether nothing is due any more.
  func isNothingDue(_ first: String = "2025-06-01", _ last: String = "2025-06-30") async throws -> Bool {
    try await refusal { try await prepare(first, last) } == SeenError(.failedPrecondition, "NOTHING_DUE")
  }
}

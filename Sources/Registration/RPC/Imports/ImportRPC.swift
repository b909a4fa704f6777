import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

typealias ImportProto = Mantel_Registration_V1_ImportService

/// Answers `mantel.registration.v1.ImportService`: reads the rows of a list as they come in, and registers them in groups.
struct ImportRPC: ImportProto.SimpleServiceProtocol {
  /// The largest number of rows of a call.
  private static let mostRows = 2_000
  /// The number of rows that share a transaction: enough to share the sync to disk, few enough to let other calls in
  /// between.
  private static let rowsPerTransaction = 200

  let parts: RegistrationContext

  func importCareSituations(
    request: RPCAsyncSequence<Mantel_Registration_V1_ImportCareSituationsRequest, any Error>,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ImportCareSituationsResponse {
    var list = List()
    var fault: (any Error)?
    // A stream that is refused is read to its end all the same, because an answer in the middle of it can get lost.
    for try await message in request where fault == nil {
      do {
        try await take(message, of: &list)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    guard let header = list.header else { throw Self.malformed("has no header") }
    try await take(&list, of: header)
    return list.response
  }

  /// A list, as far as it has been read.
  private struct List {
    var header: Mantel_Registration_V1_ImportHeader?
    var waiting: [Mantel_Registration_V1_ImportRow] = []
    var response = Mantel_Registration_V1_ImportCareSituationsResponse()
    /// For each care situation the first row of this call that registered it, or found it registered.
    var rowsTaken: [OpaqueID: Int64] = [:]
  }

  private func take(_ message: Mantel_Registration_V1_ImportCareSituationsRequest, of list: inout List) async throws {
    switch message.part {
    case .header(let header):
      guard list.header == nil else { throw Self.malformed("has two headers") }
      try Self.check(header)
      list.header = header
    case .row(let row):
      guard let header = list.header else { throw Self.malformed("does not begin with a header") }
      guard list.response.results.count + list.waiting.count < Self.mostRows else {
        throw Self.malformed("has more than \(Self.mostRows) rows")
      }
      list.waiting.append(row)
      // A rehearsal is rolled back, so its rows can only be compared with each other within one transaction.
      if list.waiting.count == Self.rowsPerTransaction, !header.dryRun {
        try await take(&list, of: header)
      }
    case nil: throw Self.malformed("has a message without a part")
    }
  }

  /// Registers the rows that wait, in one transaction. A row that is refused does not affect the others.
  private func take(_ list: inout List, of header: Mantel_Registration_V1_ImportHeader) async throws {
    let rows = list.waiting
    list.waiting = []
    let reader = try parts.reader()
    var results: [Mantel_Registration_V1_ImportResult?] = []
    var accepted: [ListRow] = []
    for row in rows {
      do {
        guard row.number > 0 else { throw Refusal.invalid("number", "is not a place in the list") }
        let new = try reader.careSituation(row.careSituation, isSet: row.hasCareSituation)
        accepted.append(try ListRow(situation: new, command: command(for: row), isConfirmedNew: row.confirmedNew))
        results.append(nil)
      } catch let refusal as Refusal {
        results.append(Self.rejected(row.number, refusal))
      }
    }
    let outcomes = try await parts.store.imports.takeIn(accepted, for: parts.viewer(), isRehearsal: header.dryRun)
    var next = zip(accepted, outcomes).makeIterator()
    for (row, rejected) in zip(rows, results) {
      if let rejected {
        list.response.results.append(rejected)
      } else if let (taken, outcome) = next.next() {
        var result = try result(of: row, outcome, &list, isRehearsal: header.dryRun)
        // The operator may confirm such a row as new, and must have seen what is implausible in it as well.
        if [.changed, .likelyRepeat].contains(result.outcome) {
          result.problems += Self.problems(
            Plausibility(of: taken.situation, on: reader.today).findings.map(\.violation)
          )
        }
        list.response.results.append(result)
      } else {
        throw Refusal(.internal, "A row has no outcome")
      }
    }
  }

  /// The result of a row.
  private func result(
    of row: Mantel_Registration_V1_ImportRow,
    _ outcome: Result<RegistrationReceipt, any Error>,
    _ list: inout List,
    isRehearsal: Bool
  ) throws -> Mantel_Registration_V1_ImportResult {
    switch outcome {
    case .success(let registered):
      let first = list.rowsTaken[registered.careSituation, default: row.number]
      list.rowsTaken[registered.careSituation] = first
      guard first == row.number else {
        var result = Self.rejected(
          row.number,
          Refusal(.careSituationExists, "The row says the same as row \(first)")
        )
        result.repeatedNumber = first
        return result
      }
      return .with {
        $0.number = row.number
        $0.outcome = isRehearsal ? .acceptable : .registered
        if !isRehearsal { $0.careSituation = ResourceCollection.careSituations.name(registered.careSituation) }
        $0.problems = (registered.differing ?? []).map { field in
          .with {
            $0.field = field
            $0.description_p = "differs from what is held, which stays"
          }
        }
      }
    case .failure(let repeated as RepeatedRow):
      let first = list.rowsTaken[repeated.careSituation]
      return .with {
        $0.number = row.number
        $0.outcome = repeated.kind == .changed ? .changed : .likelyRepeat
        $0.problems = repeated.fields.map { field in
          .with {
            $0.field = field
            $0.description_p = "differs from what is known"
          }
        }
        $0.repeatedNumber = first ?? 0
        // A care situation that this rehearsal registered does not exist afterwards.
        if repeated.isSeen, !(isRehearsal && first != nil) {
          $0.careSituation = ResourceCollection.careSituations.name(repeated.careSituation)
        }
      }
    case .failure(let refusal as Refusal): return Self.rejected(row.number, refusal)
    case .failure(let error): throw error
    }
  }

  /// The command for a row. Its request id is made of what the row says, so that the same row is registered once, wherever
  /// it is in a list.
  private func command(for row: Mantel_Registration_V1_ImportRow) throws -> Command {
    let content = try row.careSituation.serializedData()
    return try Command(
      requestID: parts.store.imports.importRequestID(content: content),
      method: ImportProto.Method.ImportCareSituations.descriptor.fullyQualifiedMethod,
      body: content
    )
  }

  private static func rejected(_ number: Int64, _ refusal: Refusal) -> Mantel_Registration_V1_ImportResult {
    .with {
      $0.number = number
      $0.outcome = .rejected
      $0.reason = refusal.reason.name
      $0.problems = problems(refusal.violations)
      if refusal.violations.isEmpty { $0.problems = [.with { $0.description_p = refusal.message }] }
    }
  }

  private static func problems(_ violations: [FieldViolation]) -> [Mantel_Registration_V1_ImportProblem] {
    violations.map { violation in
      .with {
        $0.field = violation.field.replacing("care_situation.", with: "", maxReplacements: 1)
        $0.description_p = violation.description
      }
    }
  }

  private static func check(_ header: Mantel_Registration_V1_ImportHeader) throws {
    let isListID =
      (1...64).contains(header.listID.utf8.count)
      && header.listID.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
      }
    guard isListID else {
      throw Refusal.invalid("header.list_id", "is not 1 to 64 lower-case letters, digits and hyphens")
    }
    if NationalNumberSearch.isNumber(in: header.listID) {
      throw Refusal.invalid("header.list_id", "holds a national number")
    }
  }

  private static func malformed(_ what: String) -> Refusal {
    Refusal(.importMalformed, "The stream \(what)")
  }
}

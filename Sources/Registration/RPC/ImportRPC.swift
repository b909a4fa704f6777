import CareTypes
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf

typealias ImportProto = Mantel_Registration_V1_ImportService

/// Answers `mantel.registration.v1.ImportService`: reads rows as they come, and registers some at a time.
struct ImportRPC: ImportProto.SimpleServiceProtocol {
  /// How many rows a call may have.
  private static let mostRows = 2_000
  /// How many rows share a transaction: enough that the sync to disk is shared, few enough that others get their turn.
  private static let rowsPerTransaction = 200

  let parts: RPCParts

  func importCareSituations(
    request: RPCAsyncSequence<Mantel_Registration_V1_ImportCareSituationsRequest, any Error>,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ImportCareSituationsResponse {
    var list = List()
    var fault: (any Error)?
    // A stream that is refused is read to its end all the same: an answer in the middle of it can be lost on the way.
    for try await message in request where fault == nil {
      do {
        try await take(message, of: &list)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    guard let header = list.header else { throw Self.malformed("has no header") }
    list.response.results += try await take(list.waiting, of: header)
    return list.response
  }

  /// A list as far as it was read.
  private struct List {
    var header: Mantel_Registration_V1_ImportHeader?
    var waiting: [Mantel_Registration_V1_ImportRow] = []
    var response = Mantel_Registration_V1_ImportCareSituationsResponse()
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
      // A rehearsal is undone in the end: only rows of one transaction can be held against each other.
      if list.waiting.count == Self.rowsPerTransaction, !header.dryRun {
        list.response.results += try await take(list.waiting, of: header)
        list.waiting = []
      }
    case nil: throw Self.malformed("has a message without a part")
    }
  }

  /// Registers rows, each alone, in one transaction.
  private func take(
    _ rows: [Mantel_Registration_V1_ImportRow],
    of header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    let reading = try parts.reading()
    var results: [Mantel_Registration_V1_ImportResult?] = []
    var accepted: [(situation: NewCareSituation, command: Command)] = []
    for row in rows {
      do {
        guard row.number > 0 else { throw Refusal.invalid("number", "is not a place in the list") }
        let new = try reading.careSituation(row.careSituation, isSet: row.hasCareSituation)
        accepted.append((new, try command(for: row, of: header)))
        results.append(nil)
      } catch let refusal as Refusal {
        results.append(Self.rejected(row.number, refusal))
      }
    }
    let outcomes = try await parts.store.register(accepted, for: parts.viewer(), isRehearsal: header.dryRun)
    var next = outcomes.makeIterator()
    return try zip(rows, results).map { row, rejected in
      if let rejected { return rejected }
      switch next.next() {
      case .success(let registered):
        return .with {
          $0.number = row.number
          $0.outcome = header.dryRun ? .acceptable : .registered
          if !header.dryRun {
            $0.careSituation = ResourceCollection.careSituations.name(registered.careSituation)
          }
        }
      case .failure(let refusal as Refusal): return Self.rejected(row.number, refusal)
      case .failure(let error): throw error
      case nil: throw Refusal(.internal, "A row has no outcome")
      }
    }
  }

  /// A row is known by its list, its place and what it says: sent again, it gets its first answer.
  private func command(
    for row: Mantel_Registration_V1_ImportRow,
    of header: Mantel_Registration_V1_ImportHeader
  ) throws -> Command {
    let content = try row.careSituation.serializedData()
    return try Command(
      requestID: parts.store.importRequestID(list: header.listID, row: row.number, content: content),
      method: ImportProto.Method.ImportCareSituations.descriptor.fullyQualifiedMethod,
      body: content
    )
  }

  private static func rejected(_ number: Int64, _ refusal: Refusal) -> Mantel_Registration_V1_ImportResult {
    .with {
      $0.number = number
      $0.outcome = .rejected
      $0.reason = refusal.reason.rawValue
      $0.problems = refusal.violations.map { violation in
        .with {
          $0.field = violation.field.replacing("care_situation.", with: "", maxReplacements: 1)
          $0.description_p = violation.description
        }
      }
      if refusal.violations.isEmpty { $0.problems = [.with { $0.description_p = refusal.message }] }
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

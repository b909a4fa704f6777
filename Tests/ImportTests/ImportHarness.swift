import Foundation
import GRPCCore
import Import
import RegistrationAPI
import SwiftProtobuf
import Synchronization

/// A folder for one test, gone with it.
final class TemporaryFolder: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mantel-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: folder.appending(path: name))
    return path(name)
  }

  /// Writes a file, and gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// The text of a file; empty when it is not there.
  func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// Whether a file is there.
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The options of an import of `list.csv` by `mapping.yaml`.
  func options(batch: Int = 10) -> ImportOptions {
    var options = ImportOptions(list: path("list.csv"), mapping: path("mapping.yaml"), gateway: "localhost:1")
    options.batchSize = batch
    options.pauses = [.milliseconds(1), .milliseconds(1), .milliseconds(1)]
    return options
  }
}

/// A mapping of the lists of the tests.
enum Lists {
  static let header = "id;hours;start;relation;name"

  static func mapping(_ more: String = "", columns: String = "") -> String {
    """
    list_id: test-list
    date_format: dd/MM/yyyy
    decimal_comma: true
    \(more)
    columns:
      caregiver.insz: id
      caregiver.family_name: {column: name, default: Peeters}
      caregiver.given_names: {constant: Jan}
      caregiver.postal_code: {constant: "9880"}
      caregiver.municipality: {constant: "44084"}
      recipient.family_name: {constant: Maes}
      recipient.given_names: {constant: Mia}
      recipient.postal_code: {constant: "9880"}
      recipient.municipality: {constant: "44084"}
      relation: {column: relation, values: {Zoon: CHILD, dochter: child}}
      hours_per_week: hours
      start_date: start
      dwelling: {constant: own_home}
    \(columns)
    """
  }

  /// A list whose rows are right, except each of a number that the divisor divides: that has a date that does not exist.
  static func text(rows: Int, wrongEvery divisor: Int = 10) -> String {
    var text = header + "\n"
    for row in 1...rows {
      text += "\(row);12,5;\(row.isMultiple(of: divisor) ? "31/02/2020" : "01/02/2020");zoon;Peeters\n"
    }
    return text
  }
}

/// A registry that takes every row once, and can fail.
final class FakeRegistry: BatchSender {
  private struct State {
    var taken: [Int64: String] = [:]
    var contentChanged = false
    var calls = 0
    var failures: [RPCError]
    var failsFromCall: Int?
    var rejectsEvery: Int64?
  }

  private let state: Mutex<State>

  /// A registry.
  ///
  /// - Parameters:
  ///   - failures: What the first calls answer.
  ///   - failsFromCall: From this call on it takes the rows, and its answer is lost.
  ///   - rejectsEvery: It rejects rows whose number this divides.
  init(failures: [RPCError] = [], failsFromCall: Int? = nil, rejectsEvery: Int64? = nil) {
    state = Mutex(State(failures: failures, failsFromCall: failsFromCall, rejectsEvery: rejectsEvery))
  }

  /// The numbers of the rows it holds.
  var taken: [Int64] { state.withLock { $0.taken.keys.sorted() } }

  /// How often it was called.
  var calls: Int { state.withLock { $0.calls } }

  /// Whether a row came a second time with other content.
  var sawOtherContent: Bool { state.withLock { $0.contentChanged } }

  /// Answers every call from now on.
  func mend() { state.withLock { $0.failsFromCall = nil } }

  func send(
    _ rows: [Mantel_Registration_V1_ImportRow],
    header: Mantel_Registration_V1_ImportHeader
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    try state.withLock { state in
      state.calls += 1
      if !state.failures.isEmpty { throw state.failures.removeFirst() }
      let results = rows.map { row in
        var result = Mantel_Registration_V1_ImportResult()
        result.number = row.number
        if let divisor = state.rejectsEvery, row.number % divisor == 0 {
          result.outcome = .rejected
          result.reason = "INVALID_FIELD"
          var problem = Mantel_Registration_V1_ImportProblem()
          problem.field = "caregiver.insz"
          problem.description_p = "has wrong check digits, or is \"nothing\""
          result.problems = [problem]
          return result
        }
        let content = (try? row.careSituation.jsonString()) ?? ""
        if let earlier = state.taken.updateValue(content, forKey: row.number), earlier != content {
          state.contentChanged = true
        }
        result.outcome = header.dryRun ? .acceptable : .registered
        return result
      }
      if let call = state.failsFromCall, state.calls >= call {
        throw RPCError(code: .internalError, message: "The answer was lost.")
      }
      return results
    }
  }
}

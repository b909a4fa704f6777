import ServiceCore
import CareTypes
import Crypto
import Foundation

/// Remembers the first answer to each request id, in the transaction of the change itself.
struct RequestLedger: Sendable {
  /// Makes the digests keyed, so that a stolen ledger does not reveal which national numbers were sent; nil where requests
  /// hold no identity.
  let keyedDigest: LookupHash?

  /// The answer that was given before.
  ///
  /// - Throws: `Refusal` with `requestIDReused` when the id was used with another body, or the answer cannot be read.
  func answer<Answer: Codable>(to command: Command, as type: Answer.Type, in connection: Connection) throws -> Answer? {
    let row = try connection.row(
      "SELECT digest, answer FROM request_ledger WHERE client = ? AND request_id = ?",
      [command.client, command.requestID]
    )
    guard let row else { return nil }
    let stored: Data = row["digest"]
    guard stored == digest(of: command.body) else {
      throw Refusal(.requestIDReused, "The request id was used before with another request")
    }
    do {
      return try JSONDecoder().decode(type, from: row["answer"])
    } catch is DecodingError {
      // It was carried out by an earlier version, which answered in another form: to ask again changes nothing.
      throw Refusal(.requestIDReused, "The request was carried out before, and its answer is not kept any more")
    }
  }

  /// Keeps an answer.
  func record(_ command: Command, answer: some Codable, at now: Instant, in connection: Connection) throws {
    try connection.execute(
      "INSERT INTO request_ledger (client, request_id, digest, answer, recorded) VALUES (?, ?, ?, ?, ?)",
      [command.client, command.requestID, digest(of: command.body), try JSONEncoder().encode(answer), now.microseconds]
    )
  }

  private func digest(of body: Data) -> Data {
    keyedDigest.map { $0(body) } ?? Data(SHA256.hash(data: body))
  }
}

import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension ExportedWarning {
  /// Reads a row of `confirmed_warning`.
  init(_ row: SQLRow) {
    self.init(warning: row["rule"], client: row["client"], recordTime: row.time("recorded"))
  }
}

extension ExportedDraft {
  /// Reads a row of `draft`, with what it says about the person.
  init(_ row: SQLRow, _ told: DraftExcerpt) throws {
    self.init(
      name: ResourceCollection.drafts.name(try row.id("id")),
      municipality: row["municipality"],
      sender: row["sender"],
      senderKind: row["sender_kind"],
      receiveTime: row.time("received"),
      careSituation: try JSONDecoder().decode(JSONValue.self, from: told.careSituation),
      hasRemark: told.hasRemark
    )
  }
}

extension ExportedNumber {
  /// Exports a number.
  init(_ known: KnownNumber) {
    let (kind, digits) = known.number.kindAndDigits
    self.init(kind: kind, digits: digits, holdsNow: known.holdsNow, recordTime: known.recordTime.isoText)
  }
}

extension SQLRow {
  /// The time of a column of microseconds, in ISO 8601.
  func time(_ column: String) -> String { Instant(microseconds: self[column]).isoText }

  func optionalTime(_ column: String) -> String? {
    (self[column] as Int64?).map { Instant(microseconds: $0).isoText }
  }
}

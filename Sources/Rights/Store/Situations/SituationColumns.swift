import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// The columns of `SituationBatch.rowsSQL`. Each is looked up by its name once for a batch, not once for each row.
struct SituationColumns {
  let key: Int
  let nextReview: Int
  let isForgotten: Int
  private let id: Int
  private let caregiver: Party
  private let recipient: Party
  private let startDate: Int
  private let endDate: Int
  private let evidence: Int
  private let terms: Int
  private let caregiverCount: Int
  private let caregiverDeathDay: Int

  /// The columns of one of the two people.
  private struct Party {
    let id: Int
    let birth: Int
    let municipality: Int
    let declared: Int
    let residences: Int
    let consents: Int
  }

  /// Looks the columns up.
  ///
  /// - Parameter names: The names of the columns in their order.
  /// - Throws: `Refusal` when one is missing.
  init(_ names: [String]) throws {
    let indexes = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    func index(_ name: String) throws -> Int {
      guard let index = indexes[name] else { throw Refusal(.internal, "No column \(name)") }
      return index
    }
    func party(_ role: String) throws -> Party {
      Party(
        id: try index(role),
        birth: try index("\(role)_birth"),
        municipality: try index("\(role)_municipality"),
        declared: try index("declared_by_\(role)"),
        residences: try index("\(role)_residences"),
        consents: try index("\(role)_consents")
      )
    }
    key = try index("key")
    nextReview = try index("next_review")
    isForgotten = try index("is_forgotten")
    id = try index("id")
    caregiver = try party("caregiver")
    recipient = try party("recipient")
    startDate = try index("start_date")
    endDate = try index("end_date")
    evidence = try index("evidence")
    terms = try index("terms")
    caregiverCount = try index("caregiver_count")
    caregiverDeathDay = try index("caregiver_death_day")
  }

  /// The facts in a row.
  ///
  /// - Parameter written: What this transaction wrote of care situations, as far as it is what is stored.
  /// - Throws: `ValueError`, `Refusal` or `DecodingError` for a row that was not written by this service.
  func facts(_ row: SQLRow, written: [OpaqueID: SituationFacts]) throws -> SituationFacts {
    let id = try Self.id(row, id)
    var facts = try written[id] ?? decoded(row, id)
    facts.caregiver.consentsToAutomaticRights = row[caregiver.consents]
    facts.recipient.consentsToAutomaticRights = row[recipient.consents]
    facts.caregiverCount = row[caregiverCount]
    facts.caregiverDeathDay = row[caregiverDeathDay]
    return facts
  }

  /// The facts that are in the row itself, without what is looked up beside it.
  private func decoded(_ row: SQLRow, _ id: OpaqueID) throws -> SituationFacts {
    guard let terms = try StoredTerms.timeline(row[terms]) else {
      throw Refusal(.internal, "A care situation has no terms")
    }
    return SituationFacts(
      id: id,
      caregiver: try Self.party(row, caregiver),
      recipient: try Self.party(row, recipient),
      terms: terms.latest.value,
      span: try DateSpan(start: CalendarDate(daysSinceEpoch: row[startDate]), end: Self.date(row, endDate)),
      declaredByCaregiver: row[caregiver.declared],
      declaredByRecipient: row[recipient.declared],
      evidence: try StoredJSON.list(row[evidence]),
      timeline: SituationTimeline(
        terms: terms.later.isEmpty ? nil : terms,
        caregiverResidences: try StoredResidence.timeline(row[caregiver.residences]),
        recipientResidences: try StoredResidence.timeline(row[recipient.residences])
      )
    )
  }

  private static func party(_ row: SQLRow, _ columns: Party) throws -> SituationFacts.Party {
    SituationFacts.Party(
      id: try id(row, columns.id),
      birthDate: try date(row, columns.birth),
      place: try Place(row[columns.municipality] as String)
    )
  }

  private static func id(_ row: SQLRow, _ column: Int) throws -> OpaqueID {
    guard let id = OpaqueID(blob: row[column]) else { throw Refusal(.internal, "A care situation has no valid id") }
    return id
  }

  private static func date(_ row: SQLRow, _ column: Int) throws -> CalendarDate? {
    try (row[column] as Int?).map { try CalendarDate(daysSinceEpoch: $0) }
  }
}

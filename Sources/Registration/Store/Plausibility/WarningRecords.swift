import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Keeps plausibility warnings that a client confirmed: which rule, which client, and when.
struct WarningRecords: Sendable {
  /// Keeps the warnings that were confirmed for a care situation.
  func keepConfirmed(
    _ confirmed: [Plausibility.Finding],
    of care: CareRow,
    by client: String,
    at now: Instant,
    in db: Connection
  ) throws {
    for finding in confirmed {
      let person: Int64? =
        switch finding.concerns {
        case .caregiver: care.caregiver
        case .recipient: care.recipient
        case .both: nil
        }
      try insert(finding.rule, care: care.key, person: person, by: client, at: now, in: db)
    }
  }

  /// Keeps the warnings that were confirmed for a person.
  func keepConfirmed(
    _ confirmed: [Plausibility.Finding],
    of person: PersonRow,
    by client: String,
    at now: Instant,
    in db: Connection
  ) throws {
    // One rule can be broken by several care situations at once.
    for rule in Set(confirmed.map(\.rule)) {
      try insert(rule, care: nil, person: person.key, by: client, at: now, in: db)
    }
  }

  private func insert(
    _ rule: PlausibilityRule,
    care: Int64?,
    person: Int64?,
    by client: String,
    at now: Instant,
    in db: Connection
  ) throws {
    try db.execute(
      "INSERT INTO confirmed_warning (care_situation, person, rule, client, recorded) VALUES (?, ?, ?, ?, ?)",
      [care, person, rule.word, client, now.microseconds]
    )
  }

  /// The warnings that were confirmed for a person.
  func confirmedWarnings(ofPerson key: Int64, in db: Connection) throws -> [SQLRow] {
    try db.rows(Self.warningsOfPersonSQL, [key])
  }

  static let warningsOfPersonSQL = "SELECT rule, client, recorded FROM confirmed_warning WHERE person = ? ORDER BY key"

  /// What was confirmed about the care in several care situations, and not about one of the two people.
  static let warningsOfSeveralSQL = """
    SELECT care_situation, rule, client, recorded FROM confirmed_warning
    WHERE care_situation IN \(ValueList.members("?")) AND person IS NULL ORDER BY key
    """

  /// Deletes the warnings that were confirmed for the care of two people.
  func forgetConfirmedWarnings(of care: Int64, in db: Connection) throws {
    try db.execute("DELETE FROM confirmed_warning WHERE care_situation = ?", [care])
  }
}

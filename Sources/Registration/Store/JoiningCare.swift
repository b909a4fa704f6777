import CareTypes
import GRDB
import ServiceRuntime

/// A care situation that was taken together with another of the same two people, by the keys of the rows, so that they
/// can be parted again.
struct JoinedCare: Codable {
  /// The one that was joined: its history stays with it.
  let joined: Int64
  /// The one that stays.
  let stays: Int64
  /// The revision of the one that stays before the two were joined.
  let before: Int64
  /// Its revision since.
  let since: Int64
  /// Whether its contact point came from the other.
  let hasContactPoint: Bool
  /// The evidence that passed over.
  let evidence: [Int64]
}

extension JoinedCare {
  /// Two of whom nothing is known but that the one stands for the other.
  init(_ joined: CareRow, into stays: CareRow) {
    self.init(
      joined: joined.key,
      stays: stays.key,
      before: stays.revision,
      since: stays.revision,
      hasContactPoint: false,
      evidence: []
    )
  }
}

/// Care situations of the same two people that overlap, once two records of a person are merged: one stays, for the days
/// of both; the other is kept under it with its history, and counts no more.
extension RegistrationStore {
  /// Takes a care situation together with those of the same two people that it overlaps. Of two the one stays that was
  /// with the person who is kept.
  ///
  /// - Parameter moved: One that has just passed to the person who is kept.
  /// - Returns: What was joined, in order, and the one that stands for it now.
  func joinOverlaps(
    of moved: CareRow,
    in transaction: WriteTransaction
  ) throws -> (joined: [JoinedCare], stands: CareRow) {
    var (joined, stands) = ([JoinedCare](), moved)
    while let other = try overlapping(stands, in: transaction.database) {
      let (joins, stays) = joined.isEmpty ? (stands, other) : (other, stands)
      joined.append(try join(joins, into: stays, in: transaction))
      stands = try careSituation(stays.key, in: transaction.database)
    }
    return (joined, stands)
  }

  /// The first other care situation of the same two people in the same period.
  private func overlapping(_ care: CareRow, in db: Database) throws -> CareRow? {
    try Row.fetchAll(db.cachedStatement(sql: Self.sameTwoSQL), arguments: [care.caregiver, care.recipient])
      .map(CareRow.init).first { $0.key != care.key && $0.span.overlaps(care.span) }
  }

  static let sameTwoSQL = """
    SELECT * FROM care_situation WHERE caregiver = ? AND recipient = ? AND joined_into IS NULL ORDER BY key
    """

  private func join(_ other: CareRow, into stays: CareRow, in transaction: WriteTransaction) throws -> JoinedCare {
    let db = transaction.database
    let course = try course(of: stays, in: db).joined(with: course(of: other, in: db))
    try db.cachedStatement(sql: "UPDATE care_situation SET joined_into = ? WHERE key = ?")
      .execute(arguments: [stays.key, other.key])
    try db.cachedStatement(sql: "DELETE FROM care_situation_municipality WHERE care_situation = ?")
      .execute(arguments: [other.key])
    let contact = stays.sealedContactPoint == nil ? try contactPoint(of: other, in: db) : nil
    if let contact { try write(contact, of: stays, in: db) }
    let evidence = try passEvidence(ofCare: other.key, to: stays.key, in: db)
    let revised = try revise(careSituation(stays.key, in: db), to: course, at: transaction.now, in: db)
    return JoinedCare(
      joined: other.key,
      stays: stays.key,
      before: stays.revision,
      since: revised.revision,
      hasContactPoint: contact != nil,
      evidence: evidence
    )
  }

  /// Parts what was joined. One that stayed is again as it was before, unless its course was changed since, or another
  /// was joined to it later and still is.
  ///
  /// - Parameters:
  ///   - standing: What else is joined.
  ///   - parted: What was joined in merges that were undone, in their order.
  func part(
    _ joined: [JoinedCare],
    standing: [JoinedCare] = [],
    parted: [JoinedCare] = [],
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    for pair in joined {
      try db.cachedStatement(sql: "UPDATE care_situation SET joined_into = NULL WHERE key = ?")
        .execute(arguments: [pair.joined])
      _ = try passEvidence(pair.evidence, ofCare: pair.stays, to: pair.joined, in: db)
      let care = try careSituation(pair.joined, in: db)
      try showCareSituation(care.key, of: [care.caregiver, care.recipient], in: db)
    }
    for (key, pairs) in Dictionary(grouping: joined, by: \.stays) {
      let stays = try careSituation(key, in: db)
      for pair in pairs where pair.hasContactPoint {
        let brought = try contactPoint(of: careSituation(pair.joined, in: db), in: db)
        guard try contactPoint(of: stays, in: db) == brought else { continue }
        try db.cachedStatement(sql: "UPDATE care_situation SET contact_point = NULL WHERE key = ?")
          .execute(arguments: [key])
      }
      guard let first = pairs.first, let last = pairs.last,
        !standing.contains(where: { $0.stays == key && $0.before >= last.since }),
        try course(of: stays, in: db) == course(of: stays, in: last.since, db),
        var before = try course(of: stays, in: first.before, db)
      else { continue }
      // What was joined before this and parted while this still was.
      for pair in parted.reversed() where pair.stays == key && pair.since <= first.before {
        guard try course(of: stays, in: pair.since, db) == before else { continue }
        before = try course(of: stays, in: pair.before, db) ?? before
      }
      try revise(careSituation(key, in: db), to: before, at: transaction.now, in: db)
    }
  }

  /// The care situations for which another stands.
  func careJoined(into key: Int64, in db: Database) throws -> [CareRow] {
    try Row.fetchAll(db.cachedStatement(sql: Self.joinedSQL), arguments: [key]).map(CareRow.init)
  }

  static let joinedSQL = "SELECT * FROM care_situation WHERE joined_into = ? ORDER BY key"

  private func course(of care: CareRow, in db: Database) throws -> CareCourse {
    CareCourse(
      span: care.span,
      endReason: care.endReason,
      terms: try terms(of: care.key, db),
      declarations: care.declarations
    )
  }

  /// How a care situation went as known in a revision.
  private func course(of care: CareRow, in revision: Int64, _ db: Database) throws -> CareCourse? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM care_revision WHERE care_situation = ? AND revision = ?"),
      arguments: [care.key, revision]
    )
    return try row.map { row in
      CareCourse(
        span: try row.span(),
        endReason: try row.optionalWord("end_reason"),
        terms: try terms(of: care.key, in: revision, db),
        declarations: try Declarations(row)
      )
    }
  }

  @discardableResult
  private func revise(_ care: CareRow, to course: CareCourse, at now: Instant, in db: Database) throws -> CareRow {
    try write(course.declarations, of: care, in: db)
    return try revise(
      care,
      .joined,
      span: course.span,
      endReason: course.endReason,
      terms: course.terms,
      declarations: course.declarations,
      at: now,
      in: db
    )
  }
}

import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension CareRecords {
  /// The care situations that were joined into another one.
  func careJoined(into key: Int64, in db: Connection) throws -> [CareRow] {
    try db.rows(Self.joinedSQL, [key]).map(CareRow.init)
  }

  static let joinedSQL = "SELECT * FROM care_situation WHERE joined_into = ? ORDER BY key"

  /// The current course of a care situation: its days, terms and declarations.
  func course(of care: CareRow, in db: Connection) throws -> CareCourse {
    CareCourse(
      span: care.span,
      endReason: care.endReason,
      terms: try terms(of: care.key, db),
      declarations: care.declarations
    )
  }

  /// Changes the course of a care situation because it was joined with others or separated from them.
  @discardableResult
  func revise(_ care: CareRow, to course: CareCourse, at now: Instant, in db: Connection) throws -> CareRow {
    try writeDeclarations(course.declarations, of: care, in: db)
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

  /// The course of a care situation as known in a revision.
  func course(of care: CareRow, in revision: Int64, _ db: Connection) throws -> CareCourse {
    let row = try db.row("SELECT * FROM care_revision WHERE care_situation = ? AND revision = ?", [care.key, revision])
    guard let row else { throw Refusal(.internal, "A revision of a care situation is not there") }
    return CareCourse(
      span: try row.span(),
      endReason: try row.optionalWord("end_reason"),
      terms: try terms(of: care.key, in: revision, db),
      declarations: try Declarations(row)
    )
  }
}

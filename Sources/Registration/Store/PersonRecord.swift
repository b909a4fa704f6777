import CareTypes
import Foundation
import GRDB
import ServiceRuntime

/// Seals and opens the identity fields of persons, each bound to its person and its column.
struct PersonCipher: Sendable {
  private let cipher: FieldCipher
  private let lookup: LookupHash

  init(keys: KeyFile) {
    cipher = FieldCipher(key: keys.key(for: "registration/identity"))
    lookup = LookupHash(key: keys.key(for: "registration/lookup"))
  }

  /// The keyed hash by which a person is found.
  func hash(of insz: INSZ) -> Data {
    lookup(insz.digits)
  }

  /// Seals what must not be read from the file.
  func seal(_ text: String, _ column: String, of id: OpaqueID) throws -> Data {
    try cipher.seal(text, at: "\(column)/\(id)")
  }

  /// Opens what was sealed for the same column of the same record.
  func open(_ data: Data, _ column: String, of id: OpaqueID) throws -> String {
    try cipher.open(data, at: "\(column)/\(id)")
  }
}

/// A row of the table `person`, and its way to and from the domain.
struct PersonRecord {
  let key: Int64
  let person: Person

  /// Finds the key and id of a person by INSZ.
  static func find(_ insz: INSZ, cipher: PersonCipher, in database: Database) throws -> (key: Int64, row: Row)? {
    try Row.fetchOne(
      database.cachedStatement(sql: "SELECT key, id, birth_date, municipality FROM person WHERE insz_hash = ?"),
      arguments: [cipher.hash(of: insz)]
    ).map { ($0["key"], $0) }
  }

  /// Finds the key of a person by id.
  static func key(of id: OpaqueID, in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT key FROM person WHERE id = ?"),
      arguments: [id.text]
    )
  }

  /// Stores a person who is not known yet.
  static func insert(
    _ details: PersonDetails,
    id: OpaqueID,
    cipher: PersonCipher,
    at now: Instant,
    in database: Database
  ) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO person (id, insz_hash, insz, family_name, given_names, street_line, postal_code, phone, email,
          municipality, birth_date, language, channel, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.text,
      cipher.hash(of: details.insz),
      try cipher.seal(details.insz.digits, "insz", of: id),
      try cipher.seal(details.familyName, "family_name", of: id),
      try cipher.seal(details.givenNames, "given_names", of: id),
      try cipher.seal(details.streetLine, "street_line", of: id),
      try cipher.seal(details.postalCode.digits, "postal_code", of: id),
      try details.phone.map { try cipher.seal($0.e164, "phone", of: id) },
      try details.email.map { try cipher.seal($0.address, "email", of: id) },
      details.municipality.digits,
      details.insz.birthDate?.daysSinceEpoch,
      details.language.rawValue,
      details.channel.rawValue,
      now.microseconds,
    ])
    return database.lastInsertedRowID
  }

  /// Reads a person with the consents that stand.
  static func fetch(_ key: Int64, cipher: PersonCipher, today: CalendarDate, in database: Database) throws -> Person {
    guard
      let row = try Row.fetchOne(
        database.cachedStatement(sql: "SELECT * FROM person WHERE key = ?"),
        arguments: [key]
      ), let id = OpaqueID(row["id"] as String)
    else { throw Refusal(.internal, "A care situation names a person who is not there") }
    func text(_ column: String) throws -> String? {
      try (row[column] as Data?).map { try cipher.open($0, column, of: id) }
    }
    func required(_ column: String) throws -> String { try text(column) ?? "" }
    let details = PersonDetails(
      insz: try INSZ(required("insz"), today: today),
      familyName: try required("family_name"),
      givenNames: try required("given_names"),
      streetLine: try required("street_line"),
      postalCode: try PostalCode(required("postal_code")),
      municipality: try NISCode(row["municipality"] as String),
      phone: try text("phone").map { try PhoneNumber($0) },
      email: try text("email").map { try EmailAddress($0) },
      language: try row.word("language"),
      channel: try row.word("channel")
    )
    return Person(id: id, details: details, consents: try consents(of: key, in: database))
  }

  /// Family name and given names, for lists.
  static func displayName(_ row: Row, prefix: String, cipher: PersonCipher) throws -> String {
    let id = try row.id("\(prefix)_id")
    let family = try cipher.open(row["\(prefix)_family_name"], "family_name", of: id)
    let given = try cipher.open(row["\(prefix)_given_names"], "given_names", of: id)
    return "\(family), \(given)"
  }

  private static func consents(of key: Int64, in database: Database) throws -> [Consent] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT purpose, given_date, given_by, channel FROM consent
          WHERE person = ? AND withdrawn IS NULL ORDER BY purpose
          """
      ),
      arguments: [key]
    ).map { row in
      Consent(
        purpose: try row.word("purpose"),
        givenDate: try row.date("given_date"),
        givenBy: try row.word("given_by"),
        channel: try row.optionalWord("channel")
      )
    }
  }
}

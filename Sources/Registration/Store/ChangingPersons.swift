package import CareTypes
import GRDB
import ServiceCore
package import ServiceRuntime

extension RegistrationStore {
  /// Rectifies identity and contact data.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the person is not there, out of sight, merged, erased or restricted; for a stale etag; for
  ///   a channel that lacks its telephone number or address, or a birth date beside a number that tells it.
  package func update(
    _ id: OpaqueID,
    _ patch: PersonPatch,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, command) { person, cipher, transaction in
      let db = transaction.database
      guard var identity = try identity(of: person, in: db) else {
        throw Refusal(.internal, "A person has no identity")
      }
      var reach = person.reach
      var birthDate = person.birthDate
      if let name = patch.familyName, name != identity.familyName {
        let former = identity.familyName
        identity.familyName = name
        identity.keep(formerNames: [former])
      }
      if let names = patch.givenNames { identity.givenNames = names }
      if let phone = patch.phone { identity.phone = phone }
      if let email = patch.email { identity.email = email }
      if let adult = patch.trustedAdult { identity.trustedAdult = adult }
      if let language = patch.language { reach.language = language }
      if let channel = patch.channel { reach.channel = channel }
      if let skill = patch.digitalSkill { reach.digitalSkill = skill }
      if let date = patch.birthDate {
        let number = try numbers(of: person.key, cipher, today: viewer.today, in: db).current
        if case .insz(let insz) = number, let told = insz.birthDate, told != date {
          throw Refusal.invalid("details.birth_date", "is told by the national number")
        }
        birthDate = date
      }
      let warnings = try refuseImplausible(
        birthDate: birthDate,
        identity: identity,
        of: person,
        "details.birth_date",
        confirmed: confirmed,
        for: viewer,
        in: db
      )
      if let field = identity.lacks(for: reach.channel) {
        throw Refusal.invalid("details.\(field)", "is required for this channel")
      }
      try keep(warnings, of: person, by: command.client, at: transaction.now, in: db)
      try write(identity, reach, birthDate: birthDate, of: person, cipher, in: transaction)
    }
  }

  /// Writes what identifies and reaches a person, and tells what follows from it.
  func write(
    _ identity: Identity,
    _ reach: Reach,
    birthDate: CalendarDate?,
    of person: PersonRow,
    _ cipher: FieldCipher,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    try db.cachedStatement(
      sql: """
        UPDATE person SET identity = ?, name_hash = ?, birth_date = ?, language = ?, channel = ?, digital_skill = ?,
          has_trusted_adult = ?
        WHERE key = ?
        """
    ).execute(arguments: [
      try cipher.seal(json: identity, at: Self.identityPlace), nameHash(identity.familyName, birthDate),
      birthDate?.daysSinceEpoch, reach.language.rawValue, reach.channel.rawValue, reach.digitalSkill?.rawValue,
      identity.trustedAdult != nil, person.key,
    ])
    if person.hasTrustedAdult, identity.trustedAdult == nil { try shield(person, in: transaction) }
    try findDuplicates(of: self.person(person.key, in: db), in: transaction)
    if birthDate != person.birthDate { try tellCareSituations(of: person, in: transaction) }
  }

  /// Lets a person live elsewhere from a day on.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the person is not there, out of sight, merged, erased or restricted, or for a stale etag.
  package func move(
    _ id: OpaqueID,
    to residence: Residence,
    from date: CalendarDate,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, command) { person, cipher, transaction in
      let db = transaction.database
      let warnings = try refuseImplausible(moveOn: date, of: person, confirmed: confirmed, for: viewer)
      try keep(warnings, of: person, by: command.client, at: transaction.now, in: db)
      var residences = try residences(of: person, in: db)
      residences.replace(from: date, with: residence)
      try insert(residences, of: person.key, cipher, at: transaction.now, in: db)
      // Who lets someone live elsewhere cannot say for the other municipality that the record is right. A move that is
      // taken back leaves nothing to be confirmed, unless the number still is only told.
      if let home = residence.place.flemishMunicipality.map({ code(of: $0, on: viewer.today) }) {
        if viewer.scope?.municipalities.contains(home) == false {
          try setUnconfirmed(in: home, person, in: db)
        } else if person.isUnconfirmed {
          let isOnlyTold = try !claimedHashes(of: person.key, in: db).isEmpty
          try setUnconfirmed(in: isOnlyTold ? home : nil, person, in: db)
        }
      }
      for care in try careSituations(ofPerson: person.key, in: db) {
        try showCareSituation(care.key, of: [care.caregiver, care.recipient], in: db)
      }
      try findDuplicates(of: person, in: transaction)
      try pairOverNumbers(of: person, in: transaction)
      try tell(.personMoved(person: id, place: residence.place, from: date), in: transaction)
      try tellCareSituations(of: person, in: transaction)
    }
  }

  /// Gives a person another national number; the earlier one stays, and still finds them.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `numberInUse` when it belongs to another person; as the others.
  package func replaceNumber(
    of id: OpaqueID,
    with insz: INSZ,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, command) { person, cipher, transaction in
      let db = transaction.database
      let known = try self.person(with: .insz(insz), for: viewer, in: db)
      if let known, known.key != person.key, !known.isUnconfirmed {
        throw Refusal(.numberInUse, "The number belongs to another person: merge the two if they are one")
      }
      let warnings = try refuseImplausible(
        birthDate: insz.birthDate,
        isOfNumber: true,
        of: person,
        "insz",
        confirmed: confirmed,
        for: viewer,
        in: db
      )
      try keep(warnings, of: person, by: command.client, at: transaction.now, in: db)
      if let holder = try personKey(of: .insz(insz), in: db), holder != person.key {
        // As if nobody had it: the number until now is an earlier one.
        try letHoldNoMore("insz", of: person.key, in: db)
        try claim(insz, by: person, heldBy: holder, cipher, in: transaction)
      } else {
        try insert(.insz(insz), of: person.key, cipher, at: transaction.now, in: db)
        try pairWithClaimants(of: .insz(insz), person, in: transaction)
      }
      guard let date = insz.birthDate, date != person.birthDate else {
        try findDuplicates(of: person, in: transaction)
        return
      }
      let name = try identity(of: person, in: db)?.familyName ?? ""
      try db.cachedStatement(sql: "UPDATE person SET birth_date = ?, name_hash = ? WHERE key = ?")
        .execute(arguments: [date.daysSinceEpoch, nameHash(name, date), person.key])
      try findDuplicates(of: self.person(person.key, in: db), in: transaction)
      try tellCareSituations(of: person, in: transaction)
    }
  }

  /// Seals a record, or opens it again.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `outOfScope` without the clearance to read sealed records; as the others.
  package func seal(
    _ id: OpaqueID,
    _ isSealed: Bool,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    guard viewer.clearance == .read else {
      throw Refusal(.outOfScope, "Sealing takes the clearance to read sealed records")
    }
    return try await change(id, etag: etag, for: viewer, evenRestricted: true, evenUnconfirmed: true, command) {
      person,
      _,
      transaction in
      try transaction.database.cachedStatement(sql: "UPDATE person SET sealed = ? WHERE key = ?")
        .execute(arguments: [isSealed, person.key])
      if isSealed { try shield(person, in: transaction) }
    }
  }

  /// Restricts the processing of a person's data, or lifts the restriction.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` as the others.
  package func restrict(
    _ id: OpaqueID,
    _ isRestricted: Bool,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, evenRestricted: true, evenUnconfirmed: true, command) {
      person,
      _,
      transaction in
      try transaction.database.cachedStatement(sql: "UPDATE person SET restricted = ? WHERE key = ?")
        .execute(arguments: [isRestricted, person.key])
      if isRestricted { try shield(person, in: transaction) }
    }
  }

  /// Tells that nothing may be told of a person any more, nor of whoever was merged into them.
  func shield(_ person: PersonRow, in transaction: WriteTransaction) throws {
    for same in [person] + (try mergedPersons(into: person.key, in: transaction.database)) {
      try tell(.personShielded(person: same.id), in: transaction)
    }
  }

  /// Changes a person in one transaction, and counts the change.
  ///
  /// - Parameters:
  ///   - evenRestricted: Whether it may be done while the processing is restricted.
  ///   - evenUnconfirmed: Whether the municipality whose confirmation the record awaits may do it.
  func change(
    _ id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    evenRestricted: Bool = false,
    evenUnconfirmed: Bool = false,
    _ command: Command,
    _ body: @escaping @Sendable (PersonRow, FieldCipher, WriteTransaction) throws -> Void
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let person = try changeablePerson(id, for: viewer, evenRestricted: evenRestricted, in: db)
      try requireAtHome(person, for: viewer, in: db)
      if !evenUnconfirmed { try refuseUnconfirmed(person, for: viewer) }
      try ETag.check(etag, person.revision, of: person.name)
      guard let cipher = try cipher(of: person, in: db) else { throw Refusal(.internal, "A person has no key") }
      try body(person, cipher, transaction)
      return try bumpRevision(of: person, in: db)
    }
  }

  /// Tells the care situations of a person anew.
  func tellCareSituations(of person: PersonRow, in transaction: WriteTransaction) throws {
    for care in try careSituations(ofPerson: person.key, in: transaction.database) {
      try tellChange(of: care, in: transaction)
    }
  }
}

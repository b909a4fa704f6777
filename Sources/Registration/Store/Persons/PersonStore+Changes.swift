package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

extension PersonStore {
  /// Rectifies identity and contact data.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the person does not exist, is not visible, was merged or erased, or is restricted; for a
  ///   stale etag; for a channel without its telephone number or address, or a birth date that differs from the
  ///   national number.
  package func update(
    _ id: OpaqueID,
    _ patch: PersonPatch,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, command) { person, cipher, transaction in
      let db = transaction.connection
      guard let identity = try personRecords.identity(of: person) else {
        throw Refusal(.internal, "A person has no identity")
      }
      let rectified = try RectifiedPerson(
        patch,
        identity: identity,
        contactPreferences: person.contactPreferences,
        birthDate: person.birthDate,
        number: personRecords.numbers(of: person.key, cipher, today: viewer.today, in: db).current
      )
      try plausibilityChecks.check(
        rectified,
        of: person,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      try rectified.requireReachable()
      try personChanges.writeIdentity(
        rectified.identity,
        rectified.contactPreferences,
        birthDate: rectified.birthDate,
        of: person,
        cipher,
        in: transaction
      )
    }
  }

  /// Records that a person lives elsewhere from a day on.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when the person does not exist, is not visible, was merged or erased, or is restricted, or for
  ///   a stale etag.
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
      let db = transaction.connection
      try plausibilityChecks.check(
        moveOn: date,
        of: person,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      var residences = try personRecords.residences(of: person, in: db)
      residences.replace(from: date, with: residence)
      try personRecords.insertResidences(residences, of: person.key, cipher, at: transaction.now, in: db)
      let change = ConfirmationRules.change(
        movingTo: residence.place.flemishMunicipality.map { visibility.code(of: $0, on: viewer.today) },
        isUnconfirmed: person.isUnconfirmed,
        hasClaims: try person.isUnconfirmed && !numberClaims.claimedHashes(of: person.key, in: db).isEmpty,
        by: viewer
      )
      if case .awaits(let municipality) = change {
        try personRecords.setUnconfirmed(in: municipality, person, in: db)
      }
      for care in try careRecords.careSituations(ofPerson: person.key, in: db) {
        try visibility.showCareSituation(care.key, of: [care.caregiver, care.recipient], in: db)
      }
      try duplicateRecords.findDuplicates(of: person, in: transaction)
      try numberClaims.pairOverNumbers(of: person, in: transaction)
      try registrationOutbox.publish(.personMoved(person: id, place: residence.place, from: date), in: transaction)
      try registrationOutbox.publishFacts(ofCareOf: person, in: transaction)
    }
  }

  /// Gives a person another national number. The earlier one is kept, and still finds the person.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `numberInUse` when it belongs to another person; as `update`.
  package func replaceNumber(
    of id: OpaqueID,
    with insz: INSZ,
    confirmed: Set<PlausibilityRule> = [],
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await change(id, etag: etag, for: viewer, command) { person, cipher, transaction in
      let db = transaction.connection
      let bearers = try personRecords.bearers(of: .insz(insz), in: db)
      let holder = try visibility.visiblePerson(among: bearers, for: viewer, in: db)
      try NumberRules.requireFree(for: person.status, holder: holder?.status)
      try plausibilityChecks.check(
        insz,
        of: person,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      if let holder = bearers.holder, holder != person.key {
        // The answer must not show that someone has the number: the former one is recorded as earlier, the new one as claimed.
        try personRecords.endNumberInForce("insz", of: person.key, in: db)
        try numberClaims.claim(insz, by: person, heldBy: holder, cipher, in: transaction)
      } else {
        try personRecords.insertNumber(.insz(insz), of: person.key, cipher, at: transaction.now, in: db)
        try numberClaims.pair(person, withClaimants: bearers.claimants, in: transaction)
      }
      guard let date = insz.birthDate, date != person.birthDate else {
        try duplicateRecords.findDuplicates(of: person, in: transaction)
        return
      }
      try db.execute("UPDATE person SET birth_date = ? WHERE key = ?", [date.daysSinceEpoch, person.key])
      try duplicateRecords.findDuplicates(of: personRecords.person(person.key, in: db), in: transaction)
      try registrationOutbox.publishFacts(ofCareOf: person, in: transaction)
    }
  }

  /// Seals a record, or opens it again.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` with `outOfScope` without the clearance to read sealed records; as `update`.
  package func seal(
    _ id: OpaqueID,
    _ isSealed: Bool,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try viewer.requireSealing()
    return try await change(id, etag: etag, for: viewer, evenRestricted: true, evenUnconfirmed: true, command) {
      person,
      _,
      transaction in
      try transaction.connection.execute("UPDATE person SET sealed = ? WHERE key = ?", [isSealed, person.key])
      if isSealed { try registrationOutbox.publishShield(of: person, in: transaction) }
    }
  }

  /// Restricts the processing of a person's data, or lifts the restriction.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` as `update`.
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
      try transaction.connection.execute("UPDATE person SET restricted = ? WHERE key = ?", [isRestricted, person.key])
      if isRestricted { try registrationOutbox.publishShield(of: person, in: transaction) }
    }
  }

  /// Changes a person in one transaction, and increases the revision.
  ///
  /// - Parameters:
  ///   - evenRestricted: Whether the change is allowed while the processing is restricted.
  ///   - evenUnconfirmed: Whether the municipality that still has to confirm the record may make the change.
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
      let db = transaction.connection
      let person = try visibility.changeablePerson(id, for: viewer, evenRestricted: evenRestricted, in: db)
      let rules = try visibility.rules(of: [person.key], for: viewer, in: db)
      try rules.requireAtHome(person.status)
      if !evenUnconfirmed { try rules.requireConfirmed(person.status) }
      try ETag.check(etag, person.revision, of: person.name)
      guard let cipher = try personRecords.cipher(of: person) else {
        throw Refusal(.internal, "A person has no key")
      }
      try body(person, cipher, transaction)
      return try personRecords.bumpRevision(of: person, in: db)
    }
  }

  /// Erases a person, and those who were merged into them, by destroying their keys. Their care ends today; the figures
  /// of earlier days do not change. Drafts that are certainly about them are dropped; those that may be are returned.
  ///
  /// - Throws: `Refusal` when the person does not exist, is not visible, or was merged or erased, or for a stale etag.
  package func erase(
    _ id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> ErasedPerson {
    let erased = try await database.command(command) { transaction in
      let db = transaction.connection
      let person = try visibility.changeablePerson(id, for: viewer, evenRestricted: true, in: db)
      try visibility.requireAtHome(person, for: viewer, in: db)
      try ETag.check(etag, person.revision, of: person.name)
      // The drafts are found before the erasure: afterwards nothing is left to find them by.
      let records = try [person] + personRecords.mergedPersons(into: person.key, in: db)
      let drafts = try draftRecords.possibleDrafts(about: records, for: viewer, in: db)
      for record in records {
        for draft in try draftRecords.drafts(about: record, today: viewer.today, in: db) {
          try draftRecords.drop(draft.row, .doesNotWant, in: transaction)
        }
      }
      try personErasure.erase(person, today: viewer.today, in: transaction)
      return ErasedPerson(eraseTime: transaction.now, possibleDrafts: drafts)
    }
    // Also when the answer was given before: the process may have stopped between the two.
    try await database.emptyLog()
    return erased
  }
}

package import CareTypes
package import ServiceCore

/// What identifies and reaches a person after a rectification (rechtzetting).
package struct RectifiedPerson: Sendable, Hashable {
  /// Name and contact data.
  package private(set) var identity: Identity
  /// How texts reach the person.
  package private(set) var contactPreferences: ContactPreferences
  /// Birth date, when known.
  package private(set) var birthDate: CalendarDate?

  /// Applies a patch. A family name that changes is kept as a former one.
  ///
  /// - Parameters:
  ///   - patch: The new values.
  ///   - identity: Name and contact data so far.
  ///   - reach: How texts reach the person so far.
  ///   - birthDate: Birth date so far.
  ///   - number: The number in force, which may contain the birth date.
  /// - Throws: `Refusal` with `invalidField` for another birth date than the one of the national number.
  package init(
    _ patch: PersonPatch,
    identity: Identity,
    contactPreferences: ContactPreferences,
    birthDate: CalendarDate?,
    number: PersonNumber?
  ) throws(Refusal) {
    self.identity = identity
    self.contactPreferences = contactPreferences
    self.birthDate = birthDate
    if let name = patch.familyName, name != identity.familyName {
      self.identity.familyName = name
      self.identity.keep(formerNames: [identity.familyName])
    }
    if let names = patch.givenNames { self.identity.givenNames = names }
    if let phone = patch.phone { self.identity.phone = phone }
    if let email = patch.email { self.identity.email = email }
    if let adult = patch.trustedAdult { self.identity.trustedAdult = adult }
    if let language = patch.language { self.contactPreferences.language = language }
    if let channel = patch.channel { self.contactPreferences.channel = channel }
    if let skill = patch.digitalSkill { self.contactPreferences.digitalSkill = skill }
    if let date = patch.birthDate {
      if case .insz(let insz) = number, let told = insz.birthDate, told != date {
        throw Refusal.invalid("details.birth_date", "is told by the national number")
      }
      self.birthDate = date
    }
  }

  /// Checks that the person has what their channel needs, such as a telephone number.
  ///
  /// - Throws: `Refusal` with `invalidField` for the field that is missing.
  package func requireReachable() throws(Refusal) {
    if let field = identity.lacks(for: contactPreferences.channel) {
      throw Refusal.invalid("details.\(field)", "is required for this channel")
    }
  }
}

package import CareTypes
package import ServiceCore

/// The only rule by which a number identifies a person (identiteitscontrole). A number alone never does: the family name
/// must fit and, where both are known, the birth date.
package enum IdentityCheck {
  /// Whether the details of a person fit the one who has the number.
  ///
  /// - Parameters:
  ///   - given: The details that are given.
  ///   - held: The identity of the one who has the number.
  ///   - birthDate: Their birth date; nil when it is not known.
  package static func fits(_ given: PersonDetails, _ held: Identity, birthDate: CalendarDate?) -> Bool {
    fits(
      familyName: given.identity.familyName,
      givenNames: given.identity.givenNames,
      birthDate: given.birthDate,
      held,
      heldBirthDate: birthDate
    )
  }

  /// Whether a name and a birth date fit the one who has the number.
  package static func fits(
    familyName: String,
    givenNames: String,
    birthDate: CalendarDate?,
    _ held: Identity,
    heldBirthDate: CalendarDate?
  ) -> Bool {
    if let heldBirthDate, let birthDate, heldBirthDate != birthDate { return false }
    return NameMatch.fits(familyName: familyName, givenNames: givenNames, held)
  }

  /// Checks that what a client says about a person may be about the one who has the number, and that it may be recorded.
  ///
  /// The texts name the person by their role in the request, because the client may not know the id.
  ///
  /// - Parameters:
  ///   - given: What the client says.
  ///   - role: Which person of the request it is, such as `recipient`.
  ///   - identity: The identity of the one who has the number; nil once they were erased.
  ///   - birthDate: Their birth date, when known.
  ///   - status: The state of their record.
  /// - Throws: `Refusal` with `identityDiffers`, `personRestricted`, or `personGone`.
  package static func require(
    _ given: PersonDetails,
    as role: String,
    _ identity: Identity?,
    birthDate: CalendarDate?,
    _ status: PersonStatus
  ) throws(Refusal) {
    guard let identity, fits(given, identity, birthDate: birthDate) else {
      throw Refusal(.identityDiffers, "The number of the \(role) and what is told of them do not fit together")
    }
    if status.isRestricted {
      throw Refusal(.personRestricted, "The processing of the data of the \(role) is restricted")
    }
    try status.requireChangeable()
  }
}

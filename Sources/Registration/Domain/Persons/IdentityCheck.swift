package import CareTypes
package import ServiceCore

/// The one rule by which a number finds a person (identiteitscontrole): a number alone never does. The family name must
/// fit and, where both are known, the birth date.
package enum IdentityCheck {
  /// Whether what is told of a person is told of the one who has the number.
  ///
  /// - Parameters:
  ///   - told: Who is told of.
  ///   - held: What is held of the one who has the number.
  ///   - birthDate: Their birth date, when held.
  package static func fits(_ told: PersonDetails, _ held: Identity, birthDate: CalendarDate?) -> Bool {
    fits(
      familyName: told.identity.familyName,
      givenNames: told.identity.givenNames,
      birthDate: told.birthDate,
      held,
      heldBirthDate: birthDate
    )
  }

  /// Whether a name and a birth date that are told can be those of the one who has the number.
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

  /// The refusal of a number whose bearer is told of otherwise than held: says so, and nothing else.
  ///
  /// - Parameter person: Which person of the request, such as `recipient`.
  package static func refusal(of person: String) -> Refusal {
    Refusal(.identityDiffers, "The number of the \(person) and what is told of them do not fit together")
  }
}

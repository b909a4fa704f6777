package import CareTypes

/// A person as they are handed in, validated.
package struct PersonDetails: Sendable, Hashable {
  /// Their number; nil for someone who has none yet.
  package let number: PersonNumber?
  /// Birth date, given or taken from the number; nil when not known.
  package let birthDate: CalendarDate?
  /// Name and contact data.
  package let identity: Identity
  /// Where they live today.
  package let residence: Residence
  /// How texts reach them.
  package let contactPreferences: ContactPreferences

  /// The details of a person.
  package init(
    number: PersonNumber?,
    birthDate: CalendarDate?,
    identity: Identity,
    residence: Residence,
    contactPreferences: ContactPreferences
  ) {
    self.number = number
    self.birthDate = birthDate
    self.identity = identity
    self.residence = residence
    self.contactPreferences = contactPreferences
  }
}

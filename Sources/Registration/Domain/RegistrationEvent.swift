package import CareTypes

/// What Registration tells the other services. Opaque ids and facts, never identity.
package enum RegistrationEvent: Sendable {
  /// A care situation was registered.
  case registered(RegisteredCareSituation)
  /// A care situation has a last day.
  case ended(careSituation: OpaqueID, date: CalendarDate)
  /// A consent was given or withdrawn.
  case consentChanged(person: OpaqueID, purpose: ConsentPurpose, given: Bool)
}

/// The facts of a new care situation.
package struct RegisteredCareSituation: Sendable {
  /// One of the two people, without identity.
  package struct Party: Sendable {
    /// Opaque id.
    package let id: OpaqueID
    /// Birth date, when the national number tells it.
    package let birthDate: CalendarDate?
    /// Where they live.
    package let municipality: NISCode
  }

  /// Opaque id.
  package let id: OpaqueID
  /// Who cares.
  package let caregiver: Party
  /// Who is cared for.
  package let recipient: Party
  /// The care.
  package let care: CareDetails
}

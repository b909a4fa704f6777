import RegistrationAPI

/// The numbers of people in the messages that hold them; empty texts where a person has none.
enum NumbersInMessages {
  /// The numbers of both people of a care situation.
  static func of(_ situation: Mantel_Registration_V1_NewCareSituation) -> [String] {
    of(situation.caregiver) + of(situation.recipient)
  }

  /// The national number and the local number of a person.
  static func of(_ person: Mantel_Registration_V1_PersonDetails) -> [String] {
    [person.insz, person.localNumber]
  }
}

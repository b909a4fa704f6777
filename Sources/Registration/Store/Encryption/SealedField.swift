import RegistrationDomain

/// The names of the fields that are stored encrypted. A value is sealed for its field, and cannot be opened for another.
enum SealedField {
  /// Name and contact data of a person.
  static let identity = "identity"
  /// Street and postal code of a residence.
  static let address = "address"
  /// Digits of a national or local number.
  static let number = "number"
  /// Content of a draft.
  static let draft = "draft"
  /// An assessment of a caregiver's load.
  static let assessment = "assessment"
  /// The organisation that assessed evidence.
  static let assessor = "assessor"
  /// The contact point of a care situation.
  static let contactPoint = "contact-point"
}

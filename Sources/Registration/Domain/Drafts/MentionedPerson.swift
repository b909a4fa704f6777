package import CareTypes

/// Someone whom a draft mentions. Any detail may be missing.
package struct MentionedPerson: Sendable, Hashable {
  /// Their number.
  package let number: PersonNumber?
  /// Family name and given names; empty when not given.
  package let familyName, givenNames: String
  /// Birth date, given or taken from the number.
  package let birthDate: CalendarDate?
  /// Telephone number in E.164; empty when not given.
  package let phone: String
  /// E-mail address; empty when not given.
  package let email: String
  /// Where they live; nil when not given.
  package let home: Likeness.Home?

  /// A person whom a draft mentions.
  package init(
    number: PersonNumber?,
    familyName: String,
    givenNames: String,
    birthDate: CalendarDate?,
    phone: PhoneNumber?,
    email: EmailAddress?,
    home: Likeness.Home?
  ) {
    self.number = number
    self.familyName = familyName
    self.givenNames = givenNames
    self.birthDate = birthDate
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
    self.home = home
  }

  /// As they are compared with people of the registry.
  var subject: Likeness.Subject {
    let insz: INSZ? = if case .insz(let insz) = number { insz } else { nil }
    return Likeness.Subject(
      familyName: familyName,
      givenNames: givenNames,
      birthDate: birthDate,
      insz: insz,
      homes: Set([home].compactMap(\.self)),
      phone: phone,
      email: email,
      partners: []
    )
  }
}

package import CareTypes

/// Someone of whom a draft tells, as far as they can be found by it: anything may be missing.
package struct ToldPerson: Sendable, Hashable {
  /// Their number.
  package let number: PersonNumber?
  /// Family name and given names; empty when not told.
  package let familyName, givenNames: String
  /// Birth date, told or of the number.
  package let birthDate: CalendarDate?
  /// Telephone number in E.164; empty when not told.
  package let phone: String
  /// E-mail address; empty when not told.
  package let email: String
  /// Where they live, when the place is told.
  package let home: Likeness.Home?

  /// Someone of whom is told.
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

/// Everyone of whom a draft tells.
package struct ToldDraft: Sendable, Hashable {
  /// Who cares.
  package let caregiver: ToldPerson
  /// Who is cared for.
  package let recipient: ToldPerson
  /// The trusted adults of the two.
  package let trustedAdults: [TrustedAdult]
  /// The remark of the sender.
  package let remark: String

  /// What a draft tells.
  package init(caregiver: ToldPerson, recipient: ToldPerson, trustedAdults: [TrustedAdult], remark: String) {
    self.caregiver = caregiver
    self.recipient = recipient
    self.trustedAdults = trustedAdults
    self.remark = remark
  }

  /// The two people of the care, the caregiver first.
  package var people: [ToldPerson] { [caregiver, recipient] }
}

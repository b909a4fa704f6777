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

  /// Someone of whom is told.
  package init(
    number: PersonNumber?,
    familyName: String,
    givenNames: String,
    birthDate: CalendarDate?,
    phone: PhoneNumber?,
    email: EmailAddress?
  ) {
    self.number = number
    self.familyName = familyName
    self.givenNames = givenNames
    self.birthDate = birthDate
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }
}

/// A person of the registry, as what is told of people is held against them.
package struct HeldPerson: Sendable, Hashable {
  /// Every number by which they are or were known.
  let numbers: Set<PersonNumber>
  /// What is held of them.
  let identity: Identity
  /// Birth date, when known.
  let birthDate: CalendarDate?

  /// Whether a draft tells of this person: by a number of theirs, or by a name that fits together with the birth date, the
  /// telephone number or the e-mail address. Whoever has another birth date or another national number is another, and so
  /// is whoever has other given names, as a twin has.
  package func isTold(by told: ToldPerson) -> Bool {
    if let number = told.number, numbers.contains(number) { return true }
    if told.number?.isNational == true, numbers.contains(where: \.isNational) { return false }
    if let birthDate, let toldDate = told.birthDate, birthDate != toldDate { return false }
    let isBirthDateSame = birthDate != nil && birthDate == told.birthDate
    let isReachSame =
      !identity.phone.isEmpty && identity.phone == told.phone
      || !identity.email.isEmpty && identity.email.lowercased() == told.email.lowercased()
    if told.familyName.isEmpty, told.givenNames.isEmpty { return isBirthDateSame && isReachSame }
    guard isBirthDateSame || isReachSame else { return false }
    return NameMatch.fitsWhole(familyName: told.familyName, givenNames: told.givenNames, identity)
  }
}

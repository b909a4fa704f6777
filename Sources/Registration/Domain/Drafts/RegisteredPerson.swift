import CareTypes

/// A registered person, as compared with the people whom drafts mention.
package struct RegisteredPerson: Sendable, Hashable {
  /// Every number by which they are or were known.
  package let numbers: Set<PersonNumber>
  /// Their identity as recorded.
  package let identity: Identity
  /// As they are compared.
  package let subject: Likeness.Subject

  /// A registered person.
  package init(numbers: Set<PersonNumber>, identity: Identity, subject: Likeness.Subject) {
    self.numbers = numbers
    self.identity = identity
    self.subject = subject
  }

  /// Whether a mentioned person is certainly this one: by a number, or by a name that fits together with the birth
  /// date, telephone number or e-mail address. Name and address are not enough, because a father and a son can share
  /// them. Someone with another birth date, national number or given name, such as a twin, is someone else.
  package func isCertainly(_ mentioned: MentionedPerson) -> Bool {
    if let number = mentioned.number, numbers.contains(number) { return true }
    if hasOtherNumber(than: mentioned) { return false }
    if let birthDate = subject.birthDate, let mentionedDate = mentioned.birthDate, birthDate != mentionedDate {
      return false
    }
    let shared = shared(with: mentioned)
    let isReachSame = shared.contains(.samePhone) || shared.contains(.sameEmail)
    if mentioned.familyName.isEmpty, mentioned.givenNames.isEmpty {
      return shared.contains(.sameBirthDate) && isReachSame
    }
    guard NameMatch.fitsWhole(familyName: mentioned.familyName, givenNames: mentioned.givenNames, identity) else {
      return false
    }
    if shared.contains(.sameBirthDate) { return true }
    // Those who live together often share a telephone, a family name and an initial.
    return isReachSame && [mentioned.familyName, mentioned.givenNames].allSatisfy { NameFolding.folded($0).count > 1 }
  }

  /// Why a mentioned person may be this one, or a namesake; nil when it is clearly someone else.
  package func likeness(to mentioned: MentionedPerson) -> Set<Likeness.Reason>? {
    let likely = variants.compactMap { Likeness($0, mentioned.subject) }.max { $0.score < $1.score }
    if let likely { return Set(likely.reasons) }
    if hasOtherNumber(than: mentioned) { return nil }
    if let birthDate = subject.birthDate, let mentionedDate = mentioned.birthDate, birthDate != mentionedDate {
      return nil
    }
    let shared = shared(with: mentioned)
    if shared.isEmpty { return nil }
    if mentioned.familyName.isEmpty, mentioned.givenNames.isEmpty { return shared == [.sameAddress] ? nil : shared }
    guard NameMatch.fitsWhole(familyName: mentioned.familyName, givenNames: mentioned.givenNames, identity) else {
      return nil
    }
    return shared.union([.partOfName])
  }

  /// Why a trusted adult may be this person.
  package func likeness(to adult: TrustedAdult) -> Set<Likeness.Reason> {
    var shared = shared(phone: adult.phone, email: adult.email)
    if NameMatch.isNamed(identity, in: adult.displayName) { shared.insert(.sameName) }
    return shared
  }

  /// This person under each of their family names.
  var variants: [Likeness.Subject] {
    identity.allFamilyNames.map { name in
      var variant = subject
      variant.familyName = name
      return variant
    }
  }

  /// What is the same of someone, beside names and numbers.
  private func shared(with mentioned: MentionedPerson) -> Set<Likeness.Reason> {
    var shared = shared(phone: mentioned.phone, email: mentioned.email)
    if let birthDate = subject.birthDate, birthDate == mentioned.birthDate { shared.insert(.sameBirthDate) }
    if let home = mentioned.home, subject.homes.contains(where: home.isOneAddress) { shared.insert(.sameAddress) }
    return shared
  }

  private func shared(phone: String, email: String) -> Set<Likeness.Reason> {
    var shared: Set<Likeness.Reason> = []
    if !phone.isEmpty, phone == identity.phone { shared.insert(.samePhone) }
    if !email.isEmpty, email.lowercased() == identity.email.lowercased() { shared.insert(.sameEmail) }
    return shared
  }

  private func hasOtherNumber(than mentioned: MentionedPerson) -> Bool {
    mentioned.number?.isNational == true && numbers.contains(where: \.isNational)
  }
}

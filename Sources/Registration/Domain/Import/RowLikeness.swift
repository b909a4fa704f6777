import CareTypes

/// When two rows about other people by the letter are probably about the same two: what fits of each person.
package enum RowLikeness {
  /// How well one person of a row fits that of another, by the fields in which they are the same.
  package enum Fit: Sendable, Hashable {
    /// The same number, or the same name and birth date.
    case same
    /// Two of family name, given names and birth date; whether the birth date is another, and the address the same.
    case near(isBirthDateOther: Bool, isAddressSame: Bool)
    /// The given names or the birth date, at the same address.
    case weak
    /// Someone else.
    case other

    /// The fit of a person of whom these fields are the same.
    ///
    /// - Parameters:
    ///   - same: The fields that are given in both, and the same.
    ///   - hasTwoNumbers: Whether both have a number.
    package init(same: Set<ImportedField.PersonField>, hasTwoNumbers: Bool) {
      let told = [.familyName, .givenNames, .birthDate].filter(same.contains).count
      let isAddressSame = same.isSuperset(of: [.streetLine, .postalCode])
      if same.contains(.number) || told == 3 {
        self = .same
      } else if hasTwoNumbers {
        // Two numbers are two people, unless all else is the same.
        self = .other
      } else if told == 2 {
        self = .near(isBirthDateOther: !same.contains(.birthDate), isAddressSame: isAddressSame)
      } else if told == 1, !same.contains(.familyName), isAddressSame {
        self = .weak
      } else {
        self = .other
      }
    }
  }

  /// Whether two rows are probably about the same two people. A family that cares together shares an address and a family
  /// name: that alone says nothing.
  package static func isLikely(_ caregiver: Fit, _ recipient: Fit) -> Bool {
    switch (caregiver, recipient) {
    case (.other, _), (_, .other): false
    case (.same, _), (_, .same): true
    case (.near(let isFirstOther, true), .near(let isSecondOther, true)): !(isFirstOther && isSecondOther)
    default: false
    }
  }
}

package import CareTypes

/// Why a row of a list is not registered: it is known already, or probably so.
package struct RepeatedRow: Error, Sendable, Hashable {
  /// How sure that is.
  package enum Kind: Sendable, Hashable {
    /// The same two people, and something else is said.
    case changed
    /// Probably the same two people.
    case likely
  }

  /// How sure that is.
  package let kind: Kind
  /// The care situation that is known.
  package let careSituation: OpaqueID
  /// Whether the client sees it.
  package let isSeen: Bool
  /// Paths of the fields in which the row differs.
  package let fields: [String]

  /// A repeated row.
  package init(kind: Kind, careSituation: OpaqueID, isSeen: Bool, fields: [String]) {
    self.kind = kind
    self.careSituation = careSituation
    self.isSeen = isSeen
    self.fields = fields
  }
}

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

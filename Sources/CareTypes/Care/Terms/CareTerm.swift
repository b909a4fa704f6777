/// The terms of care, each once. What treats all terms alike goes by this list: update masks, imported lists, exports, and
/// the comparison of imported rows.
///
/// The raw value is the name of the term in messages, update masks, mapping files and exports.
package enum CareTerm: String, Sendable, Hashable, CaseIterable, CodingKey {
  /// What the caregiver is to the recipient (relatie).
  case relation
  /// Hours of care per week, month or year (aantal uren). The name is that of the field for hours per week, the oldest.
  case hours = "hours_per_week"
  /// What the caregiver does (taken).
  case tasks
  /// Why the recipient needs care (oorzaken van de zorgnood).
  case causes
  /// Where the recipient lives (verblijf).
  case dwelling
  /// Whether the two live at one address.
  case sameAddress = "same_address"
  /// Whether a professional care provider is involved.
  case professionalInvolved = "professional_involved"
  /// The role of this caregiver among those of the recipient (rol).
  case role
}

extension CareTerm {
  /// Whether a care situation cannot be registered without it.
  package var isRequired: Bool {
    switch self {
    case .relation, .hours, .dwelling: true
    default: false
    }
  }

  /// The number that stands for the term in stored data. It is never used for another term, and 5, 6 and 11 belong to other
  /// fields of an imported row. At most 63.
  package var code: UInt8 {
    switch self {
    case .relation: 1
    case .hours: 2
    case .tasks: 3
    case .causes: 4
    case .dwelling: 7
    case .sameAddress: 8
    case .professionalInvolved: 9
    case .role: 10
    }
  }

  /// The term of a number; nil when there is none.
  package init?(code: UInt8) {
    guard let term = Self.byCode[code] else { return nil }
    self = term
  }

  /// The term that a field of a message or a path of an update mask holds; nil when it is none. The hours have two fields.
  package init?(field: String) {
    guard let term = field == "hours" ? .hours : Self(rawValue: field) else { return nil }
    self = term
  }

  private static let byCode = Dictionary(uniqueKeysWithValues: allCases.map { ($0.code, $0) })
}

extension CareTerms {
  /// The value of a term; nil when it is not given.
  package subscript(term: CareTerm) -> CareTermValue? {
    switch term {
    case .relation: .word(relation.rawValue)
    case .hours: .hours(hours)
    case .tasks: .words(tasks.map(\.rawValue))
    case .causes: .words(causes.map(\.rawValue))
    case .dwelling: .word(dwelling.rawValue)
    case .sameAddress: .truth(sameAddress)
    case .professionalInvolved: .truth(professionalInvolved)
    case .role: role.map { .word($0.rawValue) }
    }
  }
}

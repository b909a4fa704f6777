package import CareTypes

/// What someone recorded about an award. It is stored; everything else about an award follows from it and the decisions.
package enum AwardAction: Sendable, Hashable, Codable {
  /// An application on a day (aanvraag), in days since 1970-01-01, with who signed it.
  case applied(on: Int, signatures: [Signature])
  /// Further signatures.
  case signed([Signature])
  /// A ruling of the body that decides.
  case ruled(Ruling)
  /// A part of the quota was used.
  case used(Use)
  /// An objection on a day, in days since 1970-01-01.
  case objected(on: Int)
  /// The beneficiary gave it up: the first day on which it no longer holds, in days since 1970-01-01.
  case renounced(on: Int)

  /// A signature (handtekening).
  package struct Signature: Sendable, Hashable, Codable {
    /// Who signed.
    package let signatory: Signatory
    /// The day, in days since 1970-01-01.
    package let day: Int

    /// A signature.
    package init(signatory: Signatory, day: Int) {
      self.signatory = signatory
      self.day = day
    }
  }

  /// What the body that decides ruled (besluit).
  package struct Ruling: Sendable, Hashable, Codable {
    /// The number of the ruling in the body's own register.
    package let number: String
    /// The day of the ruling, in days since 1970-01-01.
    package let day: Int
    /// The first day for which it grants; nil when that is the day of the application, or the ruling refuses.
    package let grantFrom: Int?
    /// Why it refuses; nil when it grants.
    package let refusal: String?

    /// A ruling.
    package init(number: String, day: Int, grantFrom: Int? = nil, refusal: String? = nil) {
      self.number = number
      self.day = day
      self.grantFrom = grantFrom
      self.refusal = refusal
    }

    /// Whether it grants.
    package var grants: Bool { refusal == nil }
  }

  /// A part of a quota that was used (opname).
  package struct Use: Sendable, Hashable, Codable {
    /// The first day, in days since 1970-01-01.
    package let first: Int
    /// The last day, in days since 1970-01-01.
    package let last: Int
    /// How much, in hundredths of the unit.
    package let hundredths: Int
    /// The unit.
    package let unit: Quota.Unit
    /// The part of working time for which leave is taken; nil for all of it, or when it is no leave.
    package let form: LeaveForm?

    /// Use.
    package init(first: Int, last: Int, hundredths: Int, unit: Quota.Unit, form: LeaveForm? = nil) {
      self.first = first
      self.last = last
      self.hundredths = hundredths
      self.unit = unit
      self.form = form
    }

    /// The weeks from Monday to Sunday in which it lies, as numbers of weeks since 1970.
    var weeks: ClosedRange<Int> { Self.week(of: first)...max(Self.week(of: first), Self.week(of: last)) }

    /// The number of the week of a day. 1970-01-01 was a Thursday.
    private static func week(of day: Int) -> Int {
      let days = day + 3
      return days >= 0 ? days / 7 : (days - 6) / 7
    }
  }

  /// The signatures that it brings.
  package var signatures: [Signature] {
    switch self {
    case .applied(_, let signatures), .signed(let signatures): signatures
    default: []
    }
  }
}

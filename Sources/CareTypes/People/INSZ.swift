/// The identification number of a person in Belgian social security (INSZ): a national register number
/// (rijksregisternummer) or a BIS number, for who is not in the national register.
///
/// A key to look a person up with, never the identity of a person's record: a person can get another number
/// (from BIS to national register, after a correction of sex or birth date), and some persons have none. A
/// well-formed number may belong to nobody. Its use is bound to a legal basis (law of 8 August 1983, article
/// 8; law of 15 January 1990).
///
/// The check digits let about 0.1 % of single-digit errors pass, namely those that fit the other century;
/// compare with a birth date where one is given.
package struct INSZ: Sendable, Hashable, Redacted {
  /// Which register gave the number.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The national register (rijksregister).
    case nationalRegister = "national_register"
    /// The register of the Crossroads Bank (BIS-register of the KSZ).
    case bis
  }

  /// The sex that was registered when the number was given. Not to be used as the truth about a person.
  package enum RegisteredSex: String, Sendable, Hashable, CaseIterable {
    /// An odd serial number.
    case male
    /// An even serial number.
    case female
    /// A BIS number made before the sex was known.
    case unknown
  }

  /// The eleven digits, without punctuation: the form in which the number is exchanged.
  package let digits: String
  /// Which register gave the number.
  package let kind: Kind
  /// The birth date in the number, or nil when the month or the day was not known.
  package let birthDate: CalendarDate?
  /// The first year of the century of birth, 1900 or 2000. It is not written in the number: the check digits
  /// tell.
  package let birthCentury: Int
  /// The sex that was registered when the number was given.
  package let registeredSex: RegisteredSex

  /// Reads a number, with or without the spaces, dots and hyphens of its written form.
  ///
  /// - Parameters:
  ///   - text: The number as given.
  ///   - today: The legal date now; nobody is born after it.
  /// - Throws: `ValueError` of kind `.wrongFormat`, `.wrongLength`, `.wrongCheckDigits`, `.noSuchDate`,
  ///   `.outOfRange` (serial 000 or 999) or `.inFuture`, in this order.
  package init(_ text: String, today: CalendarDate) throws(ValueError) {
    let parts = try DigitText(text, separators: " .-")
    guard parts.count == 11 else {
      throw ValueError(.wrongLength, "An INSZ has eleven digits.")
    }
    let century = try Self.century(of: parts)
    let year = century + parts.number(0..<2)
    let month = try Month(written: parts.number(2..<4))
    let birth = try Self.birth(year: year, month: month.number, day: parts.number(4..<6))
    let serial = parts.number(6..<9)
    guard (1...998).contains(serial) else {
      throw ValueError(.outOfRange, "The serial number of an INSZ lies between 001 and 998.")
    }
    guard birth.earliest <= today else {
      throw ValueError(.inFuture, "The birth date in an INSZ cannot lie in the future.")
    }
    self.init(
      digits: parts.text,
      kind: month.kind,
      birthDate: birth.exact,
      birthCentury: century,
      registeredSex: month.isSexKnown ? Self.sex(ofSerial: serial) : .unknown
    )
  }

  /// Takes parts that belong together.
  init(
    digits: String,
    kind: Kind,
    birthDate: CalendarDate?,
    birthCentury: Int,
    registeredSex: RegisteredSex
  ) {
    self.digits = digits
    self.kind = kind
    self.birthDate = birthDate
    self.birthCentury = birthCentury
    self.registeredSex = registeredSex
  }

  /// The year of birth, which some numbers hold without a month or day; nil for a number that holds none.
  package var birthYear: Int? {
    birthDate?.year ?? Int(digits.prefix(2)).flatMap { $0 == 0 ? nil : birthCentury + $0 }
  }

  /// The written form `YY.MM.DD-SSS.CC`, for documents meant for the person alone.
  package var formatted: String {
    let parts = DigitText(digits: digits.utf8.map { $0 - 48 })
    let date = [0..<2, 2..<4, 4..<6].map { parts.text($0) }.joined(separator: ".")
    return "\(date)-\(parts.text(6..<9)).\(parts.text(9..<11))"
  }

  /// The check digits of the first nine digits, for a century of birth of 1900 or 2000.
  ///
  /// From 2000 on a 2 is put in front of the nine digits.
  static func checkDigits(ofFirstNine number: Int, century: Int) -> Int {
    CheckDigits.modulo97(century == 2000 ? 2_000_000_000 + number : number)
  }

  /// The sex that a serial number indicates: odd for men, even for women.
  static func sex(ofSerial serial: Int) -> RegisteredSex {
    serial.isMultiple(of: 2) ? .female : .male
  }

  /// Tries both formulas. 2 000 000 000 is no multiple of 97, so never do both fit.
  private static func century(of parts: DigitText) throws(ValueError) -> Int {
    let (first, check) = (parts.number(0..<9), parts.number(9..<11))
    for century in [1900, 2000] where checkDigits(ofFirstNine: first, century: century) == check {
      return century
    }
    throw ValueError(.wrongCheckDigits, "The check digits of the INSZ are wrong.")
  }

  /// The month part of a number, with the raise of 20 or 40 of a BIS number taken off.
  private struct Month {
    let number: Int
    let kind: Kind
    let isSexKnown: Bool

    init(written: Int) throws(ValueError) {
      switch written {
      case 0...12: (number, kind, isSexKnown) = (written, .nationalRegister, true)
      case 20...32: (number, kind, isSexKnown) = (written - 20, .bis, false)
      case 40...52: (number, kind, isSexKnown) = (written - 40, .bis, true)
      default: throw ValueError(.noSuchDate, "The month in the INSZ does not exist.")
      }
    }
  }

  /// The exact birth date, if the number holds one, and the first day that it could be.
  private static func birth(
    year: Int,
    month: Int,
    day: Int
  ) throws(ValueError) -> (exact: CalendarDate?, earliest: CalendarDate) {
    // Without a month the day is only a counter: it goes up when the serial numbers of that "date" run out.
    if month == 0 || day == 0 {
      return (nil, try CalendarDate(year: year, month: max(month, 1), day: 1))
    }
    let date = try CalendarDate(year: year, month: month, day: day)
    return (date, date)
  }
}

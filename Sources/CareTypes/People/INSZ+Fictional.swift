extension INSZ {
  /// Serial numbers that the national register practically never reaches on one day.
  package static let fictionalSerials = 948...998

  /// Makes a number for a person who does not exist, for tests, examples and demonstrations: one of the national register,
  /// or a BIS number.
  ///
  /// The convention: a serial number of 948 or more, on a day that is not 1 January (on which many foreign
  /// births are registered). A clash with a real person is then very unlikely, though not impossible.
  ///
  /// - Parameters:
  ///   - born: The birth date, in the years 1900...2099. A date after today makes a number that
  ///     `init(_:today:)` refuses.
  ///   - serial: 948...998; odd for a man, even for a woman.
  ///   - monthRaise: What is added to the month: 0 for a number of the national register; 40 for a BIS number, or 20 for one
  ///     that was made when the sex was not known.
  /// - Throws: `ValueError` of kind `.outOfRange` for another serial or raise, a year outside 1900...2099 or 1
  ///   January.
  package static func fictional(born: CalendarDate, serial: Int, monthRaise: Int = 0) throws(ValueError) -> INSZ {
    guard [0, 20, 40].contains(monthRaise) else {
      throw ValueError(.outOfRange, "The month of a BIS number is raised by 20 or 40.")
    }
    guard fictionalSerials.contains(serial) else {
      throw ValueError(.outOfRange, "The serial of a fictional INSZ lies between 948 and 998.")
    }
    guard (1900...2099).contains(born.year) else {
      throw ValueError(.outOfRange, "An INSZ can only hold birth years from 1900 to 2099.")
    }
    guard (born.month, born.day) != (1, 1) else {
      throw ValueError(
        .outOfRange,
        "A fictional INSZ is never made for 1 January, where real serials run high."
      )
    }
    let century = born.year < 2000 ? 1900 : 2000
    let first = ((born.year - century) * 10_000 + (born.month + monthRaise) * 100 + born.day) * 1000 + serial
    let check = checkDigits(ofFirstNine: first, century: century)
    return INSZ(
      digits: DigitText(first, width: 9).text + DigitText(check, width: 2).text,
      kind: monthRaise == 0 ? .nationalRegister : .bis,
      birthDate: born,
      birthCentury: century,
      registeredSex: monthRaise == 20 ? .unknown : sex(ofSerial: serial)
    )
  }
}

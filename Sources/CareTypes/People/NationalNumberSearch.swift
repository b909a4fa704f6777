/// Finds national numbers in identifiers and free texts, which are kept unencrypted and may therefore hold none.
///
/// A number is found where punctuation, a letter beyond `f` or an end of the text stands on both sides of it, in one piece
/// or cut where its parts `YY.MM.DD-SSS.CC` meet. Eleven digits inside a longer run of digits and letters `a` to `f` are
/// passed over, as are cuts elsewhere: in a UUID, a digest or a time they would look like a number by chance, and what
/// carries them would be refused for ever. So a number glued to one of those letters or to more digits is not found.
package enum NationalNumberSearch {
  /// Where the parts of the written form meet, counted in digits.
  private static let joints: Set<Int> = [2, 4, 6, 9]
  private static let length = 11
  /// The longest punctuation within a number, such as ` - `.
  private static let longestSeparator = 3

  /// Whether a text holds a national number.
  package static func isNumber(in text: String) -> Bool {
    let runs = runs(in: text)
    return runs.indices.contains { isNumber(atStartOf: runs[$0...]) }
  }

  /// A run of hexadecimal digits.
  private struct Run {
    /// The run, when it has no letters and could be part of a number.
    var digits: [UInt8]? = []
    /// How many characters of punctuation follow it; nil when other characters follow.
    var separator: Int? = 0
  }

  private static func runs(in text: String) -> [Run] {
    var runs: [Run] = []
    var isWithin = false
    for scalar in text.unicodeScalars {
      if scalar.isASCII, scalar.properties.isASCIIHexDigit {
        if !isWithin { runs.append(Run()) }
        isWithin = true
        let last = runs.count - 1
        guard let digits = runs[last].digits else { continue }
        let digit = DigitText.digit(UInt8(truncatingIfNeeded: scalar.value))
        runs[last].digits = digit.flatMap { digits.count < length ? digits + [$0] : nil }
      } else {
        isWithin = false
        guard let separator = runs.last?.separator else { continue }
        let isPunctuation = !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
        runs[runs.count - 1].separator = isPunctuation && separator < longestSeparator ? separator + 1 : nil
      }
    }
    return runs
  }

  private static func isNumber(atStartOf runs: ArraySlice<Run>) -> Bool {
    var digits: [UInt8] = []
    for run in runs {
      guard let more = run.digits else { return false }
      digits += more
      if digits.count == length { return isNumber(digits) }
      guard joints.contains(digits.count), run.separator != nil else { return false }
    }
    return false
  }

  /// Whenever the number was given: one of a birth to come is as good a reason to refuse.
  private static func isNumber(_ digits: [UInt8]) -> Bool {
    guard let latest = try? CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31) else { return false }
    return (try? INSZ(DigitText(digits: digits).text, today: latest)) != nil
  }
}

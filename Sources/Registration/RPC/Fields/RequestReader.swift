import CareTypes
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads the fields of requests into values of the domain, and notes every wrong field in a `Validation`.
///
/// Every method takes the path of the field, under which its mistakes are noted, and returns nil if there are any.
struct RequestReader {
  /// Today in Belgium.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables

  /// Reads a date that must not lie in the future.
  func pastDate(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> CalendarDate? {
    let date = validation.date(field, message, isSet: isSet)
    if let date { validation.require(date <= today, field, "lies in the future") }
    return date
  }

  /// Reads a date that must not lie in the future, and may be absent.
  func optionalPastDate(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> CalendarDate? {
    isSet ? pastDate(message, true, field, &validation) : nil
  }

  /// Reads `known_date` as the end of that day in Belgium; nil if it is not set.
  func knownTime(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ validation: inout Validation
  ) -> Instant? {
    validation.optionalDate("known_date", message, isSet: isSet).flatMap { date in
      validation.value("known_date") { () throws(ValueError) in try Instant(endOfDateInBelgium: date) }
    }
  }

  /// Reads a national number (rijksregisternummer, BIS-nummer).
  func insz(_ text: String, _ field: String, _ validation: inout Validation) -> INSZ? {
    guard !text.isEmpty else {
      validation.missing(field)
      return nil
    }
    return validation.value(field) { () throws(ValueError) in try INSZ(text, today: today) }
  }

  /// Reads a municipality that exists on a day, or today if the day is nil.
  func municipality(
    _ text: String,
    _ field: String,
    on date: CalendarDate? = nil,
    _ validation: inout Validation
  ) -> NISCode? {
    guard !text.isEmpty else {
      validation.missing(field)
      return nil
    }
    return validation.value(field) { () throws(ValueError) in
      try tables.municipalities.municipality(NISCode(text), at: date ?? today).code
    }
  }

  /// Reads a municipality that a client asks about. Whether it exists is only checked for Mantel's own work, so that for a
  /// client one that does not exist gets the same answer as one outside the scope.
  func municipality(
    _ text: String,
    _ field: String,
    for viewer: Viewer,
    _ validation: inout Validation
  ) -> NISCode? {
    if viewer.scope == nil { return municipality(text, field, &validation) }
    return validation.value(field) { () throws(ValueError) in try NISCode(text) }
  }

  /// Reads the warnings about implausible values that the client confirms.
  func confirmedWarnings(
    _ messages: [Mantel_Registration_V1_Warning],
    _ validation: inout Validation,
    at field: String = "confirmed_warnings"
  ) -> Set<PlausibilityRule> {
    Set(validation.words(field, messages))
  }

  /// Reads a phone number; nil for an empty text too, which is no mistake.
  func phone(_ text: String, _ field: String, _ validation: inout Validation) -> PhoneNumber? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try PhoneNumber(text) }
  }

  /// Reads an e-mail address; nil for an empty text too, which is no mistake.
  func email(_ text: String, _ field: String, _ validation: inout Validation) -> EmailAddress? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try EmailAddress(text) }
  }

  /// Checks that an etag is given.
  func etag(_ etag: String, _ validation: inout Validation) {
    validation.requireGiven(!etag.isEmpty, "etag")
    optionalETag(etag, &validation)
  }

  /// Checks an etag that need not be given.
  func optionalETag(_ etag: String, _ validation: inout Validation) {
    validation.require(etag.utf8.count <= 40, "etag", "is not an etag of this service")
  }

  /// Reads the paths of a field mask, at most 20.
  func paths(_ mask: Google_Protobuf_FieldMask, _ validation: inout Validation) -> Set<String> {
    validation.requireGiven(!mask.paths.isEmpty, "update_mask")
    validation.require(mask.paths.count <= 20, "update_mask", "has more than 20 paths")
    return Set(mask.paths.prefix(20))
  }

  /// A path that the client sent, shortened to what may be repeated in a message.
  static func shown(_ path: String) -> String {
    let plain = path.prefix(40).filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) }
    return "`\(plain)`"
  }

  /// Reads a text without control characters, and removes spaces around it and invisible characters.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - field: The path of the field.
  ///   - length: How many characters it may have.
  ///   - lines: Whether it may have line breaks.
  ///   - validation: Notes what is wrong.
  func text(
    _ text: String,
    _ field: String,
    _ length: ClosedRange<Int>,
    lines: Bool = false,
    _ validation: inout Validation
  ) -> String? {
    // Bytes are compared first, because counting the characters of a long text takes long.
    guard text.utf8.count <= length.upperBound * 4, length.upperBound >= text.count else {
      validation.reject(field, "has more than \(length.upperBound) characters")
      return nil
    }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control || (lines && (scalar == "\n" || scalar == "\r"))
    }
    guard isPlain else {
      validation.reject(field, "has control characters")
      return nil
    }
    guard !text.unicodeScalars.contains(where: Self.looksLikeNothing) else {
      validation.reject(field, "has characters that cannot be read")
      return nil
    }
    // Invisible characters often come along when text is copied.
    let text = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .format }))
    let result = String(text.trimmed)
    guard result.count >= length.lowerBound else {
      validation.missing(field)
      return nil
    }
    return result
  }

  /// Whether a character looks blank although it is a letter or sign, or has no agreed meaning.
  private static func looksLikeNothing(_ scalar: Unicode.Scalar) -> Bool {
    // Hangul fillers, the Braille blank and the combining grapheme joiner.
    if ["\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}", "\u{2800}", "\u{034F}"].contains(scalar) { return true }
    return [.unassigned, .privateUse, .surrogate].contains(scalar.properties.generalCategory)
  }
}

import CareTypes
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads requests into the domain, and collects every field that is wrong.
struct RequestReading {
  /// The legal date.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables

  /// A date that may not lie in the future.
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

  /// The end of a `known_date`; nothing when it is not set.
  func knownTime(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ validation: inout Validation
  ) -> Instant? {
    validation.optionalDate("known_date", message, isSet: isSet).flatMap { date in
      validation.value("known_date") { () throws(ValueError) in try Instant(endOfDateInBelgium: date) }
    }
  }

  /// A national number.
  func insz(_ text: String, _ field: String, _ validation: inout Validation) -> INSZ? {
    guard !text.isEmpty else {
      validation.reject(field, "is required")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in try INSZ(text, today: today) }
  }

  /// A municipality that exists on a day; nothing: today.
  func municipality(
    _ text: String,
    _ field: String,
    on date: CalendarDate? = nil,
    _ validation: inout Validation
  ) -> NISCode? {
    guard !text.isEmpty else {
      validation.reject(field, "is required")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in
      try tables.municipalities.municipality(NISCode(text), at: date ?? today).code
    }
  }

  /// Words, each given once.
  func words<Word: MessageWord & Equatable>(
    _ messages: [Word.Message],
    _ field: String,
    _ validation: inout Validation
  ) -> [Word] {
    var words: [Word] = []
    validation.require(messages.count <= Word.allCases.count, field, "gives one twice")
    for (index, message) in messages.prefix(Word.allCases.count).enumerated() {
      guard let word: Word = validation.word("\(field)[\(index)]", message) else { continue }
      validation.require(!words.contains(word), "\(field)[\(index)]", "is given twice")
      words.append(word)
    }
    return words
  }

  /// What a client was asked about, and confirms.
  func confirmedWarnings(
    _ messages: [Mantel_Registration_V1_Warning],
    _ validation: inout Validation,
    at field: String = "confirmed_warnings"
  ) -> Set<PlausibilityRule> {
    Set(words(messages, field, &validation))
  }

  /// A word that may be left unspecified.
  func optionalWord<Word: MessageWord>(
    _ message: Word.Message,
    _ field: String,
    _ validation: inout Validation
  ) -> Word? {
    message.rawValue == 0 ? nil : validation.word(field, message)
  }

  func phone(_ text: String, _ field: String, _ validation: inout Validation) -> PhoneNumber? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try PhoneNumber(text) }
  }

  func email(_ text: String, _ field: String, _ validation: inout Validation) -> EmailAddress? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try EmailAddress(text) }
  }

  /// The etag last read, which must be given.
  func etag(_ etag: String, _ validation: inout Validation) {
    validation.require(!etag.isEmpty, "etag", "is required")
    validation.require(etag.utf8.count <= 40, "etag", "is not an etag of this service")
  }

  /// The paths of a field mask, each once.
  func paths(_ mask: Google_Protobuf_FieldMask, _ validation: inout Validation) -> Set<String> {
    validation.require(!mask.paths.isEmpty, "update_mask", "is required")
    validation.require(mask.paths.count <= 20, "update_mask", "has more than 20 paths")
    return Set(mask.paths.prefix(20))
  }

  /// A path of a caller, as far as it can be repeated.
  static func shown(_ path: String) -> String {
    let plain = path.prefix(40).filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) }
    return "`\(plain)`"
  }

  /// A text without control characters, trimmed, of a length in characters.
  ///
  /// - Parameter lines: Whether it may have line breaks.
  func text(
    _ text: String,
    _ field: String,
    _ length: ClosedRange<Int>,
    lines: Bool = false,
    _ validation: inout Validation
  ) -> String? {
    // Compared in bytes first: counting the characters of a long text takes long.
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
    // What comes along when text is copied, and shows nothing, is left out.
    let text = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .format }))
    let trimmed = text.drop { $0.isWhitespace }
    let end = trimmed.lastIndex { !$0.isWhitespace }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
    let result = String(trimmed[..<end])
    guard result.count >= length.lowerBound else {
      validation.reject(field, "is required")
      return nil
    }
    return result
  }

  /// Whether a character is blank though it counts as a letter or sign, or means nothing that others know.
  private static func looksLikeNothing(_ scalar: Unicode.Scalar) -> Bool {
    // Fillers of Hangul, and the blank of Braille.
    if ["\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}", "\u{2800}", "\u{034F}"].contains(scalar) { return true }
    return [.unassigned, .privateUse, .surrogate].contains(scalar.properties.generalCategory)
  }
}

extension FactValue {
  /// The value of evidence; nothing when none is given.
  init?(_ message: Mantel_Type_V1_Evidence.OneOf_Value?) {
    switch message {
    case .boolValue(let value): self = .bool(value)
    case .intValue(let value): self = .int(Int(value))
    case .decimalValue(let value): self = .decimal(value)
    case .stringValue(let value): self = .string(value)
    case nil: return nil
    }
  }
}

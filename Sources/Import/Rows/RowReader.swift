package import RegistrationAPI
package import ServiceCore
import ServiceRuntime
import CareTypes

/// Makes care situations of the records of a list.
package struct RowReader: Sendable {
  /// The result of reading a record.
  package enum Outcome: Sendable, Equatable {
    /// The care situation, which can be sent.
    case ready(Mantel_Registration_V1_NewCareSituation)
    /// The problems because of which it is not sent.
    case rejected([RowProblem])
  }

  private let mapping: Mapping
  /// The place of the column of each mapped field; nil for a constant.
  private let places: [Int?]
  /// The places of the columns that no field is filled from.
  private let unused: [Int]

  /// A reader of the rows of a list.
  ///
  /// - Throws: `StartupError` for a column of the mapping that the header does not have, or has twice.
  package init(mapping: Mapping, columns: [String]) throws(StartupError) {
    self.mapping = mapping
    var places: [Int?] = []
    for field in mapping.fields {
      guard case .column(let name) = field.source else {
        places.append(nil)
        continue
      }
      let found = columns.indices.filter { columns[$0] == name }
      let place = "(columns.\(field.target.path), line \(field.line) of the mapping)"
      if found.count > 1 { throw StartupError("The list has the column `\(name)` twice \(place)") }
      guard let index = found.first else {
        // No other name is repeated: if the list has no header line, they are someone's data.
        let alike = columns.first { $0.lowercased() == name.lowercased() }
        throw StartupError("The list has no column `\(name)` \(place)\(alike.map { "; it has `\($0)`" } ?? "")")
      }
      places.append(index)
    }
    self.places = places
    unused = columns.indices.filter { !places.contains($0) }
  }

  /// The care situation of a record, or all its problems.
  package func read(_ record: Record) -> Outcome {
    if let fault = record.fault { return .rejected([.unreadable(fault.description)]) }
    var new = Mantel_Registration_V1_NewCareSituation()
    var problems: [RowProblem] = []
    for (field, place) in zip(mapping.fields, places) {
      switch field.source {
      case .constant(let value):
        field.target.put(value, &new)
      case .column:
        guard let place, let text = mapping.encoding.text(record[place]) else {
          problems.append(.field(field.target.path, "has characters that are not \(mapping.encoding.rawValue)"))
          continue
        }
        if let other = EncodingDetector.likelier(record[place], than: mapping.encoding) {
          problems.append(.field(field.target.path, "looks like \(other.rawValue), not \(mapping.encoding.rawValue)"))
          continue
        }
        do {
          if let value = try value(of: text.visibleText, for: field) { field.target.put(value, &new) }
        } catch {
          problems.append(.field(field.target.path, error.reason))
        }
      }
    }
    // Bytes without a character show in an unused column too that the row is damaged or of another encoding.
    if problems.isEmpty, let place = unused.first(where: { mapping.encoding.text(record[$0]) == nil }) {
      let description = "the field in column \(place + 1) has characters that are not \(mapping.encoding.rawValue)"
      problems.append(.unreadable(description))
    }
    return problems.isEmpty ? .ready(new) : .rejected(problems)
  }

  private func value(of text: String, for field: MappedField) throws(ValueError) -> FieldValue? {
    guard !text.isEmpty else { return field.fallback }
    if case .words = field.target.kind { return try words(text, field) }
    if let value = field.values[text.lowercased()] { return value }
    switch field.target.kind {
    case .text:
      return .text(text)
    case .date:
      return .date(try mapping.dateFormat.date(WrittenText.plain(text)))
    case .number:
      guard let number = DecimalText.number(WrittenText.plain(text), takesComma: mapping.takesDecimalComma) else {
        throw ValueError(.wrongFormat, mapping.takesDecimalComma ? "is not a number" : "is not a number with a point")
      }
      return .number(number)
    case .truth:
      return .truth(try Self.truth(text))
    case .word, .words:
      return .words([try word(text, field)])
    }
  }

  private func words(_ text: String, _ field: MappedField) throws(ValueError) -> FieldValue? {
    var found: [String] = []
    for part in text.split(separator: field.separator) {
      let part = part.visibleText
      guard !part.isEmpty else { continue }
      if let value = field.values[part.lowercased()] {
        if case .words(let words) = value { found += words }
      } else {
        found.append(try word(part, field))
      }
    }
    var seen: Set<String> = []
    found = found.filter { seen.insert($0).inserted }
    return found.isEmpty ? field.fallback : .words(found)
  }

  private func word(_ text: String, _ field: MappedField) throws(ValueError) -> String {
    guard let word = field.target.kind.allowedWords.first(where: { $0 == text.lowercased() }) else {
      throw ValueError(.unknownCode, "is a word that neither the mapping nor the registry knows")
    }
    return word
  }

  private static func truth(_ text: String) throws(ValueError) -> Bool {
    switch text.lowercased() {
    case "ja", "j", "yes", "y", "true", "waar", "1", "x": return true
    case "nee", "neen", "n", "no", "false", "onwaar", "0": return false
    default: throw ValueError(.unknownCode, "is neither yes nor no")
    }
  }
}

import CareTypes
import Foundation
package import ServiceCore
import ServiceRuntime

/// Proposes a mapping for a list, from its header line and some of its rows.
package struct MappingProposal {
  /// The number of rows that are looked at.
  private static let sampleSize = 500

  private let file: ListFile
  private let encoding: TextEncoding
  private let header: ListHeader
  /// The texts of each column in the rows that were looked at, without empty ones.
  private let samples: [[String]]
  private let municipalities: [Municipality]

  /// The text of a mapping file for a list, with comments on what was guessed and what is missing.
  ///
  /// - Throws: `StartupError` if the list cannot be read, or has no header line.
  package static func text(list path: String, language: ReportLanguage = .dutch) throws(StartupError) -> String {
    try MappingProposal(file: ListFile(path: path), language).text
  }

  private init(file: ListFile, _ language: ReportLanguage) throws(StartupError) {
    self.file = file
    encoding = try Self.encoding(of: file, language)
    header = try Self.header(of: file, encoding)
    samples = try Self.samples(of: file, header, encoding)
    let names = header.columns.map { $0.filter(\.isNumber).count }
    guard !names.contains(where: { $0 >= 8 }) else {
      throw StartupError("The first line of the list holds long numbers, so it is no header line: \(file.path)")
    }
    let today = try? RegistryClock.system.today()
    let tables = try ReferenceTables()
    let known = [tables.municipalities, tables.municipalitiesElsewhere]
    municipalities = today.map { day in known.flatMap { $0.allValid(at: day) } } ?? []
  }

  // MARK: - Encoding, delimiter and dates

  /// The first encoding in which the list has no fault.
  private static func encoding(of file: ListFile, _ language: ReportLanguage) throws(StartupError) -> TextEncoding {
    for encoding in [TextEncoding.utf8, .windows1252, .cp850, .macRoman] {
      if try ListEncodingCheck.fault(of: file, encoding) == nil { return encoding }
    }
    try ListEncodingCheck.check(file, .windows1252, language)
    return .windows1252
  }

  /// The header. If its delimiter is not clear, the one with which the first row has as many fields as the header.
  private static func header(of file: ListFile, _ encoding: TextEncoding) throws(StartupError) -> ListHeader {
    do {
      return try ListHeader(file: file, delimiter: nil, encoding: encoding)
    } catch {
      for delimiter in Delimiter.allowed {
        guard let header = try? ListHeader(file: file, delimiter: delimiter, encoding: encoding),
          header.columns.count > 1
        else { continue }
        var reader = header.reader(of: file, from: header.end)
        let first = try reader.next()
        if first?.fault == nil { return header }
      }
      throw error
    }
  }

  private static func samples(
    of file: ListFile,
    _ header: ListHeader,
    _ encoding: TextEncoding
  ) throws(StartupError) -> [[String]] {
    var samples = Array(repeating: [String](), count: header.columns.count)
    var reader = header.reader(of: file, from: header.end)
    for _ in 0..<sampleSize {
      guard let record = try reader.next() else { break }
      guard record.fault == nil else { continue }
      for column in samples.indices {
        if let text = encoding.text(record[column])?.visibleText, !text.isEmpty { samples[column].append(text) }
      }
    }
    return samples
  }

  private func dateFormat(of columns: [Int]) -> String? {
    let texts = columns.flatMap { samples[$0] }
    if texts.isEmpty { return nil }
    // The day before the month, as in Belgium; two digits where every date has two.
    let patterns = [
      "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "d-M-yyyy", "dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd", "yyyyMMdd",
      "yyyy/MM/dd",
      "M/d/yyyy",
    ]
    let scored = patterns.compactMap { pattern in
      DateFormat(pattern).map { format in (pattern, texts.count { (try? format.date($0)) != nil }) }
    }
    // A tenth of the dates may be wrong.
    let most = scored.map(\.1).max() ?? 0
    return most * 10 < texts.count * 9 ? nil : scored.first { $0.1 == most }?.0
  }

  // MARK: - Columns

  private func guesses() -> [String: Int] {
    var found: [String: Int] = [:]
    var person = "caregiver"
    for (column, name) in header.columns.enumerated() where isUnique(name) {
      let words = Self.folded(name)
      if let said = Self.person(words) { person = said }
      guard let field = Self.field(words) else { continue }
      let paths: [String]
      if ColumnVocabulary.person.contains(where: { $0.field == field }) {
        let other = person == "caregiver" ? "recipient" : "caregiver"
        // A column whose name mentions nobody may also be about the other person.
        paths = ["\(person).\(field)"] + (Self.person(words) == nil ? ["\(other).\(field)"] : [])
      } else if field.hasPrefix("caregiver_declaration"), Self.person(words) == "recipient" {
        paths = ["recipient_declaration.signed_date"]
      } else {
        paths = [field]
      }
      if let path = paths.first(where: { found[$0] == nil }) { found[path] = column }
    }
    return found
  }

  private func isUnique(_ name: String) -> Bool { !name.isEmpty && header.columns.count { $0 == name } == 1 }

  private static func folded(_ name: String) -> String {
    let plain = name.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
      .filter { $0.properties.generalCategory != .nonspacingMark }
      .map { $0.properties.isAlphabetic || ("0"..."9").contains($0) ? Character($0) : " " }
    return String(plain).split(separator: " ").joined(separator: " ")
  }

  private static func person(_ words: String) -> String? {
    func names(_ person: [String]) -> Bool {
      person.contains { word in
        " \(words)".contains(" \(word)") && (word.count > 2 || words.split(separator: " ").contains { $0 == word })
      }
    }
    if names(ColumnVocabulary.recipient) { return "recipient" }
    return names(ColumnVocabulary.caregiver) ? "caregiver" : nil
  }

  private static func field(_ words: String) -> String? {
    (ColumnVocabulary.care + ColumnVocabulary.person).first { phrase, _ in " \(words)".contains(" \(phrase)") }?.field
      ?? ColumnVocabulary.person.first { phrase, _ in phrase.count >= 4 && words.contains(phrase) }?.field
  }

  // MARK: - The mapping

  private var text: String {
    let found = guesses()
    let dates = found.filter { TargetField.byPath[$0.key]?.kind == .date }.map(\.value)
    let format = dateFormat(of: dates)
    let hours = TargetField.hours.compactMap { found[$0] }.flatMap { samples[$0] }
    var lines = [
      "# Made from the header line of the list and its first \(Self.sampleSize) rows: look at every line before it is used.",
      "# `mantel import --example-mapping` explains every field; try the mapping with --dry-run first.",
      "list_id: \(listID)",
      "delimiter: \(Delimiter.name(header.delimiter))",
      "encoding: \(encoding.rawValue)",
      format.map { "date_format: \($0)" } ?? "date_format: dd/MM/yyyy    # not found out: no column holds dates alone",
      "decimal_comma: \(hours.contains { $0.contains(",") })",
      "columns:",
    ]
    for target in TargetField.all {
      if let column = found[target.path] {
        lines += line(target, column)
      } else if target.isMissing({ found[$0] != nil }) {
        lines.append("  # REQUIRED, and not found: \(target.path): the name of a column, or {constant: ...}")
      }
    }
    for name in ["caregiver_consents", "recipient_consents", "caregiver_declaration", "recipient_declaration"]
    where found.keys.contains(where: { $0.hasPrefix("\(name).") }) {
      lines.append("  \(name).given_by: {constant: self}    # assumed: who signed")
    }
    for person in ["caregiver", "recipient"]
    where found["\(person).insz"] == nil && found["\(person).birth_date"] == nil {
      lines.append("  # REQUIRED, and not found: \(person).insz or \(person).birth_date")
    }
    let unused = header.columns.indices.filter { !found.values.contains($0) }
    for column in unused {
      let name = header.columns[column]
      let told = isUnique(name) ? Self.quoted(name) : "column \(column + 1), whose name is empty or stands twice"
      lines.append("  # Not used: \(told)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ target: TargetField, _ column: Int) -> [String] {
    let name = Self.quoted(header.columns[column])
    let texts = Set(samples[column].map { $0.lowercased() })
    let last = target.path.split(separator: ".").last.map(String.init) ?? ""
    var pairs: [(String, String)] = []
    var unknown: Set<String> = []
    if last == "municipality" {
      for text in texts.sorted() where (try? NISCode(text)) == nil {
        let found = municipalities.filter { Self.folded($0.nameNL) == Self.folded(text) }
        if found.count == 1, let code = found.first?.code {
          pairs.append((text, code.digits))
        } else {
          unknown.insert(text)
        }
      }
    } else if !target.kind.allowedWords.isEmpty {
      let known = ColumnVocabulary.values[last] ?? []
      pairs = known.filter { pair in target.kind.allowedWords.contains(pair.value) }.map { ($0.text, $0.value) }
      let parts = texts.flatMap { text in
        Self.isList(target) ? text.split(separator: separator(column)).map { $0.visibleText } : [text]
      }
      unknown = Set(parts).subtracting(pairs.map(\.0)).subtracting(target.kind.allowedWords)
    }
    var lines: [String] = []
    if !unknown.isEmpty {
      lines.append("  # \(unknown.count) other words stand in this column: write in `values` what they mean.")
    }
    let division = Self.isList(target) ? ", separator: \(Self.quoted(separator(column)))" : ""
    if pairs.isEmpty, division.isEmpty {
      lines.append("  \(target.path): \(name)")
    } else {
      let values = pairs.map { "\(Self.quoted($0.0)): \(Self.quoted($0.1))" }.joined(separator: ", ")
      lines.append("  \(target.path): {column: \(name)\(division)\(values.isEmpty ? "" : ", values: {\(values)}")}")
    }
    return lines
  }

  private static func isList(_ target: TargetField) -> Bool {
    if case .words = target.kind { return true }
    return false
  }

  /// The separator between the words of a column.
  private func separator(_ column: Int) -> String {
    ["/", "+", ";", "|"].first { mark in samples[column].contains { $0.contains(mark) } } ?? ","
  }

  private var listID: String {
    let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
    let parts = Self.folded(name).unicodeScalars.split {
      !($0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil))
    }
    let id = String(parts.map { String($0) }.joined(separator: "-").prefix(64))
    return id.isEmpty ? "list" : id
  }

  private static func quoted(_ text: String) -> String {
    let plain = text.map { $0.isNewline ? " " : $0 }
    return "\"\(String(plain).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

package import CareTypes

/// A pack in which an authority adopts models (overname).
package struct AdoptionPack: Sendable, Hashable {
  /// The adoption of a model.
  package struct Adoption: Sendable, Hashable {
    /// The model.
    package var model: ProvisionReference
    /// The id of the provision that adopts it.
    package var id: String
    /// Its version.
    package var version: Int
    /// Its title.
    package var title: BilingualText
    /// The law or council regulation.
    package var legalBasis: String
    /// The values of the open parameters, in their order.
    package var values: [Value]
    /// The ids of the provisions that it overrides.
    package var overrides: [String] = []
    /// The ids of the provisions that nobody can hold together with it.
    package var excludes: [String] = []
    /// First day in force, in days since 1970-01-01.
    package var validFrom: Int
    /// Uncertainties, in Dutch.
    package var uncertainties: [String] = []
  }

  /// The value of a parameter.
  package struct Value: Sendable, Hashable {
    /// Name of the parameter.
    package var parameter: String
    /// The value as text.
    package var text: String
  }

  /// The authority.
  package var authority: Authority
  /// The adoptions.
  package var adoptions: [Adoption]
}

/// Writes a pack as YAML that `PackReader` reads back.
package struct PackWriter {
  private var lines: [String] = []

  private init() {}

  /// Writes the text of a pack.
  ///
  /// - Throws: `ValueError` for a day outside the calendar.
  package static func text(_ pack: AdoptionPack) throws(ValueError) -> String {
    var writer = PackWriter()
    writer.write(pack.authority)
    writer.lines.append("adoptions:")
    for adoption in pack.adoptions { try writer.write(adoption) }
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ authority: Authority) {
    lines.append("authority:")
    add("id", Self.scalar(authority.id), "  ")
    add("name", Self.bilingual(BilingualText(authority.nameNL, authority.nameEN)), "  ")
    add("level", Self.scalar(authority.level.rawValue), "  ")
    if authority.country != Authority.belgium { add("country", Self.scalar(authority.country), "  ") }
    if !authority.territory.isEmpty { add("territory", Self.list(authority.territory.map(Self.quoted)), "  ") }
  }

  private mutating func write(_ adoption: AdoptionPack.Adoption) throws(ValueError) {
    lines.append("  - of: \(Self.scalar(adoption.model.id))")
    add("of_version", "\(adoption.model.version)")
    add("id", Self.scalar(adoption.id))
    add("version", "\(adoption.version)")
    add("title", Self.bilingual(adoption.title))
    add("legal_basis", Self.scalar(adoption.legalBasis))
    if !adoption.values.isEmpty {
      lines.append("    values:")
      for value in adoption.values { add(Self.scalar(value.parameter), Self.scalar(value.text), "      ") }
    }
    if !adoption.overrides.isEmpty { add("overrides", Self.list(adoption.overrides.map(Self.scalar))) }
    if !adoption.excludes.isEmpty { add("excludes", Self.list(adoption.excludes.map(Self.scalar))) }
    add("valid_from", try CalendarDate(daysSinceEpoch: adoption.validFrom).isoText)
    if !adoption.uncertainties.isEmpty {
      lines.append("    uncertainties:")
      for text in adoption.uncertainties { lines.append("      - \(Self.scalar(text))") }
    }
  }

  private mutating func add(_ name: String, _ value: String, _ indent: String = "    ") {
    lines.append("\(indent)\(name): \(value)")
  }

  // MARK: Scalars

  private static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

  private static func bilingual(_ text: BilingualText) -> String {
    "{nl: \(scalar(text.dutch)), en: \(scalar(text.english))}"
  }

  /// A scalar, in quotes if it needs them.
  static func scalar(_ text: String) -> String {
    let needsNoQuotes = text.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        || " -_.".unicodeScalars.contains(scalar)
    }
    // A sign at the beginning has a meaning in YAML, and so has a dot or hyphen alone.
    guard needsNoQuotes, let first = text.first, first.isLetter || first.isNumber, !text.hasSuffix(" ") else {
      return quoted(text)
    }
    return text
  }

  private static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      // Packs may not contain anchors and aliases, and these signs would look like them.
      case "&", "*": written += code(scalar, "x", digits: 2)
      default: written += isPrintable(scalar) ? String(scalar) : escape(scalar)
      }
    }
    return written + "\""
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    scalar.value <= 0xFF ? code(scalar, "x", digits: 2) : code(scalar, "u", digits: 4)
  }

  private static func code(_ scalar: Unicode.Scalar, _ letter: String, digits: Int) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "\\\(letter)" + String(repeating: "0", count: max(0, digits - hex.count)) + hex
  }
}

/// The value of a fact or of a part of a condition.
package enum FactValue: Sendable, Hashable {
  case bool(Bool)
  case int(Int)
  /// CEL's `double`.
  case decimal(Double)
  case string(String)
  case date(RuleDate)
}

// MARK: - Text

extension FactValue {
  /// Reads a value that is written as text, such as `true`, `12`, `4.5`, `2025-01-31`; nil when the text is no value of
  /// the type.
  package init?(_ text: String, type: FactType) {
    let value: FactValue? =
      switch type {
      case .bool: Bool(text).map { .bool($0) }
      case .int: Int(text).map { .int($0) }
      case .decimal: Double(text).flatMap { $0.isFinite ? .decimal($0) : nil }
      case .string: .string(text)
      case .date: RuleDate(iso: text).map { .date($0) }
      }
    guard let value else { return nil }
    self = value
  }

  /// The value as text that `init(_:type:)` reads.
  package var plainText: String {
    switch self {
    case .bool(let answer): "\(answer)"
    case .int(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .string(let word): word
    case .date(let date): date.iso
    }
  }
}

// MARK: - Comparing

extension FactValue {
  /// Whether two values are the same to the language: numbers by size across `int` and `decimal`, texts by scalars.
  package func equals(_ other: FactValue) -> Bool {
    switch (self, other) {
    case (.bool(let left), .bool(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    default: ordering(with: other) == 0
    }
  }

  /// Negative, zero or positive as this value comes before, with or after the other; nil when they have no order.
  package func ordering(with other: FactValue) -> Int? {
    switch (self, other) {
    case (.int(let left), .int(let right)): Self.sign(left, right)
    case (.decimal(let left), .decimal(let right)): left.isNaN || right.isNaN ? nil : Self.sign(left, right)
    case (.int(let left), .decimal(let right)): Self.sign(left, right)
    case (.decimal(let left), .int(let right)): Self.sign(right, left).map { -$0 }
    case (.date(let left), .date(let right)): Self.sign(left, right)
    case (.string(let left), .string(let right)): Self.sign(left, right)
    default: nil
    }
  }

  private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : (left == right ? 0 : 1)
  }

  /// By code point, which is the order of the UTF-8 bytes; Swift's own order is that of canonical equivalence.
  private static func sign(_ left: String, _ right: String) -> Int {
    if left.utf8.elementsEqual(right.utf8) { return 0 }
    return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
  }

  /// Exact, also where a Double cannot hold the integer.
  private static func sign(_ left: Int, _ right: Double) -> Int? {
    if right.isNaN { return nil }
    if right >= 0x1p63 { return -1 }
    if right < -0x1p63 { return 1 }
    let whole = Int(right)
    let coarse = sign(left, whole)
    return coarse != 0 ? coarse : sign(Double(whole), right)
  }
}

// MARK: - Coding

extension FactValue: Codable {
  private enum CodingKeys: String, CodingKey {
    case bool, int, decimal, string, date
  }

  /// Reads an object of one key, the type: `{"int": 12}`, `{"date": "2025-01-31"}`.
  ///
  /// The type is written because JSON does not distinguish 30 from 30.0.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let value = try container.decodeIfPresent(Bool.self, forKey: .bool) {
      self = .bool(value)
    } else if let value = try container.decodeIfPresent(Int.self, forKey: .int) {
      self = .int(value)
    } else if let value = try container.decodeIfPresent(Double.self, forKey: .decimal) {
      self = .decimal(value)
    } else if let value = try container.decodeIfPresent(String.self, forKey: .string) {
      self = .string(value)
    } else if let date = RuleDate(iso: try container.decode(String.self, forKey: .date)) {
      self = .date(date)
    } else {
      throw DecodingError.dataCorruptedError(forKey: .date, in: container, debugDescription: "not a date")
    }
  }

  /// Writes what `init(from:)` reads.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .bool(let value): try container.encode(value, forKey: .bool)
    case .int(let value): try container.encode(value, forKey: .int)
    case .decimal(let value): try container.encode(value, forKey: .decimal)
    case .string(let value): try container.encode(value, forKey: .string)
    case .date(let value): try container.encode(value.iso, forKey: .date)
    }
  }
}

/// How the regulations of a set become one (strategie).
package enum HarmonisationStrategy: String, Sendable, Hashable, CaseIterable {
  /// Nobody loses: of each parameter the widest value (ruimste).
  case mostGenerous
  /// Of each parameter the narrowest value (strengste).
  case strictest
  /// Of each parameter the median (mediaan).
  case median
}

/// Chooses a number among those that were read.
struct NumberChoice {
  let parameter: Parameter
  /// What stands for a proof that no longer counts.
  let switchedOff: String?

  /// A number, or a proof that does not count.
  private struct Read {
    let text: String
    /// The higher, the wider.
    let width: Double
  }

  /// Chooses a value; nothing when nothing was read.
  func choose(_ strategy: HarmonisationStrategy, among values: [ExtractedValue]) -> String? {
    let read = values.compactMap(self.read).sorted { $0.width < $1.width }
    switch strategy {
    case .mostGenerous: return read.last?.text
    case .strictest: return read.first?.text
    case .median:
      // The lower middle in the order of the numbers, so that it is one of those that were read.
      let ascending = isHigherWider ? read : read.reversed()
      return ascending.isEmpty ? nil : ascending[(ascending.count - 1) / 2].text
    }
  }

  private func read(_ value: ExtractedValue) -> Read? {
    switch value {
    case .unknown: return nil
    case .notAccepted: return switchedOff.map { Read(text: $0, width: -.infinity) }
    case .value(let text):
      guard let number = Double(text) else { return nil }
      // Never suspended is wider than after any number of days.
      if parameter.reads?.part == .suspension, number == 0 { return Read(text: text, width: .infinity) }
      return Read(text: text, width: isHigherWider ? number : -number)
    }
  }

  private var isHigherWider: Bool {
    switch parameter.reads?.part {
    case .centsPerYear, .suspension: true
    case .proof, .lowest, .highest, .stance, .payee, nil: parameter.reads?.higherIsWider ?? false
    }
  }

  /// A value within the bounds of the parameter.
  func clamped(_ text: String) -> String {
    guard let number = Double(text), parameter.refusal(of: text) != nil else { return text }
    if let least = parameter.minimum, let bound = Double(least), number < bound { return least }
    if let most = parameter.maximum, let bound = Double(most), number > bound { return most }
    return text
  }
}

/// Chooses a word, such as `required`, among those that were read.
struct WordChoice {
  let parameter: Parameter
  /// The model with the values that were chosen before.
  let model: FilledModel

  /// Chooses a value; nothing when nothing was read.
  func choose(_ strategy: HarmonisationStrategy, among values: [ExtractedValue]) -> String? {
    let read = values.compactMap { value -> String? in if case .value(let text) = value { text } else { nil } }
    guard let first = read.first else { return nil }
    let distinct = Set(read)
    if distinct.count == 1 { return first }
    switch strategy {
    case .mostGenerous:
      // The narrowest of the words that are as wide as each of those that were read.
      let wide = words.filter { word in distinct.allSatisfy { isAsWide(word, as: $0) } }
      return wide.first { one in wide.allSatisfy { isAsWide($0, as: one) } } ?? wide.first ?? mostFrequent(read)
    case .strictest:
      let narrow = words.filter { word in distinct.allSatisfy { isAsWide($0, as: word) } }
      return narrow.first { one in narrow.allSatisfy { isAsWide(one, as: $0) } } ?? narrow.first ?? mostFrequent(read)
    case .median: return mostFrequent(read)
    }
  }

  /// The most frequent word; among those that are as frequent the widest.
  private func mostFrequent(_ read: [String]) -> String? {
    let counts = Dictionary(read.map { ($0, 1) }, uniquingKeysWith: +)
    let frequent = words.filter { counts[$0] != nil && counts[$0] == counts.values.max() }
    return frequent.first { one in frequent.allSatisfy { isAsWide(one, as: $0) } } ?? frequent.first
  }

  private var words: [String] { ParameterExtractor.words(of: parameter) }

  private func isAsWide(_ one: String, as other: String) -> Bool {
    if one == other { return true }
    // Who is paid is no matter of the condition; to let people choose is wider than either.
    if parameter.reads?.part == .payee { return one == Payee.choice.rawValue }
    return model.with(parameter.name, other).implies(model.with(parameter.name, one)) == true
  }
}

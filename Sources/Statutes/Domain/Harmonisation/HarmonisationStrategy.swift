import CareTypes
/// How a proposal chooses one value from those of several regulations (strategie).
package enum HarmonisationStrategy: String, Sendable, Hashable, CaseIterable {
  /// The widest value of each parameter, so that nobody loses a right (ruimste).
  case mostGenerous
  /// The narrowest value of each parameter (strengste).
  case strictest
  /// The median of the values of each parameter (mediaan).
  case median
}

/// Chooses a number among those of several regulations.
struct NumberAggregation {
  let parameter: Parameter
  /// The number with which a proof is never accepted; nil when there is none.
  let switchedOff: String?

  /// The number of one regulation, or the one for a proof that is not accepted.
  private struct Read {
    let text: String
    /// How generous the number is: the higher, the wider.
    let width: Double
  }

  /// Chooses a value; nil when no regulation has one.
  func choose(_ strategy: HarmonisationStrategy, among values: [ExtractedValue]) -> String? {
    let read = values.compactMap(self.read).sorted { $0.width < $1.width }
    switch strategy {
    case .mostGenerous: return read.last?.text
    case .strictest: return read.first?.text
    case .median:
      // The lower of two middle numbers, so that the median is a number of a regulation.
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
      // No suspension is wider than suspension after any number of days.
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

  /// The nearest value within the limits of the parameter.
  func clamped(_ text: String) -> String {
    guard let number = Double(text), parameter.refusal(of: text) != nil else { return text }
    if let least = parameter.minimum, let bound = Double(least), number < bound { return least }
    if let most = parameter.maximum, let bound = Double(most), number > bound { return most }
    return text
  }
}

/// Chooses a word, such as `required`, among those of several regulations.
struct WordAggregation {
  let parameter: Parameter
  /// The model with its default values, in which the words are compared.
  let model: FilledModel

  /// Chooses a value; nil when no regulation has one.
  func choose(_ strategy: HarmonisationStrategy, among values: [ExtractedValue]) -> String? {
    let read = values.compactMap { value -> String? in if case .value(let text) = value { text } else { nil } }
    guard let first = read.first else { return nil }
    let distinct = Set(read)
    if distinct.count == 1 { return first }
    switch strategy {
    case .mostGenerous:
      // The narrowest of the words that are at least as wide as the word of each regulation.
      let wide = words.filter { word in distinct.allSatisfy { isAsWide(word, as: $0) } }
      return wide.first { one in wide.allSatisfy { isAsWide($0, as: one) } } ?? wide.first ?? mostFrequent(read)
    case .strictest:
      let narrow = words.filter { word in distinct.allSatisfy { isAsWide($0, as: word) } }
      return narrow.first { one in narrow.allSatisfy { isAsWide(one, as: $0) } } ?? narrow.first ?? mostFrequent(read)
    case .median: return mostFrequent(read)
    }
  }

  /// The most frequent word; the widest if several are equally frequent.
  private func mostFrequent(_ read: [String]) -> String? {
    let counts = Dictionary(read.map { ($0, 1) }, uniquingKeysWith: +)
    let frequent = words.filter { counts[$0] != nil && counts[$0] == counts.values.max() }
    return frequent.first { one in frequent.allSatisfy { isAsWide(one, as: $0) } } ?? frequent.first
  }

  private var words: [String] { ParameterExtractor.words(of: parameter) }

  private func isAsWide(_ one: String, as other: String) -> Bool {
    if one == other { return true }
    // Who is paid does not depend on the condition; a choice is wider than either person.
    if parameter.reads?.part == .payee { return one == Payee.choice.rawValue }
    return model.with(parameter.name, other).implies(model.with(parameter.name, one)) == true
  }
}

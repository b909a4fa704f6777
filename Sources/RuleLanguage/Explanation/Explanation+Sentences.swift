package import CareTypes

extension Explanation {
  /// The explanation as lines for people: headings for the operators, and one sentence for each test.
  ///
  /// - Parameters:
  ///   - language: The language of the lines.
  ///   - catalogue: The labels of the facts; a fact that is not in it is called by its name.
  package func sentences(in language: TextLanguage, catalogue: FactCatalogue) -> [ExplainedLine] {
    sentences(in: language, catalogue: catalogue, style: .findings)
  }

  func sentences(
    in language: TextLanguage,
    catalogue: FactCatalogue,
    style: SentenceWriter.Style
  ) -> [ExplainedLine] {
    var writer = SentenceWriter(language: language, catalogue: catalogue, style: style)
    writer.write(self, depth: 0, as: nil)
    return writer.lines
  }
}

/// Writes the lines of an explanation in one language.
struct SentenceWriter {
  /// How a test is written.
  enum Style {
    /// What is required, without anything that was found.
    case requirement
    /// What was found, and what is required.
    case findings
    /// The same as someone says it: a yes-or-no fact as a sentence, an amount in words.
    case spoken
  }

  let language: TextLanguage
  let catalogue: FactCatalogue
  let style: Style
  private(set) var lines: [ExplainedLine] = []

  init(language: TextLanguage, catalogue: FactCatalogue, style: Style) {
    self.language = language
    self.catalogue = catalogue
    self.style = style
  }

  /// - Parameter part: The heading of a part of a choice (if, then, otherwise), written before the sentence; nil for
  ///   other nodes.
  mutating func write(_ node: Explanation, depth: Int, as part: BilingualText?) {
    let sentence =
      switch node.kind {
      case .allOf: RuleTexts.allOf[language]
      case .anyOf: RuleTexts.anyOf[language]
      case .not: RuleTexts.not[language]
      case .choice: RuleTexts.choice[language]
      case .test: test(node)
      }
    lines.append(
      ExplainedLine(
        depth: depth,
        verdict: node.verdict,
        text: part?.filled(sentence, in: language) ?? sentence
      )
    )
    for (index, child) in node.children.enumerated() {
      write(child, depth: depth + 1, as: node.kind == .choice ? self.part(index, of: node) : nil)
    }
  }

  private func part(_ index: Int, of choice: Explanation) -> BilingualText {
    if index == 0 { return RuleTexts.ifPart }
    let otherwise = index == 2 || choice.children[0].verdict == .no
    return otherwise ? RuleTexts.elsePart : RuleTexts.thenPart
  }

  // MARK: Tests

  func test(_ node: Explanation) -> String {
    guard let subject = node.subject, let relation = node.relation else { return node.text }
    if style == .spoken, let clause = clause(node, subject, relation) { return clause }
    if subject.fact == nil, subject.text == nil, case .bool = subject.value {
      return (node.verdict == .yes ? RuleTexts.always : RuleTexts.never)[language]
    }
    let requirement = requirement(node, relation)
    return style == .requirement
      ? "\(name(subject)): \(requirement)" : "\(name(subject)): \(found(node, subject)), \(requirement)"
  }

  /// A test of a yes-or-no fact as a sentence; nil for other tests.
  private func clause(_ node: Explanation, _ subject: Explanation.Operand, _ relation: Explanation.Relation) -> String?
  {
    guard relation == .equal, case .bool(let wanted)? = node.required.first?.value, node.required.count == 1,
      let fact = subject.fact
    else { return nil }
    guard let clause = FactClause.of(fact) else {
      // The label of a fact that a provision adds is a sentence, such as that another one is held.
      guard FactCatalogue.care[fact] == nil, !Fact.isParameter(fact), catalogue[fact] != nil else { return nil }
      switch subject.value {
      case nil: return RuleTexts.notKnownWhether.filled(label(fact), in: language)
      case .bool(true)?: return label(fact)
      default: return nil
      }
    }
    guard case .bool(let found)? = subject.value else {
      return RuleTexts.notKnownWhether.filled(clause.text(wanted, in: language), in: language)
    }
    return clause.text(found, in: language)
  }

  /// That nothing is known of a fact which would exclude only if it were known.
  ///
  /// - Parameter wanted: For a yes-or-no fact, what does not exclude; nil for others.
  func nothingKnown(_ fact: String, wanted: Bool?) -> String {
    if let wanted, let clause = FactClause.of(fact) {
      return RuleTexts.asFarAsKnown.filled(clause.text(wanted, in: language), in: language)
    }
    return RuleTexts.nothingAgainst.filled(label(fact), in: language)
  }

  /// That a fact is not known which counts only if it is.
  func notKnown(_ fact: String) -> String { "\(label(fact)): \(RuleTexts.notKnown[language])" }

  private func found(_ node: Explanation, _ subject: Explanation.Operand) -> String {
    if let value = subject.value {
      let asksPresence = node.relation == .present || node.relation == .absent
      return asksPresence ? RuleTexts.known[language] : text(value, like: node)
    }
    let isMissing = subject.fact != nil || !node.missing.isEmpty
    return (isMissing ? RuleTexts.notKnown : RuleTexts.notComputable)[language]
  }

  private func requirement(_ node: Explanation, _ relation: Explanation.Relation) -> String {
    if relation == .equal, node.required.count == 1, case .bool(let wanted) = node.required[0].value {
      if node.verdict == .yes { return RuleTexts.asRequired[language] }
      let phrase = node.found == nil ? RuleTexts.isRequired : RuleTexts.butRequired
      return phrase.filled(text(.bool(wanted), like: node), in: language)
    }
    let values = node.required.map { operand in
      operand.value.map { text($0, like: node) }
        ?? RuleTexts.notKnownAside.filled(name(operand), in: language)
    }
    let type = node.required.first?.value?.type
    return RuleTexts.requirement(relation, of: type).filled(joined(values), in: language)
  }

  /// `a, b or c`.
  private func joined(_ values: [String]) -> String {
    guard let last = values.last, values.count > 1 else { return values.first ?? "" }
    return values.dropLast().joined(separator: ", ") + RuleTexts.or[language] + last
  }

  // MARK: Names and values

  private func name(_ operand: Explanation.Operand) -> String {
    if let fact = operand.fact { return label(fact) }
    if let text = operand.text { return labelled(text) }
    return operand.value.map { value($0, unit: .none, choices: []) } ?? ""
  }

  private func label(_ fact: String) -> String {
    catalogue[fact]?.label(in: language) ?? fact
  }

  /// A computation with the labels of its facts in place of their names.
  private func labelled(_ text: String) -> String {
    let source = SourceText(text)
    guard let syntax = try? Parser.parse(source) else { return text }
    var result = ""
    var end = 0
    for (name, span) in syntax.names where catalogue[name] != nil {
      result += source.excerpt(SourceSpan(start: end, end: span.start)) + "“\(label(name))”"
      end = span.end
    }
    return result + source.excerpt(SourceSpan(start: end, end: source.bytes.count))
  }

  private func text(_ value: FactValue, like node: Explanation) -> String {
    // The words of an enumeration are with whichever side is a fact.
    let choices = node.facts.compactMap { catalogue[$0]?.choices }.first { !$0.isEmpty } ?? []
    return self.value(value, unit: node.unit ?? .none, choices: choices)
  }

  private func value(_ value: FactValue, unit: FactUnit, choices: [FactChoice]) -> String {
    if style == .spoken, unit == .cents || unit == .centsPerYear, case .int(let cents) = value {
      return RuleTexts.spokenAmount(Int64(cents), in: language)
    }
    return RuleTexts.value(value, unit: unit, choices: choices, in: language)
  }
}

extension Fact {
  /// The label in a language. The French of a yes-or-no fact is the sentence that it holds.
  package func label(in language: TextLanguage) -> String {
    if language == .french, type == .bool, let clause = FactClause.of(name) { return clause.text(true, in: .french) }
    return label[language]
  }

  /// A value of the fact for people, with its unit or with the word of the enumeration.
  package func text(of value: FactValue, in language: TextLanguage) -> String {
    RuleTexts.value(value, unit: unit, choices: choices, in: language)
  }
}

extension Syntax {
  /// The names in the tree with their places, in the order of the source.
  fileprivate var names: [(name: String, span: SourceSpan)] {
    switch node {
    case .literal: []
    case .name(let name): [(name, span)]
    case .list(let parts), .allOf(let parts), .anyOf(let parts): parts.flatMap(\.names)
    case .call(_, let receiver, let arguments): (receiver?.names ?? []) + arguments.flatMap(\.names)
    case .not(let inner), .negative(let inner): inner.names
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right),
      .membership(let left, let right):
      left.names + right.names
    case .choice(let condition, let then, let otherwise):
      condition.names + then.names + otherwise.names
    }
  }
}

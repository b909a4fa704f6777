/// Why a condition is met, not met or undecided: a tree that can be stored with a decision and read by a lawyer.
///
/// A chain of `&&` or of `||` is one node; a `!` before a single test is part of that test.
package struct Explanation: Sendable, Equatable {
  /// How the children of a node decide its answer.
  package enum Kind: String, Sendable, Equatable, Codable {
    /// Met when all children are met.
    case allOf
    /// Met when one child is met.
    case anyOf
    /// Met when its child is not.
    case not
    /// The first child chooses: the second child decides if it is met, the third if it is not. The child that does not
    /// decide is left out; both are there while the first is unknown.
    case choice
    /// One comparison; it has no children.
    case test
  }

  /// The answer of a node.
  package enum Verdict: String, Sendable, Equatable, Codable {
    case yes
    case no
    case unknown
  }

  /// How the subject of a test must relate to the required values.
  package enum Relation: String, Sendable, Equatable, Codable {
    case equal, notEqual
    case less, lessOrEqual, greater, greaterOrEqual
    /// One of the required values, or none of them.
    case oneOf, noneOf
    /// The fact must be known, or must not be.
    case present, absent
  }

  /// One side of a test: a fact, a computation or a constant.
  package struct Operand: Sendable, Equatable, Codable {
    /// The name, when this side is one fact.
    package var fact: String?
    /// The source, when this side is a computation.
    package var text: String?
    /// The value; nil when it is not known or cannot be computed.
    package var value: FactValue?
  }

  /// The longest excerpt of the source that a node carries, in characters.
  static let longestText = 160

  /// The kind of the node.
  package var kind: Kind
  /// The answer of the node.
  package var verdict: Verdict
  /// The place of the node in the source.
  package var position: SourcePosition
  /// The source of the node, cut after 160 characters.
  package var text: String

  /// For a test: how the subject must relate to the required values.
  package var relation: Relation?
  /// For a test: the side that is compared.
  package var subject: Operand?
  /// For a test: the required value, or several for `oneOf` and `noneOf`.
  package var required: [Operand] = []
  /// For a test: the unit of the subject; nil when it has none.
  package var unit: FactUnit?
  /// For an undecided test: the facts that could decide it; empty when it cannot be computed.
  package var missing: [String] = []

  /// The parts, in the order of the source.
  package var children: [Explanation] = []

  /// For a test: the names of the sides that are one fact.
  package var facts: [String] {
    ([subject].compactMap { $0 } + required).compactMap(\.fact)
  }

  /// For a test: the value of the subject.
  package var found: FactValue? { subject?.value }
}

// MARK: - Coding

extension Explanation: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, verdict, line, column, text, relation, subject, required, unit, missing, children
  }

  /// Reads what `encode(to:)` writes.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(Kind.self, forKey: .kind)
    verdict = try container.decode(Verdict.self, forKey: .verdict)
    position = SourcePosition(
      line: try container.decode(Int.self, forKey: .line),
      column: try container.decode(Int.self, forKey: .column)
    )
    text = try container.decode(String.self, forKey: .text)
    relation = try container.decodeIfPresent(Relation.self, forKey: .relation)
    subject = try container.decodeIfPresent(Operand.self, forKey: .subject)
    required = try container.decodeIfPresent([Operand].self, forKey: .required) ?? []
    unit = try container.decodeIfPresent(FactUnit.self, forKey: .unit)
    missing = try container.decodeIfPresent([String].self, forKey: .missing) ?? []
    children = try container.decodeIfPresent([Explanation].self, forKey: .children) ?? []
  }

  /// Leaves out what is empty, to keep stored decisions small.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(position.line, forKey: .line)
    try container.encode(position.column, forKey: .column)
    try container.encode(text, forKey: .text)
    try container.encodeIfPresent(relation, forKey: .relation)
    try container.encodeIfPresent(subject, forKey: .subject)
    if !required.isEmpty { try container.encode(required, forKey: .required) }
    try container.encodeIfPresent(unit, forKey: .unit)
    if !missing.isEmpty { try container.encode(missing, forKey: .missing) }
    if !children.isEmpty { try container.encode(children, forKey: .children) }
  }
}

/// The terms of the care, which may change while it lasts. `CareTerm` lists them.
///
/// Registration keeps them, Rights decides on them, and both store them as JSON in this form. Rights does not know tasks,
/// causes and role: no decision needs them, so they are empty there.
package struct CareTerms: Sendable, Hashable {
  /// What the caregiver is to the recipient.
  package var relation: Relation
  /// Hours of care, as declared.
  package var hours: CareHours
  /// What the caregiver does.
  package var tasks: [CareTask]
  /// Why the recipient needs care.
  package var causes: [CauseOfNeed]
  /// Where the recipient lives.
  package var dwelling: Dwelling
  /// Whether the two live at one address.
  package var sameAddress: Bool
  /// Whether a professional care provider is involved.
  package var professionalInvolved: Bool
  /// The role of this caregiver among those of the recipient; nil when not given.
  package var role: CaregiverRole?

  /// The terms of care. Those that a request may leave out have a value for that.
  package init(
    relation: Relation,
    hours: CareHours,
    tasks: [CareTask] = [],
    causes: [CauseOfNeed] = [],
    dwelling: Dwelling,
    sameAddress: Bool = false,
    professionalInvolved: Bool = false,
    role: CaregiverRole? = nil
  ) {
    self.relation = relation
    self.hours = hours
    self.tasks = tasks
    self.causes = causes
    self.dwelling = dwelling
    self.sameAddress = sameAddress
    self.professionalInvolved = professionalInvolved
    self.role = role
  }
}

extension CareTerms: Codable {
  /// The keys of the stored JSON, which never change.
  private enum CodingKeys: String, CodingKey {
    case relation
    // One of these three: the unit in which the hours were declared.
    case minutesPerWeek
    case minutesPerMonth
    case minutesPerYear
    case tasks
    case causes
    case dwelling
    case sameAddress
    case professionalInvolved
    case role
  }

  /// Reads stored terms. A term that did not exist when they were stored has the value for one that is not given.
  ///
  /// - Throws: `DecodingError` or `ValueError` for JSON that `encode` did not write.
  package init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      relation: try stored.decode(Relation.self, forKey: .relation),
      hours: try Self.hours(in: stored),
      tasks: try Self.words(in: stored, .tasks),
      causes: try Self.words(in: stored, .causes),
      dwelling: try stored.decode(Dwelling.self, forKey: .dwelling),
      sameAddress: try stored.decodeIfPresent(Bool.self, forKey: .sameAddress) ?? false,
      professionalInvolved: try stored.decodeIfPresent(Bool.self, forKey: .professionalInvolved) ?? false,
      role: try stored.decodeIfPresent(CaregiverRole.self, forKey: .role)
    )
  }

  /// Reads the hours in the unit in which they were declared.
  private static func hours(in stored: KeyedDecodingContainer<CodingKeys>) throws -> CareHours {
    let unit = CareHours.Unit.allCases.first { stored.contains(key(of: $0)) } ?? .week
    return try CareHours(minutes: stored.decode(Int.self, forKey: key(of: unit)), per: unit)
  }

  private static func key(of unit: CareHours.Unit) -> CodingKeys {
    switch unit {
    case .week: .minutesPerWeek
    case .month: .minutesPerMonth
    case .year: .minutesPerYear
    }
  }

  /// Reads a list of words, without those that this version does not know: a later one may have written them.
  private static func words<Word: RawRepresentable<String>>(
    in stored: KeyedDecodingContainer<CodingKeys>,
    _ key: CodingKeys
  ) throws -> [Word] {
    try stored.decodeIfPresent([String].self, forKey: key)?.compactMap(Word.init(rawValue:)) ?? []
  }

  /// Writes the terms, without lists that are empty.
  package func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: CodingKeys.self)
    try stored.encode(relation, forKey: .relation)
    try stored.encode(hours.minutes, forKey: Self.key(of: hours.unit))
    if !tasks.isEmpty { try stored.encode(tasks, forKey: .tasks) }
    if !causes.isEmpty { try stored.encode(causes, forKey: .causes) }
    try stored.encode(dwelling, forKey: .dwelling)
    try stored.encode(sameAddress, forKey: .sameAddress)
    try stored.encode(professionalInvolved, forKey: .professionalInvolved)
    try stored.encodeIfPresent(role, forKey: .role)
  }
}

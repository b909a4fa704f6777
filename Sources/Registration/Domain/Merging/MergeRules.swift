package import CareTypes

/// What of a record changes when another turns out to be of the same person.
package struct MergedRecord: Sendable, Hashable {
  /// Name and contact data.
  package var identity: Identity
  /// Birth date, when known.
  package var birthDate: CalendarDate?
  /// The national number in force; nil when there is none.
  package var insz: INSZ?
  /// How texts reach the person.
  package var contactPreferences: ContactPreferences
  /// Whether the record is sealed (afgeschermd dossier).
  package var isSealed: Bool

  /// A record.
  package init(
    identity: Identity,
    birthDate: CalendarDate?,
    insz: INSZ?,
    contactPreferences: ContactPreferences,
    isSealed: Bool
  ) {
    self.identity = identity
    self.birthDate = birthDate
    self.insz = insz
    self.contactPreferences = contactPreferences
    self.isSealed = isSealed
  }
}

extension INSZ {
  /// Whether a number replaces another of the same person. A number of the national register (rijksregisternummer)
  /// replaces a BIS number, which people get who are not in that register.
  package func replaces(_ other: INSZ) -> Bool { kind == .nationalRegister && other.kind == .bis }

  /// Which number of a person is in force after merges. The person is still found by the others.
  ///
  /// - Parameter numbers: First the number of the kept record, then the others in the order in which they were recorded.
  package static func inForce(among numbers: [INSZ]) -> INSZ? {
    numbers.first.map { first in numbers.dropFirst().reduce(first) { $1.replaces($0) ? $1 : $0 } }
  }
}

/// What a merge of two records of one person does to a field, and what undoing the merge does.
///
/// The table is complete. Fields that no rule names stay with their own record:
///
/// | What | Merge | Unmerge |
/// |---|---|---|
/// | telephone, e-mail, digital skill, trusted adult | the kept record's, else the other's | what came from the other leaves; what a record that is still merged into the kept one knows takes its place |
/// | birth date | the same, but that of a number that replaces the kept record's comes with it | the same; what it replaced returns |
/// | national number that holds | the kept record's, else the other's; one of the national register replaces a BIS number. The others still find the person | each its own; if the one that held leaves, the kept record's of before, or what came with a record that is still merged into it, by the same rule |
/// | family name | the kept record's; the other's names count as former ones | those leave, unless they are those of a record that is still merged |
/// | given names, language, residence | the kept record's | stays |
/// | channel | none if either wants none; else the kept record's, unless that is the letter of who chose nothing | a chosen one that came leaves, none stays |
/// | sealed | if either is | stays |
/// | consents | the latest declaration of both by its own date (`ConsentLog`) | each its own; withdrawals made meanwhile hold for both |
/// | care of the same two people that overlaps | becomes one (`CareGrouping`) | each has its own days and those of care that is still joined with it, unless it was changed meanwhile |
/// | numbers, other care, evidence, assessments, needs | pass to the kept record | return |
package struct MergeRule: Sendable {
  /// The field, as a path in the protos.
  package let field: String
  /// Brings in what the other record says.
  fileprivate let merge: @Sendable (_ kept: inout MergedRecord, _ other: MergedRecord) -> Void
  /// Takes out again what the other record said.
  fileprivate let unmerge: @Sendable (_ kept: inout MergedRecord, _ other: MergedRecord) -> Void
  /// Whether the two say different things, of which one is not taken.
  fileprivate let differs: @Sendable (_ kept: MergedRecord, _ other: MergedRecord) -> Bool

  /// What a merge does to each field of a record.
  package static let table: [MergeRule] = [
    .birthDate, .number,
    .fills("details.phone", \.identity.phone, missing: ""),
    .fills("details.email", \.identity.email, missing: ""),
    .fills("details.digital_skill", \.contactPreferences.digitalSkill, missing: nil),
    .fills("details.trusted_adult", \.identity.trustedAdult, missing: nil),
    .familyNames,
    .keeps("details.given_names", \.identity.givenNames),
    .keeps("details.language", \.contactPreferences.language),
    .channel,
    .sealing,
  ]

  /// The kept record's value, else the other's.
  private static func fills<Value: Equatable & Sendable>(
    _ field: String,
    _ path: any WritableKeyPath<MergedRecord, Value> & Sendable,
    missing: Value
  ) -> MergeRule {
    MergeRule(field: field) { kept, other in
      if kept[keyPath: path] == missing { kept[keyPath: path] = other[keyPath: path] }
    } unmerge: { kept, other in
      if kept[keyPath: path] == other[keyPath: path] { kept[keyPath: path] = missing }
    } differs: { kept, other in
      ![missing, kept[keyPath: path]].contains(other[keyPath: path]) && kept[keyPath: path] != missing
    }
  }

  /// The kept record's birth date, else the other's; that of a number which replaces the kept record's comes with it.
  private static let birthDate = MergeRule(field: "birth_date") { kept, other in
    if let insz = kept.insz, let date = other.insz?.birthDate, other.insz?.replaces(insz) == true {
      kept.birthDate = date
    } else {
      kept.birthDate = kept.birthDate ?? other.birthDate
    }
  } unmerge: { kept, other in
    if kept.birthDate == other.birthDate { kept.birthDate = nil }
  } differs: { kept, other in
    guard let one = kept.birthDate, let theirs = other.birthDate, one != theirs else { return false }
    return kept.insz.map { other.insz?.replaces($0) != true } ?? true
  }

  /// The number in force among those of both records. When the merge is undone, it is chosen again from the numbers
  /// that are left.
  private static let number = MergeRule(field: "details.insz") { kept, other in
    kept.insz = INSZ.inForce(among: [kept.insz, other.insz].compactMap { $0 })
  } unmerge: { _, _ in
  } differs: { kept, other in
    guard let one = kept.insz, let theirs = other.insz, one != theirs else { return false }
    return !theirs.replaces(one)
  }

  /// The kept record's value.
  private static func keeps<Value: Equatable & Sendable>(
    _ field: String,
    _ path: any KeyPath<MergedRecord, Value> & Sendable
  ) -> MergeRule {
    MergeRule(field: field) { _, _ in
    } unmerge: { _, _ in
    } differs: {
      $0[keyPath: path] != $1[keyPath: path]
    }
  }

  /// No contact if either record asks for none. Else the kept record's channel, unless that is the letter, which is the
  /// default.
  private static let channel = MergeRule(field: "details.channel") { kept, other in
    if kept.contactPreferences.channel == .letter || other.contactPreferences.channel == .none {
      kept.contactPreferences.channel = other.contactPreferences.channel
    }
  } unmerge: { kept, other in
    if kept.contactPreferences.channel == other.contactPreferences.channel, kept.contactPreferences.channel != .none {
      kept.contactPreferences.channel = .letter
    }
  } differs: { kept, other in
    kept.contactPreferences.channel != other.contactPreferences.channel && kept.contactPreferences.channel != .letter
      && ![.letter, .none].contains(other.contactPreferences.channel)
  }

  /// A sealed record stays sealed, also after the merge is undone.
  private static let sealing = MergeRule(field: "sealed") { kept, other in
    kept.isSealed = kept.isSealed || other.isSealed
  } unmerge: { _, _ in
  } differs: { _, _ in
    false
  }

  /// The kept record's family name. The other record's names become former ones, so that they still fit the number.
  private static let familyNames = MergeRule(field: "details.family_name") { kept, other in
    let names = kept.identity.allFamilyNames
    kept.identity.keep(formerNames: other.identity.allFamilyNames.filter { !names.contains($0) })
  } unmerge: { kept, other in
    kept.identity.formerFamilyNames?.removeAll { other.identity.allFamilyNames.contains($0) }
  } differs: { kept, other in
    kept.identity.familyName != other.identity.familyName
  }
}

/// What a merge made of a record.
package struct RecordMerge: Sendable, Hashable {
  /// The record that is kept, with what came in.
  package private(set) var record: MergedRecord
  /// The fields that changed.
  package private(set) var filled: [String] = []
  /// The fields in which the two differ, and of which the other's value stays with the other record.
  package private(set) var differing: [String] = []

  /// Merges a record into one that is kept.
  package init(_ kept: MergedRecord, with other: MergedRecord) {
    record = kept
    for rule in MergeRule.table {
      let before = record
      if rule.differs(before, other) { differing.append(rule.field) }
      rule.merge(&record, other)
      if record != before { filled.append(rule.field) }
    }
  }
}

/// What a record is without what came in by a merge that is undone.
package struct RecordUnmerge: Sendable, Hashable {
  /// The record that was kept.
  package private(set) var record: MergedRecord
  /// For each record that is still merged into it, the fields that it now fills.
  package private(set) var filled: [[String]] = []

  /// Takes out what came in.
  ///
  /// - Parameters:
  ///   - kept: The record that was kept, as it is now.
  ///   - other: The record that is separated from it.
  ///   - fields: The fields that changed by the merge. One that was changed since stays.
  ///   - birthDate: The one that the other's replaced.
  ///   - remaining: The records that are still merged into the one that was kept, in the order of their merges.
  package init(
    _ kept: MergedRecord,
    without other: MergedRecord,
    filled fields: [String],
    replacing birthDate: CalendarDate?,
    remaining: [MergedRecord]
  ) {
    record = kept
    var left: Set<String> = []
    for rule in MergeRule.table where fields.contains(rule.field) {
      let before = record
      rule.unmerge(&record, other)
      if record != before { left.insert(rule.field) }
    }
    if left.contains("birth_date") { record.birthDate = record.birthDate ?? birthDate }
    for other in remaining {
      filled.append([])
      for rule in MergeRule.table where left.contains(rule.field) {
        let before = record
        rule.merge(&record, other)
        if record != before { filled[filled.count - 1].append(rule.field) }
      }
    }
    // The address of the channel may have left.
    if record.identity.lacks(for: record.contactPreferences.channel) != nil {
      record.contactPreferences.channel = .letter
    }
  }
}

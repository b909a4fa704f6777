package import CareTypes

/// Which rights give someone a caregiver card, and until when.
package enum CardRules {
  /// The kinds of right that give a card.
  private static let kinds: Set = ["recognition", "card"]
  /// The most months for which a card is valid.
  private static let months = 12

  /// The last day of a card that is issued on the day of a file.
  ///
  /// - Parameters:
  ///   - person: The caregiver.
  ///   - file: Everything that their awards follow from.
  ///   - date: The day of the file.
  /// - Returns: The last day, in days since 1970-01-01: that of the right that lasts longest, or of the year; nil when no
  ///   right is granted that day.
  package static func lastDay(
    for person: OpaqueID,
    in file: AwardFile,
    on date: CalendarDate
  ) throws -> Int? {
    let longest = try date.adding(months: months).daysSinceEpoch - 1
    return awards(of: person, in: file).filter { $0.state == .granted }
      .map { min(lastDay(of: $0, in: file, on: date) ?? longest, longest) }.max()
  }

  /// Whether a card of someone stays valid. An admission that interrupts a right, or a quota that is used, does not end it:
  /// a shop would learn of that.
  package static func mayKeep(_ person: OpaqueID, in file: AwardFile) -> Bool {
    awards(of: person, in: file).contains { $0.state?.isHeld == true }
  }

  /// The awards of someone as caregiver that give a card.
  private static func awards(of person: OpaqueID, in file: AwardFile) -> [Award] {
    let situations = file.care.map(\.facts).filter { $0.caregiver.id == person }
    let keys = Set(situations.flatMap { file.keys(of: $0.id) }).filter { key in
      switch key.holder {
      case .person(let id): id == person
      case .careSituation(let id): situations.contains { $0.id == id }
      }
    }
    return keys.compactMap { file.award($0) }.filter {
      guard let version = $0.version else { return false }
      return kinds.contains(version.kind) && !version.isForRecipient
    }
  }

  /// The last day of an award, by all that is known; nil for no such day.
  private static func lastDay(of award: Award, in file: AwardFile, on date: CalendarDate) -> Int? {
    var last = [award.life.grantedUntil, award.life.endDay.map { $0 - 1 }].compactMap(\.self)
    let grant = award.steps.last { $0.kind == .granted || $0.kind == .overruled }
    if grant?.cause == .evidence {
      let shown = file.care.flatMap { $0.held[award.key.provision] ?? [] }
        .filter { $0.contains(date.daysSinceEpoch) }
      if !shown.contains(where: { $0.until == nil }) { last += [shown.compactMap(\.until).max()].compactMap(\.self) }
    }
    return last.min()
  }
}

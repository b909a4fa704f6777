package import CareTypes

/// Whose rights that are not taken up are asked for, and which.
package struct NonTakeUpQuestion: Sendable {
  /// Where the caregiver or the recipient lives.
  package let area: ScopedArea
  /// The name of the provision; nil for all.
  package let provision: String?
  /// Only what one of these stands in the way of.
  package let reasons: Set<NonTakeUpReason>
  /// The legal day.
  package let date: CalendarDate

  /// A question.
  package init(area: ScopedArea, provision: String?, reasons: Set<NonTakeUpReason>, on date: CalendarDate) {
    self.area = area
    self.provision = provision
    self.reasons = reasons
    self.date = date
  }

  /// The awards that the people of a care situation hold or could hold, each only with the first care in the area that
  /// supports it, so that a list of care situations has it once.
  ///
  /// - Parameter file: Everything that the awards of the two people follow from.
  package func awards(of situation: OpaqueID, in file: AwardFile) -> [Award] {
    file.keys(of: situation).compactMap { key in
      if let provision, key.provision != provision { return nil }
      let first = file.care(supporting: key).first { area.holds($0.facts) }
      return first?.facts.id == situation ? file.award(key) : nil
    }
  }
}

package import CareTypes

/// In which support areas (vraaggebieden) a person needs support after records were merged or separated.
package enum MergedNeeds {
  /// The areas that a kept record gets from a merged one.
  package static func added(by merged: [SupportArea], to kept: [SupportArea]) -> [SupportArea] {
    merged.filter { !kept.contains($0) }
  }

  /// The areas that a person keeps although they came with a record that is separated now: those of a record that is
  /// still merged.
  ///
  /// - Parameters:
  ///   - areas: The areas that came with the separated record.
  ///   - records: The areas of each record that is still merged.
  /// - Returns: For each of these records, the areas that the person has because of it from now on.
  package static func kept(of areas: [SupportArea], by records: [[SupportArea]]) -> [[SupportArea]] {
    var left = areas
    return records.map { known in
      let kept = left.filter(known.contains)
      left.removeAll(where: known.contains)
      return kept
    }
  }
}

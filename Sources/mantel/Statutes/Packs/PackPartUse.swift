import StatutesDomain

/// What Mantel does with a part of a pack.
struct PackPartUse: Sendable, Encodable {
  /// Where the part stands, and how Mantel treats it.
  let finding: PackFinding
  /// Whether Mantel carries it out.
  let treatment: PackPart.Treatment

  /// The parts that the provisions of a file use.
  static func all(of file: PackFile) -> [PackPartUse] {
    let places = PackLocations(file.text)
    return PackPart.used(in: file.text).map { use in
      let words = use.part.explanation.isEmpty ? "" : "; \(use.part.explanation)"
      return PackPartUse(
        finding: PackFinding(file, places, use.place, "\(use.part.treatment.rawValue)\(words)"),
        treatment: use.part.treatment
      )
    }
  }
}

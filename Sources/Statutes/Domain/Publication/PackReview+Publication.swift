package import ServiceCore

extension PackReview {
  /// The publication of a pack that was sent as text.
  ///
  /// - Throws: `Refusal` with every mistake of the pack, or when it would change a published version.
  package func publicationOfText() throws(Refusal) -> Publication {
    try requireNothingChanged()
    if let publication, mistakes.isEmpty { return publication }
    var validation = Validation()
    validation.reject(mistakes)
    try validation.finish()
    throw outdated
  }

  /// The publication of a pack that was kept as a draft, and was correct then.
  ///
  /// - Throws: `Refusal` when it is no longer correct, or would change a published version.
  package func publicationOfDraft() throws(Refusal) -> Publication {
    try requireNothingChanged()
    guard let publication, mistakes.isEmpty else { throw outdated }
    return publication
  }

  private func requireNothingChanged() throws(Refusal) {
    if let changed = publication?.changed.first {
      throw Refusal(.versionPublished, "\(changed.name) is published with another content; publish a higher version")
    }
  }

  private var outdated: Refusal {
    let first = mistakes.first.map { "\($0.location): \($0.description)" } ?? ""
    return Refusal(.draftOutdated, "The draft is no longer correct: \(first)")
  }
}

extension Validation {
  /// Records the mistakes of a pack, as many as fit in the trailers of an answer: clients accept up to 16 kB.
  package mutating func reject(_ mistakes: [PackMistake]) {
    var room = 3_000
    for (index, mistake) in mistakes.enumerated() {
      let description = String(mistake.description.prefix(300))
      room -= mistake.location.utf8.count + description.utf8.count
      guard room > 0 else {
        return reject("pack", "has \(mistakes.count - index) more mistakes; CheckRegulation tells all")
      }
      reject(mistake.location, description)
    }
  }
}

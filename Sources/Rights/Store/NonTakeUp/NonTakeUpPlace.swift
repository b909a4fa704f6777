/// A place in the list of what is not taken up: after an award of a care situation.
package struct NonTakeUpPlace: Sendable, Hashable, CustomStringConvertible {
  /// The key of the care situation.
  let situation: Int64
  /// The name of the provision of the award; empty for the beginning of the care situation.
  let provision: String

  /// A place after an award.
  init(situation: Int64, provision: String) {
    self.situation = situation
    self.provision = provision
  }

  /// The place after all awards of a care situation.
  init(endOf situation: Int64) {
    self.init(situation: situation + 1, provision: "")
  }

  /// Reads a place from the text of a page token; nil for any other text.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let situation = Int64(parts[0]), situation > 0 else { return nil }
    self.init(situation: situation, provision: String(parts[1]))
  }

  /// The place as text, for a page token.
  package var description: String { "\(situation) \(provision)" }
}

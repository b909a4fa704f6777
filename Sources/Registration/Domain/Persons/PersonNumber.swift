package import CareTypes

/// The number by which a person is known at the counter.
package enum PersonNumber: Sendable, Hashable {
  /// National register or BIS number (INSZ).
  case insz(INSZ)
  /// The number that the registry gave to a person who has no INSZ.
  case local(LocalNumber)

  /// Whether it is a national register or BIS number.
  package var isNational: Bool {
    switch self {
    case .insz: true
    case .local: false
    }
  }
}

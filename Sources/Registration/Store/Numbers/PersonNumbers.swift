import CareTypes
import RegistrationDomain

/// The numbers of a person, as they are shown.
struct PersonNumbers {
  /// The number in force, the national one before the local one.
  private(set) var current: PersonNumber?
  /// Earlier national numbers, in the order of recording.
  private(set) var former: [INSZ] = []

  /// Sorts the numbers by which a person is or was known.
  init(_ numbers: [KnownNumber]) {
    for known in numbers {
      switch known.number {
      case .insz(let insz) where !known.isInForce: former.append(insz)
      case .insz: current = known.number
      case .local: if current == nil, known.isInForce { current = known.number }
      }
    }
  }
}

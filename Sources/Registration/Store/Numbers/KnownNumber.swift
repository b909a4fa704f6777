import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A number by which a person is or was known.
struct KnownNumber {
  let number: PersonNumber
  /// Whether it holds now.
  var holdsNow: Bool
  let recordTime: Instant
}

extension PersonNumber {
  /// The word for its kind in tables, and its digits.
  var kindAndDigits: (kind: String, digits: String) {
    switch self {
    case .insz(let insz): ("insz", insz.digits)
    case .local(let local): ("local", local.digits)
    }
  }
}

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
      case .insz(let insz) where !known.holdsNow: former.append(insz)
      case .insz: current = known.number
      case .local: if current == nil, known.holdsNow { current = known.number }
      }
    }
  }
}

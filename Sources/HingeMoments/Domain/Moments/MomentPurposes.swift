import CareTypes

/// Which consent covers telling a moment to whom: the table at `MomentKind` in the protos.
enum MomentPurposes {
  /// The sources whose deaths come from the register of the population, which tells them by law.
  private static let register = "registry"

  /// What the person must consent to before their caregivers are told.
  static func notices(of kind: MomentKind) -> ConsentPurpose {
    switch kind {
    case .admission, .discharge, .palliativeStatus, .death: .hospital
    }
  }

  /// What the person must consent to before Rights is told; nothing where the law itself lets it be told.
  static func rights(of kind: MomentKind, from source: String) -> ConsentPurpose? {
    switch kind {
    case .admission, .discharge: .hospital
    case .palliativeStatus: .generalPractitioner
    case .death: source == register ? nil : .hospital
    }
  }
}

package import CareTypes

/// Which consent of the person is needed before others may learn of a moment: the table at `MomentKind` in the protos.
package enum MomentPurposes {
  /// The source of deaths from the population register, which the law allows to be used without consent.
  private static let register = "registry"

  /// The consent that is needed before caregivers get a notice.
  package static func notices(of kind: MomentKind) -> ConsentPurpose {
    switch kind {
    case .admission, .discharge, .palliativeStatus, .death: .hospital
    }
  }

  /// The consent that is needed before Rights gets the event; nil when the law allows it without consent.
  package static func rights(of kind: MomentKind, from source: String) -> ConsentPurpose? {
    switch kind {
    case .admission, .discharge: .hospital
    case .palliativeStatus: .generalPractitioner
    case .death: source == register ? nil : .hospital
    }
  }
}

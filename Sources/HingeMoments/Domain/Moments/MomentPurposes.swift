package import CareTypes

/// Which consent of the person is needed before others may learn of a moment: the table at `MomentKind` in the protos.
package enum MomentPurposes {
  /// Whether a source is the population register, or a municipality, which keeps that register (`nis:44084`). The law allows
  /// a death that it reports to be used without consent.
  private static func isRegister(_ source: String) -> Bool { source == "registry" || source.hasPrefix("nis:") }

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
    case .death: isRegister(source) ? nil : .hospital
    }
  }
}

package import CareTypes
package import TypeAPI

extension GrantMode: MessageWord {
  /// The value in messages.
  package var message: Mantel_Type_V1_GrantMode {
    switch self {
    case .automatic: .automatic
    case .propose: .propose
    case .ratify: .ratify
    case .apply: .apply
    }
  }
}

package import CareTypes

/// How a parameter was chosen.
package struct ParameterChoice: Sendable, Hashable {
  /// The value in one regulation.
  package struct Value: Sendable, Hashable {
    /// NIS code.
    package let municipality: NISCode
    /// Id of the provision.
    package let provision: String
    /// The value; empty when it cannot be extracted.
    package let value: String
  }

  /// The parameter.
  package let parameter: Parameter
  /// The value that was chosen.
  package var chosen: String
  /// The values in the regulations.
  package let read: [Value]
}

package import CareTypes

/// An event of Statutes for the other services.
package enum StatutesEvent: Sendable {
  /// A version was published on which Rights decides, or an offer that Rights tells people about.
  case published(Provision)
  /// The proofs that are accepted for parts of the condition of a version changed.
  case equivalences(Provision, [AcceptedProof])
}

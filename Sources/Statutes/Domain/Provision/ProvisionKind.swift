/// What a provision gives (soort regeling).
package enum ProvisionKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Recognition (erkenning).
  case recognition
  /// Allowance (tegemoetkoming).
  case allowance
  /// Premium (premie).
  case premium
  /// Leave (verlof).
  case leave
  /// Respite (respijtzorg).
  case respite
  /// Card (kaart).
  case card
  /// Service (dienst).
  case service
  /// Training (vorming).
  case training
  /// Peer group (lotgenotencontact).
  case peerGroup = "peer_group"
  /// Contact point (aanspreekpunt).
  case contactPoint = "contact_point"
}

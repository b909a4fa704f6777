package import CareTypes

/// A caregiver card (mantelzorgkaart), as Rights keeps it: without names, and without the rights that it rests on. Those
/// are looked at anew whenever something about them changes.
package struct CaregiverCard: Sendable, Hashable, Codable {
  /// Whether it is valid.
  package enum State: Sendable, Hashable, CaseIterable {
    /// It is valid.
    case valid
    /// Its last day is in the past.
    case expired
    /// The person no longer holds a recognition.
    case ended
    /// It was revoked, or replaced by another one.
    case revoked
  }

  /// When it was issued.
  package let issued: Instant
  /// The last day on which it is valid, in days since 1970-01-01.
  package let lastDay: Int
  /// Where the status of its token stands. The token and the credential have places of their own, so that nobody who saw
  /// both can tell by them that they are one card.
  package let tokenPlace: StatusPlace
  /// Where the status of its credential stands.
  package let credentialPlace: StatusPlace
  /// Whether it was revoked.
  package let isRevoked: Bool
  /// Whether the right that it rests on has ended.
  package let isEnded: Bool

  /// A card.
  package init(
    issued: Instant,
    lastDay: Int,
    tokenPlace: StatusPlace,
    credentialPlace: StatusPlace,
    isRevoked: Bool = false,
    isEnded: Bool = false
  ) {
    self.issued = issued
    self.lastDay = lastDay
    self.tokenPlace = tokenPlace
    self.credentialPlace = credentialPlace
    self.isRevoked = isRevoked
    self.isEnded = isEnded
  }

  /// Whether it is valid on a day.
  package func state(on date: CalendarDate) -> State {
    if isRevoked { return .revoked }
    if date.daysSinceEpoch > lastDay { return .expired }
    return isEnded ? .ended : .valid
  }
}

/// The eight areas in which caregivers ask for support (vraaggebieden, basisfuncties mantelzorgondersteuning).
///
/// The raw values are stored and used in conditions: they never change.
package enum SupportArea: String, Sendable, Hashable, CaseIterable, Codable {
  /// Information and advice (informatie en advies).
  case information
  /// Personal guidance (persoonlijke begeleiding).
  case guidance
  /// Education (educatie).
  case education
  /// Emotional support (emotionele steun).
  case emotional
  /// Practical help (praktische hulp).
  case practical
  /// Respite care (respijtzorg).
  case respite
  /// Financial help (financiële hulp).
  case financial
  /// Material help (materiële hulp).
  case material
}

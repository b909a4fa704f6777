/// How well a person finds their way online (digitale vaardigheid).
///
/// The raw values are stored and used in conditions: they never change.
package enum DigitalSkill: String, Sendable, Hashable, CaseIterable, Codable {
  /// Is not online (niet online).
  case none
  /// Manages with help (met hulp).
  case withHelp = "with_help"
  /// Manages alone (zelfstandig).
  case independent
}

package import CareTypes

/// What the beneficiary pays (eigen bijdrage).
package struct OwnContribution: Sendable, Hashable, Codable {
  /// Euro cents for each unit; nil when the source does not state it.
  package var cents: Int64?
  /// The unit for which it is paid, such as an hour.
  package var per: BilingualText
}

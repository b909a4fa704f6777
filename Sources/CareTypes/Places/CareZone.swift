/// A primary-care zone as it is on a day (eerstelijnszone, ELZ), governed by its care council (zorgraad).
///
/// Only a `CareZoneTable` makes one (decision of the Flemish Government of 17 May 2019 on the care councils).
package struct CareZone: Sendable, Hashable {
  /// The short name in lower case by which the registry knows the zone; no official code is known.
  package let id: String
  /// The Dutch name.
  package let name: String
  /// The Dutch name of the province.
  package let province: String
  /// The municipalities that lie in the zone, wholly or in part, each once, in the order of their codes.
  package let municipalities: [NISCode]
}

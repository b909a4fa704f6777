package import CareTypes

/// The hospital or care centre that a client is, as the clients file names it.
package struct PlaceOfCare: Sendable, Hashable {
  /// Its NIHDI number.
  package let number: NIHDINumber
  /// Its name, for notices.
  package let name: String
  /// The kind of place of its reports that name none.
  package let usualKind: PlaceKind

  /// A hospital or care centre.
  package init(number: NIHDINumber, name: String, usualKind: PlaceKind) {
    self.number = number
    self.name = name
    self.usualKind = usualKind
  }
}

package import CareTypes

/// Something missing in what is on offer (leemte in het aanbod). Names nobody.
package struct Gap: Sendable, Hashable {
  /// Where.
  package let municipality: NISCode
  /// In which support area.
  package let area: SupportArea
  /// What is missing.
  package let description: String

  /// A gap.
  package init(municipality: NISCode, area: SupportArea, description: String) {
    self.municipality = municipality
    self.area = area
    self.description = description
  }
}

/// A place where a person lives or lived, as their export shows it.
package struct ExportedResidence: Encodable, Sendable {
  /// Start date.
  package let startDate: String
  /// Municipality.
  package let municipality: String?
  /// Country, of someone who lives outside Belgium.
  package let country: String?
  /// Street line.
  package let streetLine: String?
  /// Postal code.
  package let postalCode: String?
  /// Locality.
  package let locality: String?
  /// When it was recorded.
  package let recordTime: String
  /// When another record replaced it; absent for a current one.
  package let replaceTime: String?

  /// An entry of the export.
  package init(
    startDate: String,
    municipality: String?,
    country: String?,
    streetLine: String?,
    postalCode: String?,
    locality: String?,
    recordTime: String,
    replaceTime: String?
  ) {
    self.startDate = startDate
    self.municipality = municipality
    self.country = country
    self.streetLine = streetLine
    self.postalCode = postalCode
    self.locality = locality
    self.recordTime = recordTime
    self.replaceTime = replaceTime
  }
}

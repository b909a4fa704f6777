package import CareTypes

/// A regulation of a municipality that a proposal compares.
package struct MunicipalRegulation: Sendable {
  /// NIS code of the municipality.
  package let municipality: NISCode
  /// The provision, and the part of the municipality in which it applies.
  package let held: ApplicableProvision

  /// The provision.
  package var provision: Provision { held.provision }
  /// The title with the municipality, for people.
  var title: String { "\(provision.titleNL) (\(municipality))" }
}

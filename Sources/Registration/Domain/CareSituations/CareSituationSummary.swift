package import CareTypes
import ServiceCore

/// A care situation in a list.
package struct CareSituationSummary: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Family name and given names of the caregiver; empty when the reader may not know them.
  package let caregiverName: String
  /// Family name and given names of the recipient; empty when the reader may not know them.
  package let recipientName: String
  /// Where the caregiver lives.
  package let caregiverPlace: Place
  /// Where the recipient lives.
  package let recipientPlace: Place
  /// Hours of care per week.
  package let hours: CareHours
  /// First day, and last day when known.
  package let span: DateSpan

  /// A care situation summary.
  package init(
    id: OpaqueID,
    caregiverName: String,
    recipientName: String,
    caregiverPlace: Place,
    recipientPlace: Place,
    hours: CareHours,
    span: DateSpan
  ) {
    self.id = id
    self.caregiverName = caregiverName
    self.recipientName = recipientName
    self.caregiverPlace = caregiverPlace
    self.recipientPlace = recipientPlace
    self.hours = hours
    self.span = span
  }
}

package import CareTypes
package import ServiceCore

/// For whom records are read and changed: how far they see, and on which day.
package struct Viewer: Sendable, Hashable {
  /// How far they see; nil for Mantel's own work, which sees all.
  package let scope: CallScope?
  /// The legal date.
  package let today: CalendarDate

  /// A viewer.
  package init(scope: CallScope?, today: CalendarDate) {
    self.scope = scope
    self.today = today
  }

  /// What they may do with sealed records.
  package var clearance: CallScope.Clearance { scope?.clearance ?? .read }
}

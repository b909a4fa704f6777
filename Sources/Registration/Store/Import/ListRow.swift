package import RegistrationDomain
package import ServiceRuntime

/// A row of a list that is imported.
package struct ListRow: Sendable {
  /// What the row says.
  package let situation: NewCareSituation
  /// The command that registers it.
  package let command: Command
  /// Whether someone confirmed that it is a new care situation, although it resembles a known one.
  package let isConfirmedNew: Bool

  /// A row.
  package init(situation: NewCareSituation, command: Command, isConfirmedNew: Bool) {
    self.situation = situation
    self.command = command
    self.isConfirmedNew = isConfirmedNew
  }
}

/// A notice that is to be given (melding).
package struct PlannedNotice: Sendable, Hashable {
  /// Who is told.
  package let addressee: MatchedCaregiver
  /// What they are told, in their language.
  package let text: String
}

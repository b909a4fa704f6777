/// What calls pass before they are answered, whatever the method.
struct RouteGuards: Sendable {
  /// Notes which people clients ask about by number, and slows down who guesses.
  let probes: ProbeGuard
  /// Asks Registration whether a client may see a record.
  let visibility: RecordVisibility
}

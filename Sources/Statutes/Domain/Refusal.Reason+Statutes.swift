package import ServiceCore

/// The reasons that only Statutes gives.
extension Refusal.Reason {
  /// A published version never changes.
  package static let versionPublished = Refusal.Reason("VERSION_PUBLISHED", .failedPrecondition)
  /// Who drafted a regulation cannot publish it.
  package static let fourEyes = Refusal.Reason("FOUR_EYES", .permissionDenied)
  /// The draft is no longer correct, because something that it builds on has changed.
  package static let draftOutdated = Refusal.Reason("DRAFT_OUTDATED", .failedPrecondition)
}

import CareTypes

/// The days, terms and declarations that a care situation would have if it had never been joined with others.
package struct TimelineWithoutJoins: Sendable, Hashable {
  /// A revision in which the care situation was joined with another, or separated from one.
  package struct JoinRevision: Sendable, Hashable {
    let revision: Int64
    let before: CareTimeline
    let after: CareTimeline

    /// A revision, and the timeline before and after it.
    package init(revision: Int64, before: CareTimeline, after: CareTimeline) {
      self.revision = revision
      self.before = before
      self.after = after
    }
  }

  /// The timeline without joins.
  package let timeline: CareTimeline
  /// The last join after which a clerk changed the days or terms: it and earlier joins can no longer be undone. 0 if there
  /// is none.
  package let lastPermanentJoin: Int64

  /// Removes the joins from a timeline, as far as they can be undone.
  ///
  /// - Parameters:
  ///   - now: The current timeline.
  ///   - joins: The joins, the newest first.
  package init(now: CareTimeline, joins: [JoinRevision]) {
    var (days, declarations, lastPermanentJoin) = (now, now.declarations, Int64(0))
    for join in joins {
      guard join.after.hasSameDays(as: days) else {
        lastPermanentJoin = join.revision
        break
      }
      days = join.before
    }
    for join in joins {
      guard join.after.declarations == declarations else { break }
      declarations = join.before.declarations
    }
    timeline = CareTimeline(span: days.span, endReason: days.endReason, terms: days.terms, declarations: declarations)
    self.lastPermanentJoin = lastPermanentJoin
  }
}

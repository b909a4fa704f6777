import CareTypes

/// The days and terms that a care situation would have without the joins with others.
package struct OwnCourse: Sendable, Hashable {
  /// A revision in which it was joined with another, or separated from one.
  package struct Joint: Sendable, Hashable {
    let revision: Int64
    let before: CareCourse
    let after: CareCourse

    /// A revision, and the course before and after it.
    package init(revision: Int64, before: CareCourse, after: CareCourse) {
      self.revision = revision
      self.before = before
      self.after = after
    }
  }

  /// Its own days and terms.
  package let course: CareCourse
  /// The last join after which a clerk changed the days or terms: joins up to then can no longer be undone. 0 if there is
  /// none.
  package let settled: Int64

  /// What is its own.
  ///
  /// - Parameters:
  ///   - now: Its current course.
  ///   - joints: The newest first.
  package init(now: CareCourse, joints: [Joint]) {
    var (days, declarations, settled) = (now, now.declarations, Int64(0))
    for joint in joints {
      guard joint.after.hasSameDays(as: days) else {
        settled = joint.revision
        break
      }
      days = joint.before
    }
    for joint in joints {
      guard joint.after.declarations == declarations else { break }
      declarations = joint.before.declarations
    }
    course = CareCourse(span: days.span, endReason: days.endReason, terms: days.terms, declarations: declarations)
    self.settled = settled
  }
}

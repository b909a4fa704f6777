/// Why a service does not do what it was asked: the only error that domain rules and stores throw on purpose.
///
/// It knows nothing of gRPC: `ErrorMapping` turns it into a status. It never holds personal data.
package struct Refusal: Error, Sendable, Hashable {
  /// Why.
  package let reason: Reason
  /// One English sentence for a developer.
  package let message: String
  /// The fields at fault, with `invalidField`.
  package let violations: [FieldViolation]
  /// After how long the same may be asked again, when that is known.
  package let retryDelay: Duration?

  /// A refusal for a reason, with one sentence for a developer.
  package init(
    _ reason: Reason,
    _ message: String,
    violations: [FieldViolation] = [],
    retryDelay: Duration? = nil
  ) {
    self.reason = reason
    self.message = message
    self.violations = violations
    self.retryDelay = retryDelay
  }

  /// A refusal of one field.
  package static func invalid(_ field: String, _ description: String) -> Refusal {
    .invalid([FieldViolation(field: field, description: description)])
  }

  /// A refusal of several fields: as many as go into the trailers of an answer, which a client takes up to 16 kB of.
  package static func invalid(_ all: [FieldViolation]) -> Refusal {
    var room = 3_600
    var violations = all.prefix { violation in
      room -= violation.field.utf8.count + violation.description.utf8.count + 8
      return room >= 0
    }
    if violations.count < all.count {
      let rest = all.count - max(1, violations.count)
      if violations.isEmpty { violations = all.prefix(1) }
      if rest > 0 { violations.append(FieldViolation(field: "request", description: "has \(rest) more mistakes")) }
    }
    let fields = violations.map { "\($0.field) \($0.description)" }.joined(separator: "; ")
    return Refusal(.invalidField, "Invalid request: \(fields)", violations: Array(violations))
  }

  /// A refusal of a resource that does not exist or that the caller may not see: both get the same answer.
  package static func notFound(_ name: String) -> Refusal {
    Refusal(.resourceNotFound, "\(name) does not exist")
  }

  /// A refusal of a record that changed since it was read.
  package static func staleETag(_ name: String) -> Refusal {
    Refusal(.staleETag, "\(name) has changed since its etag was read")
  }
}

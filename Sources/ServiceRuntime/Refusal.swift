package import CareTypes

/// One field of a request that cannot be accepted.
package struct FieldViolation: Sendable, Hashable {
  /// Path of the field from the request on, such as `care_situation.caregiver.insz`.
  package let field: String
  /// What is wrong, in English, without the refused value.
  package let description: String

  /// Whether nothing was given, rather than something wrong.
  package var isAbsence: Bool { description.contains("is required") }

  /// A violation of a field.
  package init(field: String, description: String) {
    self.field = field
    self.description = description
  }
}

/// Why a service does not do what it was asked: the one error that domain rules and stores throw on purpose.
///
/// It knows nothing of gRPC; `ErrorMapping` turns it into a status. It never holds personal data.
package struct Refusal: Error, Sendable, Hashable {
  /// Closed set of reasons; each stands for one `ErrorReason` of the protos.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    /// A field is missing, malformed or out of range.
    case invalidField = "INVALID_FIELD"
    /// The message is larger than the service takes.
    case requestTooLarge = "REQUEST_TOO_LARGE"
    /// Not there, or outside the caller's scope.
    case resourceNotFound = "RESOURCE_NOT_FOUND"
    /// The request id was used with another body.
    case requestIDReused = "REQUEST_ID_REUSED"
    /// An active care situation of the same two people in the same period.
    case careSituationExists = "CARE_SITUATION_EXISTS"
    /// The care situation has ended.
    case careSituationEnded = "CARE_SITUATION_ENDED"
    /// The record changed since the etag was read.
    case staleETag = "STALE_ETAG"
    /// A published version never changes.
    case versionPublished = "VERSION_PUBLISHED"
    /// No valid credentials.
    case unauthenticated = "UNAUTHENTICATED"
    /// The client's scope does not cover the call.
    case outOfScope = "OUT_OF_SCOPE"
    /// The deadline passed.
    case deadlinePassed = "DEADLINE_PASSED"
    /// A service that is needed does not answer.
    case upstreamUnavailable = "UPSTREAM_UNAVAILABLE"
    /// A fault in Mantel itself.
    case `internal` = "INTERNAL"
    /// No consent to withdraw.
    case noConsent = "NO_CONSENT"
    /// A number and what is told of its bearer do not fit together.
    case identityDiffers = "IDENTITY_DIFFERS"
    /// The recipient has a primary caregiver in the same period.
    case primaryCaregiverExists = "PRIMARY_CAREGIVER_EXISTS"
    /// The person was erased, or merged into another.
    case personGone = "PERSON_GONE"
    /// The processing of the person's data is restricted.
    case personRestricted = "PERSON_RESTRICTED"
    /// The record awaits the confirmation of the municipality where the person lives.
    case personUnconfirmed = "PERSON_UNCONFIRMED"
    /// The number belongs to another person.
    case numberInUse = "NUMBER_IN_USE"
    /// Two persons cannot be merged as long as their care situations stand against it.
    case mergeConflict = "MERGE_CONFLICT"
    /// The draft was confirmed or dropped.
    case draftClosed = "DRAFT_CLOSED"
    /// The evidence was withdrawn.
    case evidenceWithdrawn = "EVIDENCE_WITHDRAWN"
    /// Who drafted something cannot confirm it.
    case fourEyes = "FOUR_EYES"
    /// A draft is no longer correct.
    case draftOutdated = "DRAFT_OUTDATED"
    /// There is nothing to make a proposal from.
    case nothingToHarmonise = "NOTHING_TO_HARMONISE"
    /// An import does not keep to its form.
    case importMalformed = "IMPORT_MALFORMED"
    /// The service's database is damaged.
    case databaseDamaged = "DATABASE_DAMAGED"
    /// The service's disk is full.
    case storageFull = "STORAGE_FULL"
    /// What is told is hardly to be believed, and was not confirmed.
    case implausible = "IMPLAUSIBLE"
    /// Too many numbers were asked about that did not fit, or that nobody in sight has.
    case tooManyMismatches = "TOO_MANY_MISMATCHES"
  }

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

  /// A refusal of a resource that is not there, or that the caller may not see: the two are told alike.
  package static func notFound(_ name: String) -> Refusal {
    Refusal(.resourceNotFound, "\(name) does not exist")
  }

  /// A refusal of a record that changed since it was read.
  package static func staleETag(_ name: String) -> Refusal {
    Refusal(.staleETag, "\(name) has changed since its etag was read")
  }
}

/// Collects what is wrong with a request, so that a caller hears of every wrong field at once.
package struct Validation: Sendable {
  /// The violations found so far.
  package private(set) var violations: [FieldViolation] = []

  /// A validation that has found nothing yet.
  package init() {}

  /// Records that a field is wrong.
  package mutating func reject(_ field: String, _ description: String) {
    violations.append(FieldViolation(field: field, description: description))
  }

  /// Records that the value of a field was refused.
  package mutating func reject(_ field: String, _ error: ValueError) {
    reject(field, error.reason)
  }

  /// Records that a field is wrong unless a condition holds.
  package mutating func require(_ condition: Bool, _ field: String, _ description: String) {
    if !condition { reject(field, description) }
  }

  /// Makes a value of a field, or records why it cannot be made.
  package mutating func value<Value>(_ field: String, _ make: () throws(ValueError) -> Value) -> Value? {
    do {
      return try make()
    } catch {
      reject(field, error)
      return nil
    }
  }

  /// Ends the validation.
  ///
  /// - Throws: `Refusal` naming every field that was rejected.
  package func finish() throws(Refusal) {
    if !violations.isEmpty { throw .invalid(violations) }
  }

  /// Ends the validation with a value that could only be made when nothing was rejected.
  ///
  /// - Throws: `Refusal` naming every field that was rejected; `internal` when a value is missing without a reason.
  package func finish<Value>(_ value: Value?) throws(Refusal) -> Value {
    try finish()
    guard let value else { throw Refusal(.internal, "A value is missing without a violation") }
    return value
  }
}

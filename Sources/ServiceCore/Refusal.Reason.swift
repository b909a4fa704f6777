extension Refusal {
  /// The reason of a refusal, as a client's program reads it. Each service declares its own reasons beside its rules.
  package struct Reason: Sendable, Hashable {
    /// The name in the `ErrorReason` of the protos, without the prefix, such as `CARE_SITUATION_EXISTS`.
    package let name: String
    /// The status code with which it is answered.
    package let status: Status

    /// A reason.
    ///
    /// - Parameters:
    ///   - name: The name in the `ErrorReason` of the protos, without the prefix.
    ///   - status: The status code that the comment of that `ErrorReason` promises.
    package init(_ name: String, _ status: Status) {
      self.name = name
      self.status = status
    }
  }

  /// The status codes of `google.rpc.Code` with which a call can be refused, for code that knows no gRPC.
  package enum Status: Sendable, Hashable {
    /// The request is wrong, whatever the state of the registry.
    case invalidArgument
    /// What the request names does not exist, or is outside the caller's scope.
    case notFound
    /// What the request would make exists already.
    case alreadyExists
    /// The state of the registry does not allow it; asking again changes nothing until that state changes.
    case failedPrecondition
    /// Someone else changed the record meanwhile; read it again and try again.
    case aborted
    /// The caller is known, and may not do this.
    case permissionDenied
    /// The caller is not known.
    case unauthenticated
    /// A limit is reached: of size, of number or of the disk.
    case resourceExhausted
    /// The deadline passed.
    case deadlineExceeded
    /// Something that is needed does not answer; try again.
    case unavailable
    /// Stored data is damaged.
    case dataLoss
    /// A fault in Mantel itself.
    case internalError
  }
}

/// The reasons that every service can give, and those that several services give or read.
extension Refusal.Reason {
  /// A field is missing, malformed or out of range.
  package static let invalidField = Refusal.Reason("INVALID_FIELD", .invalidArgument)
  /// The message is larger than the service takes.
  package static let requestTooLarge = Refusal.Reason("REQUEST_TOO_LARGE", .resourceExhausted)
  /// The resource does not exist, or is outside the caller's scope.
  package static let resourceNotFound = Refusal.Reason("RESOURCE_NOT_FOUND", .notFound)
  /// The request id was used before with another body.
  package static let requestIDReused = Refusal.Reason("REQUEST_ID_REUSED", .alreadyExists)
  /// The record changed since the etag was read.
  package static let staleETag = Refusal.Reason("STALE_ETAG", .aborted)
  /// The client's scope does not cover the call.
  package static let outOfScope = Refusal.Reason("OUT_OF_SCOPE", .permissionDenied)
  /// The deadline passed.
  package static let deadlinePassed = Refusal.Reason("DEADLINE_PASSED", .deadlineExceeded)
  /// A service that is needed does not answer.
  package static let upstreamUnavailable = Refusal.Reason("UPSTREAM_UNAVAILABLE", .unavailable)
  /// The service's database is damaged.
  package static let databaseDamaged = Refusal.Reason("DATABASE_DAMAGED", .dataLoss)
  /// The service's disk is full.
  package static let storageFull = Refusal.Reason("STORAGE_FULL", .resourceExhausted)
  /// A fault in Mantel itself.
  package static let `internal` = Refusal.Reason("INTERNAL", .internalError)

  /// The person was erased, or merged into another.
  package static let personGone = Refusal.Reason("PERSON_GONE", .failedPrecondition)
  /// The processing of the person's data is restricted (GDPR, article 18).
  package static let personRestricted = Refusal.Reason("PERSON_RESTRICTED", .failedPrecondition)
  /// The record awaits the confirmation of the municipality where the person lives.
  package static let personUnconfirmed = Refusal.Reason("PERSON_UNCONFIRMED", .failedPrecondition)
  /// There is no consent of the person for this purpose.
  package static let noConsent = Refusal.Reason("NO_CONSENT", .failedPrecondition)
  /// The draft was confirmed or dropped.
  package static let draftClosed = Refusal.Reason("DRAFT_CLOSED", .failedPrecondition)
  /// A number was given with a name or birth date that is not that of the person who has it.
  package static let identityDiffers = Refusal.Reason("IDENTITY_DIFFERS", .failedPrecondition)
  /// The number belongs to another person.
  package static let numberInUse = Refusal.Reason("NUMBER_IN_USE", .alreadyExists)
  /// None of the municipalities has a regulation to make a proposal from.
  package static let nothingToHarmonise = Refusal.Reason("NOTHING_TO_HARMONISE", .failedPrecondition)
}

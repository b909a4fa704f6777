package import CareTypes
package import ServiceCore

/// Deciding anew on many care situations, because the law changed or someone asks for it (herberekening). It goes on in parts,
/// and where it was after an interruption.
package struct Reevaluation: Sendable, Hashable {
  /// How far it is.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// It waits for its turn.
    case waiting
    /// It goes on.
    case running
    /// All care situations were decided on.
    case done
    /// It was cancelled, and can be resumed.
    case cancelled
  }

  /// Why there is one.
  package enum Cause: String, Sendable, Hashable, CaseIterable {
    /// Versions of provisions were published.
    case published
    /// Other proofs were found for versions of provisions.
    case proofsFound = "proofs_found"
    /// Someone started it.
    case started
  }

  /// What it concerns.
  package struct Extent: Sendable, Hashable {
    /// The names of the provisions that are decided on, with those whose decisions depend on theirs.
    package let provisions: Set<String>
    /// The codes of the municipalities where either person lives, under which a residence may be recorded; nil for everywhere.
    package let municipalities: Set<String>?
    /// The first day that is decided on, in days since 1970-01-01; nil for only today.
    package let since: Int?

    /// What a re-evaluation concerns.
    package init(provisions: Set<String>, municipalities: Set<String>?, since: Int?) {
      self.provisions = provisions
      self.municipalities = municipalities
      self.since = since
    }

    /// Where versions of provisions apply, or applied.
    ///
    /// - Parameters:
    ///   - versions: The versions.
    ///   - limits: NIS codes of the municipalities to which it is limited; empty for no limit.
    ///   - since: The first day that is decided on, in days since 1970-01-01; nil for only today.
    ///   - table: The municipalities and their mergers.
    package init(of versions: [ProvisionVersion], in limits: [NISCode], since: Int?, _ table: MunicipalityTable) {
      var codes: Set<String>?
      if !versions.contains(where: \.territory.isEmpty) {
        codes = Set(versions.map(\.territory)).reduce(into: []) {
          $0.formUnion(TerritoryReach.codes(of: $1, in: table))
        }
      }
      if !limits.isEmpty {
        let allowed = TerritoryReach.codes(of: limits.map(\.digits), in: table)
        codes = codes?.intersection(allowed) ?? allowed
      }
      self.init(provisions: Set(versions.map(\.name)), municipalities: codes, since: since)
    }
  }

  /// Opaque id.
  package let id: OpaqueID
  /// How far it is.
  package let state: State
  /// Why there is one; nil when that is not known.
  package let cause: Cause?
  /// The versions that are the cause.
  package let versions: [ProvisionVersion.Key]
  /// What it concerns.
  package let extent: Extent
  /// The client that started it; nil when nobody did.
  package let startedBy: String?
  /// How many care situations it has gone through; nil when that is not known.
  package let done: Int64?
  /// How many care situations it concerns; nil when that is not known.
  package let total: Int64?
  /// When it was asked for.
  package let created: Instant
  /// When it began; nil when it has not, or that is not known.
  package let begun: Instant?
  /// When it was done or cancelled; nil when it has not ended.
  package let ended: Instant?

  /// A re-evaluation.
  package init(
    id: OpaqueID,
    state: State,
    cause: Cause?,
    versions: [ProvisionVersion.Key],
    extent: Extent,
    startedBy: String?,
    done: Int64?,
    total: Int64?,
    created: Instant,
    begun: Instant?,
    ended: Instant?
  ) {
    self.id = id
    self.state = state
    self.cause = cause
    self.versions = versions
    self.extent = extent
    self.startedBy = startedBy
    self.done = done
    self.total = total
    self.created = created
    self.begun = begun
    self.ended = ended
  }
}

extension Reevaluation.State {
  /// The state after someone cancels it.
  ///
  /// - Throws: `Refusal` when it is done.
  package func cancelled() throws(Refusal) -> Self {
    switch self {
    case .waiting, .running, .cancelled: .cancelled
    case .done: throw Self.ended
    }
  }

  /// The state after someone lets it go on.
  ///
  /// - Throws: `Refusal` when it is done.
  package func resumed() throws(Refusal) -> Self {
    switch self {
    case .waiting, .cancelled: .waiting
    case .running: .running
    case .done: throw Self.ended
    }
  }

  private static let ended = Refusal(.reevaluationEnded, "The re-evaluation is done")
}

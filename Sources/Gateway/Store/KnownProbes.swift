import GatewayDomain
import Synchronization

/// How often clients asked in vain, as far as it was read from the database, and what was counted since. No other process
/// counts.
final class KnownProbes: Sendable {
  private let tallies = Mutex<[String: [ProbeLimits.Kind: ProbeTally]]>([:])

  /// The tallies of a client at a minute; nil if they were not read yet.
  func tallies(of client: String, now: Int64) -> [ProbeTally]? {
    guard let known = tallies.withLock({ $0[client] }) else { return nil }
    return ProbeLimits.Kind.allCases.map { kind in
      ProbeTally(kind: kind, minutes: known[kind]?.minutes ?? [], now: now)
    }
  }

  /// Keeps the tallies of a client that were read, unless that was done before: questions may have been counted since.
  func keep(_ read: [ProbeTally], of client: String) {
    tallies.withLock { tallies in
      if tallies[client] == nil { tallies[client] = Dictionary(uniqueKeysWithValues: read.map { ($0.kind, $0) }) }
    }
  }

  /// Adds questions in vain of a client whose tallies are known.
  ///
  /// - Returns: The tally, these questions included.
  func add(_ count: Int, _ kind: ProbeLimits.Kind, of client: String, now: Int64) -> ProbeTally {
    tallies.withLock { tallies in
      let tally = ProbeTally(kind: kind, minutes: tallies[client]?[kind]?.minutes ?? [], now: now).adding(count)
      tallies[client, default: [:]][kind] = tally
      return tally
    }
  }
}

import CareTypes
import ServiceRuntime

/// Decides on the days before today on which decisions may have changed: a day passed unnoticed, because no process ran or the
/// clock was set, or something became known late. It is decided on each such day by what is known now, in the order of the
/// days, as if it had been known then.
///
/// How far a care situation has come is its next review, so that this can be interrupted at any time.
struct PastDays {
  /// How many decisions are made in a transaction at most, each on one care situation and one day.
  static let limit = 2_000

  private let transaction: WriteTransaction
  private let today: Int
  private let cache: ProvisionCache
  private let encode: (DecisionEvent) throws -> EventPayload

  init(
    _ transaction: WriteTransaction,
    before today: CalendarDate,
    cache: ProvisionCache,
    encode: @escaping (DecisionEvent) throws -> EventPayload
  ) {
    self.transaction = transaction
    self.today = today.daysSinceEpoch
    self.cache = cache
    self.encode = encode
  }

  /// Decides on the past days of care situations, as far as there are any.
  ///
  /// - Parameters:
  ///   - keys: The keys of the care situations.
  ///   - limit: How many decisions are made at most, each on one care situation and one day. A day is done as a whole.
  ///   - traceparent: The trace of what asked for it, by the key of the care situation.
  /// - Returns: The keys of those of which past days are left.
  func decide(
    _ keys: [Int64],
    limit: Int = PastDays.limit,
    traceparent: (Int64) -> String
  ) throws -> Set<Int64> {
    var due: [Int: [Int64]] = [:]
    for row in try transaction.connection.rows(Self.dueSQL, [ValueList(keys), today]) {
      // No right begins before Mantel knew of the care.
      guard let first = row["first_day"] as Int? else { continue }
      let day = max(row["next_review"], first)
      if day < today { due[day, default: []].append(row["key"]) }
    }
    var count = 0
    while count < limit, let day = due.keys.min(), let keys = due.removeValue(forKey: day) {
      var batch = try DecisionBatch(
        transaction: transaction,
        date: CalendarDate(daysSinceEpoch: day),
        cache: cache,
        memory: DecidedMemory(),
        encode: encode
      )
      for (key, next) in try batch.decideForPastDay(keys, traceparent: traceparent) where next < today {
        due[next, default: []].append(key)
      }
      count += keys.count
    }
    return Set(due.values.joined())
  }

  static let dueSQL = """
    SELECT key, next_review, (SELECT min(decided_for) FROM decision_set WHERE situation = situation.key) AS first_day
    FROM situation WHERE key IN \(ValueList.members("?")) AND next_review < ? AND is_forgotten = 0 ORDER BY key
    """
}

/// What each call of the gateway costs. More work for a call is a change of this table, which is seen in review.
///
/// The work that services do afterwards, such as decisions, is not part of it.
enum WorkTable {
  /// A line for each method: the calls of services behind the gateway; the statements that the databases of Registration,
  /// Statutes, Rights, HingeMoments and the gateway execute; the transactions that are written to disk, and those that
  /// only read.
  static let text = """
    method calls registration statutes rights moments gateway commits reads
    """

  /// A line of the table.
  static func line(_ method: String, _ work: WorkCounters.Work) -> String {
    ([method] + ([work.calls] + work.statements + [work.commits, work.reads]).map { "\($0)" }).joined(separator: " ")
  }
}

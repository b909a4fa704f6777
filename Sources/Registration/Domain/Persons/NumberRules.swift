package import ServiceCore

/// To whom a national number belongs when it is given for someone (rijksregisternummer).
///
/// If the number belongs to someone whom the client cannot see, the answer is the same as if nobody had it: the client
/// keeps a record of its own, and the number keeps finding the one who has it. The municipality where that one lives is
/// shown the pair, and decides whether the two are one person.
package enum NumberRules {
  /// Checks that a number may replace the one of a person.
  ///
  /// - Parameter holder: The person whom the client finds by the number; nil when there is none. The number of an
  ///   unconfirmed record is only claimed, so another person may get it.
  /// - Throws: `Refusal` with `numberInUse`.
  package static func requireFree(for person: PersonStatus, holder: PersonStatus?) throws(Refusal) {
    guard let holder, holder.key != person.key, holder.unconfirmedIn == nil else { return }
    throw Refusal(.numberInUse, "The number belongs to another person: merge the two if they are one")
  }

  /// Whether a national number that is given for a new person is only a claim: someone else has it, or the municipality
  /// where the person lives has not confirmed the record.
  package static func isClaim(of person: PersonStatus, isTaken: Bool) -> Bool {
    isTaken || person.unconfirmedIn != nil
  }

  /// Checks that a record can be confirmed: no other record that the viewer can see has its number.
  ///
  /// - Parameter bearers: The persons who have a number that was given for this one.
  /// - Throws: `Refusal` with `numberInUse`.
  package static func requireConfirmable(
    _ person: PersonStatus,
    bearers: [PersonStatus],
    by rules: VisibilityRules
  ) throws(Refusal) {
    for bearer in bearers where try rules.sees(bearer, clearance: .find) {
      throw Refusal(
        .numberInUse,
        "The number of \(person.name) belongs to another record: the two are merged, or their pair is dismissed"
      )
    }
  }

  /// Whether the client must get a separate record, although it can see a person with this number.
  ///
  /// This is so for the municipality where the person lives, while another municipality made the record and it is not
  /// confirmed: what the first one records must not become visible to the other. Someone who moved here keeps the number
  /// that they had; then the record goes on, masked for the municipality that they left.
  ///
  /// - Parameters:
  ///   - number: The number that was given.
  ///   - found: The person whom the client finds by it.
  ///   - bearer: The key of the person who has the number; nil when nobody has it.
  package static func needsOwnRecord(
    _ number: PersonNumber?,
    found: PersonStatus,
    bearer: Int64?,
    by rules: VisibilityRules
  ) throws(Refusal) -> Bool {
    guard found.unconfirmedIn != nil, case .insz = number, bearer != found.key else { return false }
    return try rules.isAtHome(found)
  }
}

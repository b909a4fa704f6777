package import CareTypes
package import ServiceCore

/// Everything that was declared about the consents of one person, and the only rule that evaluates it: for each purpose
/// the latest declaration by its own date is valid, whenever it was recorded.
package struct ConsentLog: Sendable, Hashable {
  /// The declarations, in the order of their own dates.
  package let declarations: [ConsentDeclaration]

  /// A log.
  ///
  /// - Parameter declarations: In the order of recording.
  package init(_ declarations: [ConsentDeclaration]) {
    self.declarations = declarations.enumerated()
      .sorted { $0.element.place(recordedAs: $0.offset) < $1.element.place(recordedAs: $1.offset) }
      .map(\.element)
  }

  /// The consents that are in force at the end of a day, by purpose.
  ///
  /// - Parameter day: Declarations of later days are ignored; nil to use all.
  package func consentsInForce(on day: CalendarDate? = nil) -> [Consent] {
    var latest: [ConsentPurpose: ConsentDeclaration] = [:]
    for declaration in declarations where day.map({ declaration.date <= $0 }) ?? true {
      latest[declaration.purpose] = declaration
    }
    return latest.values.compactMap { declaration in
      guard declaration.isGiven, let givenBy = declaration.declaredBy else { return nil }
      return Consent(
        purpose: declaration.purpose,
        givenDate: declaration.date,
        givenBy: givenBy,
        channel: declaration.channel
      )
    }
    .sorted { $0.purpose.rawValue < $1.purpose.rawValue }
  }

  /// Whether a consent is in force at the end of a day.
  package func isInForce(_ purpose: ConsentPurpose, on day: CalendarDate) -> Bool {
    consentsInForce(on: day).contains { $0.purpose == purpose }
  }

  /// Checks that there is a consent to withdraw.
  ///
  /// - Parameter person: Resource name of the person, for the text.
  /// - Throws: `Refusal` with `noConsent` when no consent for the purpose is in force on the day of the withdrawal.
  package func requireInForce(for withdrawal: ConsentWithdrawal, of person: String) throws(Refusal) {
    guard isInForce(withdrawal.purpose, on: withdrawal.date) else {
      throw Refusal(.noConsent, "\(person) has no consent for this purpose")
    }
  }

  /// The withdrawals that were declared to one record while two records were merged, and that must also apply to the
  /// other record when the merge is undone: those that end a consent of the other. A consent stays with the record to
  /// which it was given.
  ///
  /// - Parameters:
  ///   - other: The log of the record that is separated.
  ///   - time: When the two were merged.
  package func protecting(_ other: ConsentLog, since time: Instant) -> [ConsentDeclaration] {
    declarations.filter {
      !$0.isGiven && $0.recordTime >= time && other.isInForce($0.purpose, on: $0.date)
    }
  }
}

import CareTypes

extension SituationFacts {
  /// The first day on which a care situation is another than was thought, by what is stored of it: its terms, residences,
  /// days, evidence and declarations, not its moments and consents.
  ///
  /// - Parameter former: The same care situation as it was known before.
  /// - Returns: The day, in days since 1970-01-01, the first day of the care when it differs from the beginning; nil when
  ///   nothing differs.
  package func firstDifference(from former: SituationFacts) -> Int? {
    let start = min(span.start, former.span.start)
    let isAnother =
      caregiver.id != former.caregiver.id || recipient.id != former.recipient.id
      || caregiver.birthDate != former.caregiver.birthDate || recipient.birthDate != former.recipient.birthDate
      || declaredByCaregiver != former.declaredByCaregiver || declaredByRecipient != former.declaredByRecipient
      || span.start != former.span.start
    if isAnother { return start.daysSinceEpoch }
    var days: [Int] = []
    if span.end != former.span.end {
      days += [span.end, former.span.end].compactMap { $0.map { $0.daysSinceEpoch + 1 } }.min().map { [$0] } ?? []
    }
    days += Set(evidence).symmetricDifference(former.evidence).map(\.from)
    func always<Value>(_ value: Value) -> Timeline<Value> { Timeline(start: start, value: value) }
    let later = [
      (timeline.terms ?? always(terms)).firstDifference(from: former.timeline.terms ?? always(former.terms)),
      (timeline.caregiverResidences ?? always(caregiver.place))
        .firstDifference(from: former.timeline.caregiverResidences ?? always(former.caregiver.place)),
      (timeline.recipientResidences ?? always(recipient.place))
        .firstDifference(from: former.timeline.recipientResidences ?? always(former.recipient.place)),
    ]
    days += later.compactMap { $0?.daysSinceEpoch }
    return days.min().map { max($0, start.daysSinceEpoch) }
  }
}

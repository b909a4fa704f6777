import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Applies the events of the other services in one transaction: stores what they say, and queues the care situations whose
/// decisions may change.
///
/// Provisions are collected first. `finish` reads all versions once and asks for one re-evaluation of the concerned care
/// situations, however many provisions a batch publishes.
struct RightsEventConsumer {
  private let transaction: WriteTransaction
  private let cache: ProvisionCache
  private let queue: EvaluationQueue
  private let municipalities: MunicipalityTable
  /// The versions that were published.
  private var published: [ProvisionVersion] = []
  /// The versions for which other proofs were found.
  private var proven: Set<ProvisionVersion.Key> = []
  /// The care situations that were stored, as they are stored now. Deciding on them need not read them again.
  private(set) var written: [OpaqueID: SituationFacts] = [:]

  /// The legal day.
  private let today: CalendarDate

  init(_ transaction: WriteTransaction, cache: ProvisionCache, municipalities: MunicipalityTable) throws {
    self.transaction = transaction
    today = try transaction.now.dateInBelgium()
    self.cache = cache
    self.municipalities = municipalities
    queue = EvaluationQueue(transaction)
  }

  private var db: Connection { transaction.connection }

  /// Applies one event.
  mutating func consume(_ event: EventForRights) throws {
    switch event {
    case .registered(let situation):
      try SituationRows.insert(situation, on: today, in: db)
      try queue.add(withRecipient: situation.recipient.id)
      try queueCare(by: [situation.caregiver.id], since: nil)
    case .changed(let situation):
      let former = try SituationRows.replace(situation, on: today, in: db)
      written[situation.id] = situation
      let since = former.flatMap { situation.firstDifference(from: $0) }
      // The number of caregivers of a recipient matters for all care of the recipient, and of a former recipient.
      for recipient in Set([situation.recipient.id, former?.recipient.id ?? situation.recipient.id]) {
        try queue.add(withRecipient: recipient, since: since)
      }
      // The number of recipients of a caregiver changes only with the two people and the days of the care.
      try queueCare(by: situation.caregiversToCount(after: former), since: since)
      // The care may turn out not to have ended with a death.
      if let former, let death = former.caregiverDeathDay, former.span != situation.span {
        try queue.add(withCaregiver: former.caregiver.id, since: death)
      }
    case .ended(let id, let date, let caregiverDied):
      let former = try SituationRows.end(id, on: date, caregiverDied: caregiverDied, in: db)
      written[id] = nil
      let since = min(date.daysSinceEpoch, former ?? .max - 1) + 1
      if let people = try SituationRows.people(of: id, in: db) {
        try queue.add(withRecipient: people.recipient, since: since)
        try queueCare(by: [people.caregiver], since: since)
        if caregiverDied { try queue.add(withCaregiver: people.caregiver, since: date.daysSinceEpoch + 1) }
      }
    case .consent(let person, let purpose, let given):
      try PersonRows.setConsent(of: person, to: purpose, given, on: today, in: db)
      if purpose == .automaticRights {
        try queue.add(withCaregiverOrRecipient: person)
      } else if let first = try PersonRows.firstMoment(of: person, coveredBy: purpose, in: db) {
        try queue.add(withRecipientKnownAs: person, since: first)
      }
    case .erased(let person):
      try PersonRows.erase(person, at: transaction.now, in: db)
      written = [:]
      try queue.add(withCaregiverOrRecipient: person)
    case .merged(let kept, let merged):
      try PersonRows.setMerged(merged, into: kept, in: db)
      try queue.add(withRecipient: kept)
    case .unmerged(let kept, let merged):
      try PersonRows.setUnmerged(merged, in: db)
      for person in [kept, merged] { try queue.add(withRecipient: person) }
    case .published(let version):
      if try ProvisionRows.insert(version, in: db) { published.append(version) }
    case .equivalences(let name, let number, let proofs):
      if try ProvisionRows.setFoundProofs(proofs, for: name, number, in: db) {
        proven.insert(ProvisionVersion.Key(name: name, version: number))
      }
    case .moment(let id, let moment, let person, let purpose):
      if try PersonRows.addMoment(id, moment, of: person, coveredBy: purpose, in: db) {
        try queue.add(withRecipientKnownAs: person, since: moment.day)
      }
    case .momentRetracted(let id):
      if let moment = try PersonRows.removeMoment(id, in: db) {
        try queue.add(withRecipientKnownAs: moment.person, since: moment.day)
      }
    }
  }

  /// Queues all care by caregivers whose number of recipients may be another, if that matters for any decision.
  private func queueCare(by caregivers: Set<OpaqueID>, since: Int?) throws {
    guard !caregivers.isEmpty, try cache.provisions(in: db).asksRecipientCount else { return }
    for caregiver in caregivers { try queue.add(withCaregiver: caregiver, since: since) }
  }

  /// Asks for a re-evaluation of the care situations that the published provisions and found proofs concern: those of the
  /// territories of all versions of these provisions, and of the versions that accept one of them as a proof. It begins with
  /// the first day of the versions, if that is past.
  func finish() throws {
    if published.isEmpty, proven.isEmpty { return }
    let names = Set(published.map(\.name))
    let concerned = try cache.provisions(in: db).versions.filter { version in
      names.contains(version.name) || proven.contains(version.key)
        || version.acceptedProofs.contains { names.contains($0.proof) }
    }
    // Nothing is decided on an offer, and nothing without care.
    if try concerned.isEmpty || !SituationRows.isAny(in: db) { return }
    let since = published.filter { !$0.isOffer }.map(\.validFrom).min()
    try ReevaluationRows.insert(
      Reevaluation.Extent(
        of: concerned,
        in: [],
        since: since.flatMap { $0 < today.daysSinceEpoch ? $0 : nil },
        municipalities
      ),
      because: published.isEmpty ? .proofsFound : .published,
      of: (published.map(\.key) + proven).sorted { ($0.name, $0.version) < ($1.name, $1.version) },
      transaction
    )
  }
}

extension SituationFacts {
  /// The caregivers whose number of recipients may be another than it was before a change.
  ///
  /// - Parameter former: The care situation before it; nil when it is new.
  fileprivate func caregiversToCount(after former: SituationFacts?) -> Set<OpaqueID> {
    guard let former else { return [caregiver.id] }
    let isAlike = (caregiver.id, recipient.id) == (former.caregiver.id, former.recipient.id) && span == former.span
    return isAlike ? [] : [caregiver.id, former.caregiver.id]
  }
}

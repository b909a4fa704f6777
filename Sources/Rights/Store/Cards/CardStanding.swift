import CareTypes
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Looks again at the rights that cards rest on, in the transaction that changes them: the status lists never lag behind a
/// decision or an action. What ends by the passing of time alone is in the last day of the card.
struct CardStanding {
  let transaction: WriteTransaction
  let cache: ProvisionCache
  let parts: PartCache

  /// Looks at the cards of the caregivers of some care situations.
  ///
  /// - Parameter situations: Their keys.
  func review(_ situations: [Int64]) throws {
    let db = transaction.connection
    let today = try transaction.now.dateInBelgium()
    for holder in try CardRows.holders(ofCaregiversIn: situations, from: today.daysSinceEpoch, in: db) {
      let file = try AwardReader(of: .person(holder), on: today, knownAt: transaction.now, cache, parts, in: db).file
      try CardRows.setEnded(!CardRules.mayKeep(holder, in: file), of: holder, in: db)
    }
  }

  /// Looks at the cards that may rest on some awards.
  func review(_ awards: [AwardKey]) throws {
    let db = transaction.connection
    try review(
      awards.flatMap { award in
        switch award.holder {
        case .person(let id): try db.values(Int64.self, Self.ofCaregiverSQL, [id.blob])
        case .careSituation(let id): try db.values(Int64.self, Self.situationSQL, [id.blob])
        }
      }
    )
  }

  static let ofCaregiverSQL = "SELECT key FROM situation WHERE caregiver = ?"
  static let situationSQL = "SELECT key FROM situation WHERE id = ?"
}

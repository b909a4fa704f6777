import CareTypes
import Foundation
import RightsDomain
import ServiceRuntime

/// Reads and writes caregiver cards.
enum CardRows {
  /// How often a place is tried before another list is begun: a list that is half full is left.
  private static let attempts = 8

  /// Stores a new card of a person, with places that chance takes.
  static func insert(
    for holder: OpaqueID,
    issued: Instant,
    lastDay: Int,
    in db: Connection
  ) throws -> CaregiverCard {
    let key = try db.insert(
      "INSERT INTO card (holder, issued_to, issued, last_day) VALUES (?, ?, ?, ?)",
      [holder.blob, holder.blob, issued.microseconds, lastDay]
    )
    return CaregiverCard(
      issued: issued,
      lastDay: lastDay,
      tokenPlace: try takePlace(of: key, isCredential: false, in: db),
      credentialPlace: try takePlace(of: key, isCredential: true, in: db)
    )
  }

  private static func takePlace(of card: Int64, isCredential: Bool, in db: Connection) throws -> StatusPlace {
    var list = try lists(in: db)
    while true {
      for _ in 0..<attempts {
        let place = StatusPlace.random(inList: list)
        let taken = try db.change(takeSQL, [place.number, card, isCredential]) == 0
        if !taken { return place }
      }
      list += 1
    }
  }

  static let takeSQL = """
    INSERT INTO card_status (place, card, is_credential) VALUES (?, ?, ?) ON CONFLICT (place) DO NOTHING
    """

  /// The number of status lists: at least one.
  static func lists(in db: Connection) throws -> Int {
    try db.value(Int64.self, "SELECT max(place) FROM card_status").map { StatusPlace(number: $0).list } ?? 1
  }

  /// The latest card of a person; nil when none was issued.
  static func latest(of holder: OpaqueID, in db: Connection) throws -> CaregiverCard? {
    guard let row = try db.row(latestSQL, [holder.blob]) else { return nil }
    var places: [Bool: StatusPlace] = [:]
    try db.each("SELECT place, is_credential FROM card_status WHERE card = ?", [row["key"] as Int64]) {
      places[$0["is_credential"]] = StatusPlace(number: $0["place"])
    }
    guard let tokenPlace = places[false], let credentialPlace = places[true] else { return nil }
    return CaregiverCard(
      issued: Instant(microseconds: row["issued"]),
      lastDay: row["last_day"],
      tokenPlace: tokenPlace,
      credentialPlace: credentialPlace,
      isRevoked: !row.isNull("revoked"),
      isEnded: row["is_ended"]
    )
  }

  static let latestSQL = """
    SELECT key, issued, last_day, revoked, is_ended FROM card WHERE holder = ? ORDER BY key DESC LIMIT 1
    """

  /// Revokes the cards of a person that are not revoked yet.
  ///
  /// - Returns: How many.
  @discardableResult
  static func revoke(of holder: OpaqueID, at now: Instant, in db: Connection) throws -> Int {
    try db.execute(revokeStatusSQL, [holder.blob])
    return try db.change(revokeSQL, [now.microseconds, holder.blob])
  }

  static let revokeSQL = "UPDATE card SET revoked = ? WHERE holder = ? AND revoked IS NULL"
  static let revokeStatusSQL = """
    UPDATE card_status SET is_revoked = 1 WHERE card IN (SELECT key FROM card WHERE holder = ? AND revoked IS NULL)
    """

  /// Revokes the cards of a person who is erased, and forgets whose they were. The places stay taken.
  static func erase(_ person: Data, at now: Instant, in db: Connection) throws {
    try db.execute(eraseStatusSQL, [person, person])
    try db.execute(eraseSQL, [now.microseconds, person, person])
  }

  static let eraseSQL = """
    UPDATE card SET holder = NULL, issued_to = NULL, revoked = coalesce(revoked, ?) WHERE holder = ? OR issued_to = ?
    """
  static let eraseStatusSQL = """
    UPDATE card_status SET is_revoked = 1 WHERE card IN (SELECT key FROM card WHERE holder = ? OR issued_to = ?)
    """

  /// Lets the cards of a person who was merged pass to another.
  static func merge(_ merged: OpaqueID, into kept: OpaqueID, in db: Connection) throws {
    try db.execute("UPDATE card SET holder = ? WHERE holder = ?", [kept.blob, merged.blob])
  }

  /// Gives the cards of a person back whose merge was undone.
  static func unmerge(_ merged: OpaqueID, in db: Connection) throws {
    try db.execute("UPDATE card SET holder = issued_to WHERE issued_to = ?", [merged.blob])
  }

  /// The holders of cards that are neither revoked nor expired among the caregivers of some care situations.
  static func holders(ofCaregiversIn situations: [Int64], from day: Int, in db: Connection) throws -> [OpaqueID] {
    try db.values(Data.self, holdersSQL, [ValueList(situations), day]).compactMap(OpaqueID.init(blob:))
  }

  static let holdersSQL = """
    SELECT DISTINCT card.holder FROM situation JOIN card ON card.holder = situation.caregiver
    WHERE situation.key IN \(ValueList.members("?")) AND card.revoked IS NULL AND card.last_day >= ?
    """

  /// Stores whether the cards of a person have ended with their right.
  static func setEnded(_ isEnded: Bool, of holder: OpaqueID, in db: Connection) throws {
    let changed = try db.change(setEndedSQL, [isEnded, holder.blob, isEnded])
    if changed > 0 { try db.execute(setEndedStatusSQL, [isEnded, holder.blob]) }
  }

  static let setEndedSQL = "UPDATE card SET is_ended = ? WHERE holder = ? AND revoked IS NULL AND is_ended <> ?"
  static let setEndedStatusSQL = """
    UPDATE card_status SET is_revoked = ? WHERE card IN (SELECT key FROM card WHERE holder = ? AND revoked IS NULL)
    """

  /// The places within a list that it says are revoked.
  static func revoked(inList list: Int, in db: Connection) throws -> [Int] {
    let numbers = StatusPlace.numbers(ofList: list)
    return try db.values(Int64.self, revokedSQL, [numbers.lowerBound, numbers.upperBound])
      .map { StatusPlace(number: $0).index }
  }

  static let revokedSQL = "SELECT place FROM card_status WHERE is_revoked = 1 AND place >= ? AND place < ?"
}

import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Who sees what. For who lives outside Flanders municipalities act as if they lived there: see `homes`.
///
/// A person is seen by the municipality where they live today, and those where the people live whom they care for or are
/// cared for by, as long as that goes on and a year after it. The record itself is changed and given out by the
/// municipality where they live alone. A sealed record takes a clearance as well. What is out of sight is refused exactly as what does not exist.
///
/// Who tells a national number is answered, by every method that takes one, as if nobody had it, or as one who is in sight:
///
/// | who has the number | clearance `none` | `find` | `read` |
/// | --- | --- | --- | --- |
/// | nobody | nobody | nobody | nobody |
/// | someone who lives elsewhere, without care partners here | nobody | nobody | nobody |
/// | someone in sight | in sight | in sight | in sight |
/// | someone here, sealed | nobody | in sight, shown without identity | in sight |
/// | someone here, erased | nobody | nobody | nobody |
/// | someone elsewhere, in an unconfirmed record of a third municipality | nobody | nobody | nobody |
///
/// "Nobody" holds byte for byte, apart from opaque ids and times, under whatever name the number is told. In sight, a search
/// finds, a number that is replaced is `NUMBER_IN_USE`, and a name or birth date that does not fit is `IDENTITY_DIFFERS`.
struct Visibility: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let lookupHashes: LookupHashes

  /// Whether a person lives in a municipality of the viewer, or one of them acts for them.
  func isAtHome(_ person: PersonRow, for viewer: Viewer, in db: Database) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return !(try homes(ofPerson: person.key, on: viewer.today, in: db).isDisjoint(with: scope.municipalities))
  }

  /// - Throws: `Refusal` for a person who lives outside the municipalities of the viewer.
  func requireAtHome(_ person: PersonRow, for viewer: Viewer, in db: Database) throws {
    guard try isAtHome(person, for: viewer, in: db) else {
      throw Refusal(.outOfScope, "The record of \(person.name) is kept by the municipality where they live")
    }
  }

  /// Whether a person is in sight.
  ///
  /// - Parameter clearance: What their record takes if it is sealed.
  func sees(
    _ viewer: Viewer,
    _ person: PersonRow,
    clearance: CallScope.Clearance = .read,
    in db: Database
  ) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    if person.isSealed, scope.clearance < clearance { return false }
    return !(try territory(ofPerson: person.key, on: viewer.today, in: db).isDisjoint(with: scope.municipalities))
  }

  /// Whether the care situation of two people is in sight.
  func sees(_ viewer: Viewer, _ caregiver: PersonRow, _ recipient: PersonRow, in db: Database) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    if caregiver.isSealed || recipient.isSealed, scope.clearance < .read { return false }
    let homes = try homes(ofCaregiver: caregiver.key, recipient: recipient.key, on: viewer.today, in: db)
    return !homes.isDisjoint(with: scope.municipalities)
  }

  /// A municipality that is in sight, as the codes whose area belongs to it today.
  ///
  /// - Throws: `Refusal` for one outside the scope.
  func area(of municipality: NISCode, for viewer: Viewer) throws(Refusal) -> [NISCode] {
    if let scope = viewer.scope, !scope.municipalities.contains(municipality) {
      throw Refusal.notFound("The municipality \(municipality)")
    }
    return codes(of: municipality, on: viewer.today)
  }
}

import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A person who was just stored, with what was stored: none of it has to be read back.
struct NewPerson {
  /// The row.
  let row: PersonRow
  /// What is compared of them to find probable duplicates, without care partners.
  let subject: Likeness.Subject
  /// Under which keys these are found.
  let likenessKeys: PackedHashes
  /// Where they live.
  let residences: Timeline<Residence>
  /// When they were stored.
  let recordTime: Instant

  /// Where they live, without addresses.
  var places: Timeline<Place> { Timeline(start: residences.first.start, value: residences.first.value.place) }

  /// Where they live, as it decides who may see them.
  var homes: [CareNetwork.Home] {
    let home = residences.first
    return [
      CareNetwork.Home(place: home.value.place, start: home.start, isReplaced: false, recordTime: recordTime)
    ]
  }
}

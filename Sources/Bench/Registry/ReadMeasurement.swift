import CareTypes
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reading a filled registry, by one client, one call after the other.
struct ReadMeasurement {
  let site: Site
  let effort: Effort
  let registry: Registry
  /// The ids of the first care situations of the registry.
  let ids: [OpaqueID]

  func measure(situations: Int) async throws -> [Measurement] {
    let (viewer, store, count) = (site.viewer, registry.store, ids.count)
    /// Spreads the calls over the registry.
    func place(_ time: Int) -> Int { time * 7_919 % count }
    let sought = try (0..<count).map { try site.people.situation($0) }

    let plain = try PlainDatabase(path: site.newDatabase())
    try plain.insert(count, bytes: count * 200)
    func against(_ name: String, _ body: (Int) async throws -> Void) async throws -> Measurement {
      try await effort.measure(
        name,
        situations: situations,
        against: "rows fetched by their key",
        limit: { try await effort.pace { try plain.fetch(place($0) + 1) } },
        subject: { try await effort.pace { try await body(place($0)) } }
      )
    }
    func check(_ isFound: Bool) throws {
      if !isFound { throw Refusal(.internal, "What was registered is not found") }
    }
    return [
      try await against("GetCareSituation in the store") { index in
        _ = try await store.careSituations.careSituation(ids[index], for: viewer)
      },
      try await against("search by number in the store") { index in
        let person = sought[index].recipient
        guard let number = person.number, let home = person.residence.place.municipality else { return }
        try check(try await !store.persons.search(.number(number), in: home, for: viewer).isEmpty)
      },
      try await against("search by name and birth date in the store") { index in
        let person = sought[index].caregiver
        guard let birth = person.birthDate, let home = person.residence.place.municipality else { return }
        let search = PersonSearch.name(person.identity.familyName, birthDate: birth)
        try check(try await !store.persons.search(search, in: home, for: viewer).isEmpty)
      },
      try await against("FindCaregivers in the store") { index in
        guard case .insz(let insz) = sought[index].recipient.number else { return }
        let answer = try await store.caregivers.caregivers(of: .number(insz), purpose: .hospital, on: viewer.today)
        try check(answer.found?.caregivers.count == 1)
      },
    ]
  }
}

import CareTypes
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reading a filled registry, by one client, one call after the other.
struct ReadMeasurement {
  let site: Site
  let effort: Effort
  let filled: FilledRegistry

  func measure() async throws -> [Measurement] {
    let (situations, viewer, store) = (site.people.situations, site.viewer, filled.registry.store)
    /// Spreads the calls over the registry.
    func place(_ time: Int) -> Int { time * 7_919 % situations.count }

    let plain = try PlainDatabase(path: site.newDatabase())
    try plain.insert(situations.count, bytes: situations.count * 200)
    func against(_ name: String, _ body: (Int) async throws -> Void) async throws -> Measurement {
      try await effort.measure(
        name,
        against: "rows fetched by their key",
        limit: { try await effort.rate { try await plain.fetch(place($0) + 1) } },
        rate: { try await effort.rate { try await body(place($0)) } }
      )
    }
    func check(_ isFound: Bool) throws {
      if !isFound { throw Refusal(.internal, "What was registered is not found") }
    }
    return [
      try await against("GetCareSituation") { index in
        _ = try await store.careSituations.careSituation(filled.ids[index], for: viewer)
      },
      try await against("search by number") { index in
        let person = situations[index].recipient
        guard let number = person.number, let home = person.residence.place.municipality else { return }
        try check(try await !store.persons.search(.number(number), in: home, for: viewer).isEmpty)
      },
      try await against("search by name and birth date") { index in
        let person = situations[index].caregiver
        guard let birth = person.birthDate, let home = person.residence.place.municipality else { return }
        let search = PersonSearch.name(person.identity.familyName, birthDate: birth)
        try check(try await !store.persons.search(search, in: home, for: viewer).isEmpty)
      },
      try await against("FindCaregivers") { index in
        guard case .insz(let insz) = situations[index].recipient.number else { return }
        let answer = try await store.caregivers.caregivers(of: insz, purpose: .hospital, on: viewer.today)
        try check(answer.found?.caregivers.count == 1)
      },
    ]
  }
}

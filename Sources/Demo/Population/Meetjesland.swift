import CareTypes

/// The municipalities of the Meetjesland, with how many of a hundred people live in each, roughly.
enum Meetjesland {
  struct Place: Sendable {
    let client: String
    let code: String
    let postalCode: String
    let share: Int
  }

  static let municipalities = [
    Place(client: "aalter", code: "44084", postalCode: "9880", share: 17),
    Place(client: "evergem", code: "44019", postalCode: "9940", share: 21),
    Place(client: "lievegem", code: "44085", postalCode: "9930", share: 16),
    Place(client: "maldegem", code: "43010", postalCode: "9990", share: 14),
    Place(client: "eeklo", code: "43005", postalCode: "9900", share: 12),
    Place(client: "assenede", code: "43002", postalCode: "9960", share: 8),
    Place(client: "zelzate", code: "43018", postalCode: "9060", share: 7),
    Place(client: "kaprijke", code: "43007", postalCode: "9970", share: 3),
    Place(client: "sint-laureins", code: "43014", postalCode: "9980", share: 2),
  ]
}

package import CareTypes

/// Where a person lives (woonplaats): an address in a municipality of Belgium, or in another country.
package struct Residence: Sendable, Hashable {
  /// Municipality, by the code that it had when this was recorded, or country.
  package let place: Place
  /// The address; nil once the person was erased.
  package let address: Address?

  /// Street and postal code, and abroad the place.
  package struct Address: Sendable, Hashable, Codable {
    /// Street, number and box; may be empty.
    package let streetLine: String
    /// Postal code: four digits in Belgium; abroad as it is written there, and may be empty.
    package let postalCode: String
    /// Name of the place abroad; nil in Belgium.
    package let locality: String?

    /// Street and house number, folded, with the letter that belongs to the number: "12 A" is "12A".
    var house: String {
      let all = streetLine.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      func isNumber(_ word: String) -> Bool { word.first?.isNumber == true }
      var words: [String] = []
      for (index, word) in all.enumerated() {
        // "1 b 3" is house 1, box 3.
        if Self.boxes.contains(word) || word == "b" && all.dropFirst(index + 1).first.map(isNumber) == true { break }
        if let last = words.last, last.allSatisfy(\.isNumber), word.count == 1, !isNumber(word) {
          words[words.count - 1] = last + word
        } else {
          words.append(word)
        }
      }
      // A street may begin with a number: the last one is that of the house. One right behind another, as in "12/3", is
      // that of a box.
      let number = words.indices.last { isNumber(words[$0]) && ($0 == 0 || !isNumber(words[$0 - 1])) }
      // A number before the street, as in "5, Rue Haute", has all of the street behind it.
      let house = number.map { $0 == 0 ? words[...] : words[...$0] } ?? words[...]
      return NameFolding.folded(house.joined())
    }

    /// Words with which a box begins.
    private static let boxes: Set<String> = ["bus", "bte", "boite", "boîte", "box"]

    /// An address in Belgium.
    package init(streetLine: String, postalCode: PostalCode) {
      self.streetLine = streetLine
      self.postalCode = postalCode.digits
      locality = nil
    }

    /// An address in Belgium with a postal code as it was stored.
    init(streetLine: String, storedPostalCode: String) {
      self.streetLine = streetLine
      postalCode = storedPostalCode
      locality = nil
    }

    /// An address abroad.
    package init(streetLine: String, foreignPostalCode: String, locality: String) {
      self.streetLine = streetLine
      postalCode = foreignPostalCode
      self.locality = locality
    }
  }

  /// A residence.
  package init(place: Place, address: Address?) {
    self.place = place
    self.address = address
  }

  /// Whether it is clearly another home: in another place, under another postal code, or in another street or house.
  /// Boxes are not compared, because people who live in one house may leave them out.
  package func isApart(from other: Residence) -> Bool {
    if place != other.place { return true }
    guard let address, let there = other.address else { return false }
    func differ(_ one: String, _ other: String) -> Bool { !one.isEmpty && !other.isEmpty && one != other }
    return differ(address.postalCode, there.postalCode) || differ(address.house, there.house)
  }
}

/// Where someone lives, as far as rules look at it (woonplaats): a municipality of Belgium, or another country.
package enum Place: Sendable, Hashable {
  /// A municipality of Belgium.
  case municipality(NISCode)
  /// Another country.
  case country(CountryCode)

  /// Reads a NIS code, or the code of another country.
  ///
  /// - Throws: `ValueError`.
  package init(_ text: some StringProtocol) throws(ValueError) {
    guard text.utf8.first.map({ (48...57).contains($0) }) ?? false else {
      let country = try CountryCode(text)
      guard !country.isBelgium else {
        throw ValueError(.inconsistent, "Who lives in Belgium lives in a municipality.")
      }
      self = .country(country)
      return
    }
    self = .municipality(try NISCode(text))
  }

  /// The NIS code, or the code of the country.
  package var text: String {
    switch self {
    case .municipality(let code): code.digits
    case .country(let country): country.letters
    }
  }

  /// The municipality; nil abroad.
  package var municipality: NISCode? {
    if case .municipality(let code) = self { code } else { nil }
  }

  /// The country; nil for Belgium.
  package var country: CountryCode? {
    if case .country(let country) = self { country } else { nil }
  }

  /// The region of Belgium, or abroad; nil for a code that is not a municipality's.
  package var region: Region? {
    switch self {
    case .municipality(let code): code.region
    case .country: .abroad
    }
  }

  /// The municipality when it is in Flanders; nil elsewhere.
  package var flemishMunicipality: NISCode? { region == .flanders ? municipality : nil }
}

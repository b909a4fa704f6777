/// A value that consists of texts, so that it can be stored as these one after the other.
package protocol TextRecord: Decodable {
  /// The texts in an order that never changes, nil where there is none.
  var texts: [String?] { get }
  /// The value of these texts; nil when some are missing.
  init?(texts: [String?])
}

extension Identity: TextRecord {
  /// Names, ways to reach the person, the trusted adult, and the former family names, of which there may be any number.
  package var texts: [String?] {
    let adult = trustedAdult
    return [
      familyName, givenNames, phone, email, adult?.displayName, adult?.relation, adult?.phone, adult?.email,
    ] + (formerFamilyNames ?? [])
  }

  /// The identity of these texts.
  package init?(texts: [String?]) {
    guard texts.count >= 8, let familyName = texts[0], let givenNames = texts[1], let phone = texts[2],
      let email = texts[3]
    else { return nil }
    let formerNames = texts.dropFirst(8).compactMap(\.self)
    self.familyName = familyName
    self.givenNames = givenNames
    self.phone = phone
    self.email = email
    trustedAdult = TrustedAdult(texts: Array(texts[4..<8]))
    formerFamilyNames = formerNames.isEmpty ? nil : formerNames
  }
}

extension Residence.Address: TextRecord {
  /// Street, postal code, and the place abroad.
  package var texts: [String?] { [streetLine, postalCode, locality] }

  /// The address of these texts.
  package init?(texts: [String?]) {
    guard texts.count >= 3, let streetLine = texts[0], let postalCode = texts[1] else { return nil }
    if let locality = texts[2] {
      self.init(streetLine: streetLine, foreignPostalCode: postalCode, locality: locality)
    } else {
      self.init(streetLine: streetLine, storedPostalCode: postalCode)
    }
  }
}

import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A residence as it is handed in, by whichever message.
struct GivenResidence {
  let municipality, country, streetLine, postalCode, locality: String

  init(_ message: Mantel_Registration_V1_PersonDetails) {
    municipality = message.municipality
    country = message.country
    streetLine = message.streetLine
    postalCode = message.postalCode
    locality = message.locality
  }

  init(_ message: Mantel_Registration_V1_Residence) {
    municipality = message.municipality
    country = message.country
    streetLine = message.streetLine
    postalCode = message.postalCode
    locality = message.locality
  }
}

/// Reads where people live: in a municipality of Belgium, or at a place in another country.
extension RequestReading {
  /// An address on a day.
  func residence(
    _ given: GivenResidence,
    _ field: String,
    on date: CalendarDate,
    _ validation: inout Validation
  ) -> Residence? {
    let street = text(given.streetLine, "\(field).street_line", 0...200, &validation)
    if given.country.isEmpty {
      validation.require(given.locality.isEmpty, "\(field).locality", "is given without a country")
      return residence(inBelgium: given, street, field, on: date, &validation)
    }
    validation.require(given.municipality.isEmpty, "\(field).country", "is given beside a municipality")
    let country = validation.value("\(field).country") { () throws(ValueError) in try CountryCode(given.country) }
    if let country, country.isBelgium {
      validation.reject("\(field).country", "is Belgium, of which the municipality is told instead")
    }
    let postalCode = text(given.postalCode, "\(field).postal_code", 0...12, &validation)
    let locality = text(given.locality, "\(field).locality", 1...100, &validation)
    guard let street, let country, let postalCode, let locality else { return nil }
    return Residence(
      place: .country(country),
      address: Residence.Address(streetLine: street, foreignPostalCode: postalCode, locality: locality)
    )
  }

  private func residence(
    inBelgium given: GivenResidence,
    _ street: String?,
    _ field: String,
    on date: CalendarDate,
    _ validation: inout Validation
  ) -> Residence? {
    var postal: PostalCode?
    if given.postalCode.isEmpty {
      validation.reject("\(field).postal_code", "is required")
    } else {
      postal = validation.value("\(field).postal_code") { () throws(ValueError) in try PostalCode(given.postalCode) }
    }
    var municipality: NISCode?
    if given.municipality.isEmpty {
      validation.reject("\(field).municipality", "is required")
    } else {
      municipality = validation.value("\(field).municipality") { () throws(ValueError) in
        try tables.municipality(NISCode(given.municipality), at: date).code
      }
    }
    guard let street, let postal, let municipality else { return nil }
    return Residence(
      place: .municipality(municipality),
      address: Residence.Address(streetLine: street, postalCode: postal)
    )
  }
}

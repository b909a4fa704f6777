import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads people: who they are, where they live, and how to reach them.
extension RequestReader {
  /// Reads a person.
  func person(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> PersonDetails? {
    guard isSet else {
      validation.missing(field)
      return nil
    }
    let number = number(message, field, &validation)
    let birthDate = birthDate(message, number, field, &validation)
    let identity = identity(message, field, &validation)
    let residence = residence(GivenResidence(message), field, on: today, &validation)
    let contactPreferences = contactPreferences(message, field, &validation)
    guard let identity, let residence, let contactPreferences else { return nil }
    return PersonDetails(
      number: number,
      birthDate: birthDate,
      identity: identity,
      residence: residence,
      contactPreferences: contactPreferences
    )
  }

  /// Reads the national or local number of a person; nil if there is none, which is no mistake here.
  func number(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ field: String,
    _ validation: inout Validation
  ) -> PersonNumber? {
    if !message.insz.isEmpty {
      validation.require(message.localNumber.isEmpty, "\(field).local_number", "is given beside a national number")
      return insz(message.insz, "\(field).insz", &validation).map { .insz($0) }
    }
    if message.localNumber.isEmpty { return nil }
    return validation.value("\(field).local_number") { () throws(ValueError) in
      .local(try LocalNumber(message.localNumber))
    }
  }

  /// Reads the birth date of a person, which must be given if there is no national number that contains it.
  func birthDate(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ number: PersonNumber?,
    _ field: String,
    _ validation: inout Validation
  ) -> CalendarDate? {
    let (numberField, field) = ("\(field).insz", "\(field).birth_date")
    let given = optionalPastDate(message.birthDate, message.hasBirthDate, field, &validation)
    switch number {
    case .insz(let insz):
      guard let ofNumber = insz.birthDate else {
        if let given, let year = insz.birthYear {
          validation.require(given.year == year, field, "differs from the national number")
        }
        return given
      }
      if let given { validation.require(given == ofNumber, field, "differs from the national number") }
      return ofNumber
    case .local: return given
    case nil:
      // If a number was given, the mistake in it has been noted already.
      if message.insz.isEmpty, message.localNumber.isEmpty, !message.hasBirthDate {
        validation.missing(numberField, "or a birth date is required")
      }
      return given
    }
  }

  /// Reads the names and contact details of a person.
  func identity(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ field: String,
    _ validation: inout Validation
  ) -> Identity? {
    let family = text(message.familyName, "\(field).family_name", 1...100, &validation)
    let given = text(message.givenNames, "\(field).given_names", 1...100, &validation)
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    var adult: TrustedAdult?
    if message.hasTrustedAdult {
      adult = trustedAdult(message.trustedAdult, "\(field).trusted_adult", &validation)
    }
    guard let family, let given else { return nil }
    return Identity(familyName: family, givenNames: given, phone: phone, email: email, trustedAdult: adult)
  }

  /// Reads the trusted adult (vertrouwenspersoon) of a young caregiver.
  func trustedAdult(
    _ message: Mantel_Registration_V1_TrustedAdult,
    _ field: String,
    _ validation: inout Validation
  ) -> TrustedAdult? {
    let name = text(message.displayName, "\(field).display_name", 1...100, &validation)
    let relation = text(message.relation, "\(field).relation", 0...100, &validation)
    validation.requireGiven(!(message.phone.isEmpty && message.email.isEmpty), "\(field).phone", "or email is required")
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    guard let name, let relation else { return nil }
    return TrustedAdult(displayName: name, relation: relation, phone: phone, email: email)
  }

  /// Reads in which language and by which channel to reach a person.
  func contactPreferences(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ field: String,
    _ validation: inout Validation
  ) -> ContactPreferences? {
    let language: Language? = validation.word(
      "\(field).language",
      message.language,
      unspecified: .unspecified,
      meaning: .dutch
    )
    let channel: Channel? = validation.word(
      "\(field).channel",
      message.channel,
      unspecified: .unspecified,
      meaning: .letter
    )
    let skill: DigitalSkill? = validation.optionalWord("\(field).digital_skill", message.digitalSkill)
    if channel == .sms || channel == .phone {
      validation.requireGiven(!message.phone.isEmpty, "\(field).phone", "is required for this channel")
    }
    if channel == .email {
      validation.requireGiven(!message.email.isEmpty, "\(field).email", "is required for this channel")
    }
    guard let language, let channel else { return nil }
    return ContactPreferences(language: language, channel: channel, digitalSkill: skill)
  }

  /// Reads new values for the fields of a person that a field mask names.
  func personPatch(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ mask: Google_Protobuf_FieldMask,
    _ validation: inout Validation
  ) -> PersonPatch {
    var patch = PersonPatch()
    for path in paths(mask, &validation) {
      let field = "details.\(path)"
      switch path {
      case "family_name": patch.familyName = text(message.familyName, field, 1...100, &validation)
      case "given_names": patch.givenNames = text(message.givenNames, field, 1...100, &validation)
      case "phone": patch.phone = phone(message.phone, field, &validation)?.e164 ?? ""
      case "email": patch.email = email(message.email, field, &validation)?.address ?? ""
      case "language": patch.language = validation.word(field, message.language)
      case "channel": patch.channel = validation.word(field, message.channel)
      case "digital_skill": patch.digitalSkill = .some(validation.optionalWord(field, message.digitalSkill))
      case "birth_date":
        patch.birthDate = .some(optionalPastDate(message.birthDate, message.hasBirthDate, field, &validation))
      case "trusted_adult":
        patch.trustedAdult = .some(
          message.hasTrustedAdult ? trustedAdult(message.trustedAdult, field, &validation) : nil
        )
      default:
        validation.reject("update_mask", "names \(Self.shown(path)), which is no field that can be changed")
      }
    }
    return patch
  }
}

/// The fields of a residence in a request, whichever message has them.
struct GivenResidence {
  let municipality, country, streetLine, postalCode, locality: String

  /// The fields of a person's details.
  init(_ message: Mantel_Registration_V1_PersonDetails) {
    municipality = message.municipality
    country = message.country
    streetLine = message.streetLine
    postalCode = message.postalCode
    locality = message.locality
  }

  /// The fields of a residence.
  init(_ message: Mantel_Registration_V1_Residence) {
    municipality = message.municipality
    country = message.country
    streetLine = message.streetLine
    postalCode = message.postalCode
    locality = message.locality
  }
}

/// Reads residences: in a municipality of Belgium, or at a place in another country.
extension RequestReader {
  /// Reads a residence, in a municipality that exists on a day.
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

  /// Reads a residence in Belgium.
  private func residence(
    inBelgium given: GivenResidence,
    _ street: String?,
    _ field: String,
    on date: CalendarDate,
    _ validation: inout Validation
  ) -> Residence? {
    var postal: PostalCode?
    if given.postalCode.isEmpty {
      validation.missing("\(field).postal_code")
    } else {
      postal = validation.value("\(field).postal_code") { () throws(ValueError) in try PostalCode(given.postalCode) }
    }
    var municipality: NISCode?
    if given.municipality.isEmpty {
      validation.missing("\(field).municipality")
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

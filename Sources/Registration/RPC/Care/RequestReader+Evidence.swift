import CareTypes
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads evidence, declarations, contact points and assessments.
extension RequestReader {
  /// Reads at most 50 pieces of evidence, each about another fact.
  func evidence(
    _ messages: [Mantel_Type_V1_Evidence],
    _ field: String,
    _ validation: inout Validation
  ) -> [Evidence] {
    validation.require(messages.count <= 50, field, "has more than 50 elements")
    var seen: Set<String> = []
    return messages.prefix(50).enumerated().compactMap { index, message in
      let field = "\(field)[\(index)]"
      validation.require(seen.insert(message.fact).inserted, "\(field).fact", "is given twice")
      return evidence(message, field, &validation)
    }
  }

  /// Reads a piece of evidence.
  func evidence(
    _ message: Mantel_Type_V1_Evidence,
    _ field: String,
    _ validation: inout Validation
  ) -> Evidence? {
    let assessor = text(message.assessor, "\(field).assessor", 0...100, &validation)
    let kind: EvidenceKind? = validation.optionalWord("\(field).kind", message.kind)
    let issued = pastDate(message.issuedDate, message.hasIssuedDate, "\(field).issued_date", &validation)
    let until = validation.optionalDate(
      "\(field).valid_until_date",
      message.validUntilDate,
      isSet: message.hasValidUntilDate
    )
    guard let value = FactValue(message.value) else {
      validation.missing("\(field).value")
      return nil
    }
    guard let assessor, let issued else { return nil }
    let validity = validation.value("\(field).valid_until_date") { () throws(ValueError) in
      try DateSpan(start: issued, end: until)
    }
    guard let validity else { return nil }
    return validation.value("\(field).fact") { () throws(ValueError) in
      try Evidence(fact: message.fact, value: value, kind: kind, assessor: assessor, validity: validity)
    }
  }

  /// Reads a declaration on honour (verklaring op eer); nil if none is given, which is no mistake.
  func declaration(
    _ message: Mantel_Registration_V1_Declaration,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> Declaration? {
    guard isSet else { return nil }
    let date = pastDate(message.signedDate, message.hasSignedDate, "\(field).signed_date", &validation)
    let givenBy: GivenBy? = validation.word("\(field).given_by", message.givenBy)
    guard let date, let givenBy else { return nil }
    return Declaration(signedDate: date, givenBy: givenBy)
  }

  /// Reads a contact person (vast aanspreekpunt).
  func contactPoint(
    _ message: Mantel_Registration_V1_ContactPoint,
    _ field: String,
    _ validation: inout Validation
  ) -> ContactPoint? {
    let organisation = text(message.organisation, "\(field).organisation", 1...100, &validation)
    let name = text(message.displayName, "\(field).display_name", 0...100, &validation)
    validation.requireGiven(!(message.phone.isEmpty && message.email.isEmpty), "\(field).phone", "or email is required")
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    guard let organisation, let name else { return nil }
    return ContactPoint(organisation: organisation, displayName: name, phone: phone, email: email)
  }

  /// Reads an assessment of a caregiver's strain (draaglast).
  func assessment(
    _ message: Mantel_Registration_V1_Assessment,
    _ field: String,
    _ validation: inout Validation
  ) -> Assessment? {
    let date = pastDate(message.assessDate, message.hasAssessDate, "\(field).assess_date", &validation)
    let assessor = text(message.assessor, "\(field).assessor", 1...100, &validation)
    var instrument: Assessment.Instrument?
    switch message.instrument {
    case .strainIndex(let index):
      let field = "\(field).strain_index.answers"
      let answers = index.answers.prefix(StrainIndex.questions + 1).enumerated().map { position, answer -> Bool? in
        switch answer {
        case .yes: return true
        case .no: return false
        case .unspecified: return nil
        case .UNRECOGNIZED:
          validation.reject("\(field)[\(position)]", "is not known")
          return nil
        }
      }
      instrument = validation.value(field) { () throws(ValueError) in .strainIndex(try StrainIndex(answers: answers)) }
    case .zbi12Score(let score):
      validation.require((0...48).contains(score), "\(field).zbi12_score", "is not between 0 and 48")
      instrument = .zarit12(Int(score))
    case nil:
      validation.missing("\(field).instrument")
    }
    guard let date, let assessor, let instrument else { return nil }
    return Assessment(date: date, assessor: assessor, instrument: instrument)
  }
}

import CareTypes
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads the form of a care situation, and changes and corrections of care.
extension RequestReader {
  /// Reads the care situation of a request.
  ///
  /// - Throws: `Refusal` that names every wrong field.
  func careSituation(_ message: Mantel_Registration_V1_NewCareSituation, isSet: Bool) throws -> NewCareSituation {
    guard isSet else { throw Refusal.invalid("care_situation", "is required") }
    var validation = Validation()
    let new = careSituation(message, &validation)
    return try validation.finish(new)
  }

  /// Reads the care situation of a request; nil if anything in it is missing or wrong.
  func careSituation(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ validation: inout Validation
  ) -> NewCareSituation? {
    let field = "care_situation"
    let caregiver = person(message.caregiver, message.hasCaregiver, "\(field).caregiver", &validation)
    let recipient = person(message.recipient, message.hasRecipient, "\(field).recipient", &validation)
    let care = care(message, field, &validation)
    let caregiverConsents = consents(message.caregiverConsents, "\(field).caregiver_consents", &validation)
    let recipientConsents = consents(message.recipientConsents, "\(field).recipient_consents", &validation)
    let confirmed = confirmedWarnings(message.confirmedWarnings, &validation, at: "\(field).confirmed_warnings")
    guard let caregiver, let recipient, let care else { return nil }
    return validation.value("\(field).recipient.insz") { () throws(ValueError) in
      try NewCareSituation(
        caregiver: caregiver,
        recipient: recipient,
        care: care,
        caregiverConsents: caregiverConsents,
        recipientConsents: recipientConsents,
        confirmedWarnings: confirmed
      )
    }
  }

  /// Reads the care itself, without the two people and their consents.
  func care(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ field: String,
    _ validation: inout Validation
  ) -> CareDetails? {
    let terms = message.terms(CareTerm.allCases, at: field, &validation).completed
    let start = validation.date("\(field).start_date", message.startDate, isSet: message.hasStartDate)
    let end = validation.optionalDate("\(field).end_date", message.endDate, isSet: message.hasEndDate)
    let span = span(start, end, field, &validation)
    let evidence = evidence(message.evidence, "\(field).evidence", &validation)
    let declarations = Declarations(
      caregiver: declaration(
        message.caregiverDeclaration,
        message.hasCaregiverDeclaration,
        "\(field).caregiver_declaration",
        &validation
      ),
      recipient: declaration(
        message.recipientDeclaration,
        message.hasRecipientDeclaration,
        "\(field).recipient_declaration",
        &validation
      )
    )
    guard let terms, let span else { return nil }
    return CareDetails(terms: terms, span: span, evidence: evidence, declarations: declarations)
  }

  /// Reads new values for the terms that a field mask names.
  func termsPatch(
    _ message: Mantel_Registration_V1_CareTerms,
    _ mask: Google_Protobuf_FieldMask,
    _ validation: inout Validation
  ) -> CareTermsPatch {
    let paths = paths(mask, &validation)
    for path in paths where CareTerm(field: path) == nil {
      validation.reject("update_mask", "names \(Self.shown(path)), which is no field that can be changed")
    }
    // Of the two fields of the hours, the one that the mask does not name says nothing.
    var message = message
    if !paths.contains("hours") { message.clearHours() }
    if !paths.contains("hours_per_week") { message.hoursPerWeek = 0 }
    let terms = Set(paths.compactMap(CareTerm.init(field:)))
    return message.terms(CareTerm.allCases.filter(terms.contains), at: "terms", &validation)
  }

  /// Reads whether the terms change from a day on or are corrected for a period.
  func effect(
    _ effect: Mantel_Registration_V1_UpdateCareSituationRequest.OneOf_Effect?,
    _ validation: inout Validation
  ) -> CareUpdate? {
    switch effect {
    case .change(let change):
      let field = "change.start_date"
      guard let start = validation.date(field, change.startDate, isSet: change.hasStartDate) else { return nil }
      validation.require(isWithinAYear(start), field, "lies more than a year ahead")
      return .change(from: start)
    case .correction(let correction):
      return .correction(
        from: validation.optionalDate(
          "correction.start_date",
          correction.startDate,
          isSet: correction.hasStartDate
        ),
        to: validation.optionalDate("correction.end_date", correction.endDate, isSet: correction.hasEndDate)
      )
    case nil:
      validation.missing("change", "or correction is required")
      return nil
    }
  }

  /// Reads the first and last day of care.
  func span(
    _ start: CalendarDate?,
    _ end: CalendarDate?,
    _ field: String,
    _ validation: inout Validation
  ) -> DateSpan? {
    let prefix = field.isEmpty ? "" : "\(field)."
    guard let start else { return nil }
    validation.require(isWithinAYear(start), "\(prefix)start_date", "lies more than a year ahead")
    return validation.value("\(prefix)end_date") { () throws(ValueError) in try DateSpan(start: start, end: end) }
  }

  /// Whether a date lies at most a year ahead.
  func isWithinAYear(_ date: CalendarDate) -> Bool {
    today.days(until: date) <= 366
  }

  // MARK: - Evidence, declarations and consents

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

  /// Reads consents, at most one for each purpose.
  func consents(
    _ messages: [Mantel_Registration_V1_Consent],
    _ field: String,
    _ validation: inout Validation
  ) -> [Consent] {
    validation.require(messages.count <= ConsentPurpose.allCases.count, field, "gives a purpose twice")
    var seen: Set<ConsentPurpose> = []
    return messages.prefix(ConsentPurpose.allCases.count).enumerated().compactMap { index, message in
      guard let consent = consent(message, "\(field)[\(index)]", &validation) else { return nil }
      validation.require(seen.insert(consent.purpose).inserted, "\(field)[\(index)].purpose", "is given twice")
      return consent
    }
  }

  /// Reads a consent.
  func consent(
    _ message: Mantel_Registration_V1_Consent,
    _ field: String,
    _ validation: inout Validation
  ) -> Consent? {
    let purpose: ConsentPurpose? = validation.word("\(field).purpose", message.purpose)
    let date = pastDate(message.givenDate, message.hasGivenDate, "\(field).given_date", &validation)
    let givenBy: GivenBy? = validation.word("\(field).given_by", message.givenBy)
    let channel: Channel? = validation.optionalWord("\(field).channel", message.channel)
    guard let purpose, let date, let givenBy else { return nil }
    return Consent(purpose: purpose, givenDate: date, givenBy: givenBy, channel: channel)
  }
}

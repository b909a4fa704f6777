import CareTypes
import RegistrationAPI
import RuleLanguage
import ServiceRuntime
import TypeAPI

/// Reads requests into the domain, and collects every field that is wrong.
struct RequestReading {
  /// The legal date.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables

  /// The care situation of a request.
  ///
  /// - Throws: `Refusal` naming each wrong field.
  func careSituation(
    _ message: Mantel_Registration_V1_NewCareSituation,
    isSet: Bool
  ) throws -> NewCareSituation {
    let field = "care_situation"
    var validation = Validation()
    guard isSet else { throw Refusal.invalid(field, "is required") }
    let caregiver = person(message.caregiver, message.hasCaregiver, "\(field).caregiver", &validation)
    let recipient = person(message.recipient, message.hasRecipient, "\(field).recipient", &validation)
    let care = care(message, field, &validation)
    let caregiverConsents = consents(message.caregiverConsents, "\(field).caregiver_consents", &validation)
    let recipientConsents = consents(message.recipientConsents, "\(field).recipient_consents", &validation)
    var new: NewCareSituation?
    if let caregiver, let recipient, let care {
      new = validation.value("\(field).recipient.insz") { () throws(ValueError) in
        try NewCareSituation(
          caregiver: caregiver,
          recipient: recipient,
          care: care,
          caregiverConsents: caregiverConsents,
          recipientConsents: recipientConsents
        )
      }
    }
    return try validation.finish(new)
  }

  private func person(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> PersonDetails? {
    guard isSet else {
      validation.reject(field, "is required")
      return nil
    }
    let insz = insz(message.insz, "\(field).insz", &validation)
    let family = text(message.familyName, "\(field).family_name", 1...100, &validation)
    let given = text(message.givenNames, "\(field).given_names", 1...100, &validation)
    let street = text(message.streetLine, "\(field).street_line", 0...200, &validation)
    let postal = validation.value("\(field).postal_code") { () throws(ValueError) in
      try PostalCode(message.postalCode)
    }
    let municipality = municipality(message.municipality, "\(field).municipality", &validation)
    var phone: PhoneNumber?
    if !message.phone.isEmpty {
      phone = validation.value("\(field).phone") { () throws(ValueError) in try PhoneNumber(message.phone) }
    }
    var email: EmailAddress?
    if !message.email.isEmpty {
      email = validation.value("\(field).email") { () throws(ValueError) in try EmailAddress(message.email) }
    }
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
    if channel == .sms || channel == .phone {
      validation.require(!message.phone.isEmpty, "\(field).phone", "is required for this channel")
    }
    if channel == .email {
      validation.require(!message.email.isEmpty, "\(field).email", "is required for this channel")
    }
    guard let insz, let family, let given, let street, let postal, let municipality, let language, let channel else {
      return nil
    }
    return PersonDetails(
      insz: insz,
      familyName: family,
      givenNames: given,
      streetLine: street,
      postalCode: postal,
      municipality: municipality,
      phone: phone,
      email: email,
      language: language,
      channel: channel
    )
  }

  private func care(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ field: String,
    _ validation: inout Validation
  ) -> CareDetails? {
    let relation: Relation? = validation.word("\(field).relation", message.relation)
    let hours = hours(message.hoursPerWeek, "\(field).hours_per_week", &validation)
    var tasks: [CareTask] = []
    for (index, task) in message.tasks.enumerated() {
      guard let task: CareTask = validation.word("\(field).tasks[\(index)]", task) else { continue }
      validation.require(!tasks.contains(task), "\(field).tasks[\(index)]", "is given twice")
      tasks.append(task)
    }
    let span = span(message, field, &validation)
    let dwelling: Dwelling? = validation.word("\(field).dwelling", message.dwelling)
    let evidence = evidence(message.evidence, "\(field).evidence", &validation)
    let caregiverDeclaration = declaration(
      message.caregiverDeclaration,
      message.hasCaregiverDeclaration,
      "\(field).caregiver_declaration",
      &validation
    )
    let recipientDeclaration = declaration(
      message.recipientDeclaration,
      message.hasRecipientDeclaration,
      "\(field).recipient_declaration",
      &validation
    )
    guard let relation, let hours, let span, let dwelling else { return nil }
    return CareDetails(
      relation: relation,
      hours: hours,
      tasks: tasks,
      span: span,
      dwelling: dwelling,
      sameAddress: message.sameAddress,
      professionalInvolved: message.professionalInvolved,
      evidence: evidence,
      caregiverDeclaration: caregiverDeclaration,
      recipientDeclaration: recipientDeclaration
    )
  }

  private func hours(_ hours: Double, _ field: String, _ validation: inout Validation) -> HoursPerWeek? {
    let halves = hours * 2
    guard halves.isFinite, halves == halves.rounded(), halves > 0, halves <= 336 else {
      validation.reject(field, "is not between half an hour and 168 hours in steps of half an hour")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in try HoursPerWeek(minutes: Int(halves) * 30) }
  }

  private func span(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ field: String,
    _ validation: inout Validation
  ) -> DateSpan? {
    let start = validation.date("\(field).start_date", message.startDate, isSet: message.hasStartDate)
    let end = validation.optionalDate("\(field).end_date", message.endDate, isSet: message.hasEndDate)
    guard let start else { return nil }
    validation.require(isWithinAYear(start), "\(field).start_date", "lies more than a year ahead")
    return validation.value("\(field).end_date") { () throws(ValueError) in try DateSpan(start: start, end: end) }
  }

  private func isWithinAYear(_ date: CalendarDate) -> Bool {
    today.days(until: date) <= 366
  }

  private func evidence(
    _ messages: [Mantel_Type_V1_Evidence],
    _ field: String,
    _ validation: inout Validation
  ) -> [Evidence] {
    validation.require(messages.count <= 50, field, "has more than 50 elements")
    var seen: Set<String> = []
    return messages.prefix(50).enumerated().compactMap { index, message in
      let field = "\(field)[\(index)]"
      validation.require(seen.insert(message.fact).inserted, "\(field).fact", "is given twice")
      let assessor = text(message.assessor, "\(field).assessor", 0...100, &validation)
      let issued = pastDate(message.issuedDate, message.hasIssuedDate, "\(field).issued_date", &validation)
      let until = validation.optionalDate(
        "\(field).valid_until_date",
        message.validUntilDate,
        isSet: message.hasValidUntilDate
      )
      guard let value = FactValue(message.value) else {
        validation.reject("\(field).value", "is required")
        return nil
      }
      guard let assessor, let issued else { return nil }
      let validity = validation.value("\(field).valid_until_date") { () throws(ValueError) in
        try DateSpan(start: issued, end: until)
      }
      guard let validity else { return nil }
      return validation.value("\(field).fact") { () throws(ValueError) in
        try Evidence(fact: message.fact, value: value, assessor: assessor, validity: validity)
      }
    }
  }

  private func declaration(
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

  private func consents(
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

  /// One consent.
  func consent(
    _ message: Mantel_Registration_V1_Consent,
    _ field: String,
    _ validation: inout Validation
  ) -> Consent? {
    let purpose: ConsentPurpose? = validation.word("\(field).purpose", message.purpose)
    let date = pastDate(message.givenDate, message.hasGivenDate, "\(field).given_date", &validation)
    let givenBy: GivenBy? = validation.word("\(field).given_by", message.givenBy)
    var channel: Channel?
    if message.channel != .unspecified { channel = validation.word("\(field).channel", message.channel) }
    guard let purpose, let date, let givenBy else { return nil }
    return Consent(purpose: purpose, givenDate: date, givenBy: givenBy, channel: channel)
  }

  /// A date that may not lie in the future.
  func pastDate(
    _ message: Mantel_Type_V1_Date,
    _ isSet: Bool,
    _ field: String,
    _ validation: inout Validation
  ) -> CalendarDate? {
    let date = validation.date(field, message, isSet: isSet)
    if let date { validation.require(date <= today, field, "lies in the future") }
    return date
  }

  /// A national number.
  func insz(_ text: String, _ field: String, _ validation: inout Validation) -> INSZ? {
    guard !text.isEmpty else {
      validation.reject(field, "is required")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in try INSZ(text, today: today) }
  }

  /// A municipality that exists today.
  func municipality(_ text: String, _ field: String, _ validation: inout Validation) -> NISCode? {
    validation.value(field) { () throws(ValueError) in
      try tables.municipalities.municipality(NISCode(text), at: today).code
    }
  }

  /// A text without control characters, trimmed, of a length in characters.
  private func text(
    _ text: String,
    _ field: String,
    _ length: ClosedRange<Int>,
    _ validation: inout Validation
  ) -> String? {
    // Compared in bytes first: counting the characters of a long text takes long.
    guard text.utf8.count <= length.upperBound * 4, length.upperBound >= text.count else {
      validation.reject(field, "has more than \(length.upperBound) characters")
      return nil
    }
    guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      validation.reject(field, "has control characters")
      return nil
    }
    let trimmed = text.drop { $0.isWhitespace }
    let end = trimmed.lastIndex { !$0.isWhitespace }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
    let result = String(trimmed[..<end])
    guard result.count >= length.lowerBound else {
      validation.reject(field, "is required")
      return nil
    }
    return result
  }
}

extension FactValue {
  /// The value of evidence; nothing when none is given.
  init?(_ message: Mantel_Type_V1_Evidence.OneOf_Value?) {
    switch message {
    case .boolValue(let value): self = .bool(value)
    case .intValue(let value): self = .int(Int(value))
    case .decimalValue(let value): self = .decimal(value)
    case .stringValue(let value): self = .string(value)
    case nil: return nil
    }
  }
}

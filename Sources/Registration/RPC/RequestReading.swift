import CareTypes
import RegistrationAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads requests into the domain, and collects every field that is wrong.
struct RequestReading {
  /// The legal date.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables

  // MARK: - Care situations

  /// The care situation of a request.
  ///
  /// - Throws: `Refusal` naming each wrong field.
  func careSituation(_ message: Mantel_Registration_V1_NewCareSituation, isSet: Bool) throws -> NewCareSituation {
    guard isSet else { throw Refusal.invalid("care_situation", "is required") }
    var validation = Validation()
    let new = careSituation(message, &validation)
    return try validation.finish(new)
  }

  /// The care situation of a request; nothing when anything in it is missing or wrong.
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
    guard let caregiver, let recipient, let care else { return nil }
    return validation.value("\(field).recipient.insz") { () throws(ValueError) in
      try NewCareSituation(
        caregiver: caregiver,
        recipient: recipient,
        care: care,
        caregiverConsents: caregiverConsents,
        recipientConsents: recipientConsents
      )
    }
  }

  private func care(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ field: String,
    _ validation: inout Validation
  ) -> CareDetails? {
    let terms = terms(message, field, &validation)
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

  private func terms(
    _ message: Mantel_Registration_V1_NewCareSituation,
    _ field: String,
    _ validation: inout Validation
  ) -> CareTerms? {
    let relation: Relation? = validation.word("\(field).relation", message.relation)
    let hours = hours(message.hoursPerWeek, "\(field).hours_per_week", &validation)
    let tasks: [CareTask] = words(message.tasks, "\(field).tasks", &validation)
    let causes: [CauseOfNeed] = words(message.causes, "\(field).causes", &validation)
    let dwelling: Dwelling? = validation.word("\(field).dwelling", message.dwelling)
    let role: CaregiverRole? = optionalWord(message.role, "\(field).role", &validation)
    guard let relation, let hours, let dwelling else { return nil }
    return CareTerms(
      relation: relation,
      hours: hours,
      tasks: tasks,
      causes: causes,
      dwelling: dwelling,
      sameAddress: message.sameAddress,
      professionalInvolved: message.professionalInvolved,
      role: role
    )
  }

  /// New values for the terms that a field mask names.
  func termsPatch(
    _ message: Mantel_Registration_V1_CareTerms,
    _ mask: Google_Protobuf_FieldMask,
    _ validation: inout Validation
  ) -> CareTermsPatch {
    var patch = CareTermsPatch()
    for path in paths(mask, &validation) {
      switch path {
      case "relation": patch.relation = validation.word("terms.relation", message.relation)
      case "hours_per_week": patch.hours = hours(message.hoursPerWeek, "terms.hours_per_week", &validation)
      case "tasks": patch.tasks = words(message.tasks, "terms.tasks", &validation)
      case "causes": patch.causes = words(message.causes, "terms.causes", &validation)
      case "dwelling": patch.dwelling = validation.word("terms.dwelling", message.dwelling)
      case "same_address": patch.sameAddress = message.sameAddress
      case "professional_involved": patch.professionalInvolved = message.professionalInvolved
      case "role": patch.role = .some(optionalWord(message.role, "terms.role", &validation))
      default: validation.reject("update_mask", "names \(Self.shown(path)), which is no field that can be changed")
      }
    }
    return patch
  }

  /// How the terms of the care come to differ.
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
      validation.reject("change", "or correction is required")
      return nil
    }
  }

  /// First and last day of care.
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

  private func hours(_ hours: Double, _ field: String, _ validation: inout Validation) -> HoursPerWeek? {
    if hours == 0 {
      validation.reject(field, "is required")
      return nil
    }
    let halves = hours * 2
    guard halves.isFinite, halves == halves.rounded(), halves > 0, halves <= 336 else {
      validation.reject(field, "is not between half an hour and 168 hours in steps of half an hour")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in try HoursPerWeek(minutes: Int(halves) * 30) }
  }

  private func isWithinAYear(_ date: CalendarDate) -> Bool {
    today.days(until: date) <= 366
  }

  // MARK: - Persons

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
    let number = number(message, field, &validation)
    let birthDate = birthDate(message, number, field, &validation)
    let identity = identity(message, field, &validation)
    let residence = residence(
      municipality: message.municipality,
      street: message.streetLine,
      postalCode: message.postalCode,
      field,
      on: today,
      &validation
    )
    let reach = reach(message, field, &validation)
    guard let identity, let residence, let reach else { return nil }
    return PersonDetails(
      number: number,
      birthDate: birthDate,
      identity: identity,
      residence: residence,
      reach: reach
    )
  }

  private func number(
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

  private func birthDate(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ number: PersonNumber?,
    _ field: String,
    _ validation: inout Validation
  ) -> CalendarDate? {
    let (numberField, field) = ("\(field).insz", "\(field).birth_date")
    let given = message.hasBirthDate ? pastDate(message.birthDate, true, field, &validation) : nil
    switch number {
    case .insz(let insz):
      guard let told = insz.birthDate else { return given }
      if let given { validation.require(given == told, field, "differs from the national number") }
      return told
    case .local: return given
    case nil:
      // A number that is given and wrong is enough to tell.
      if message.insz.isEmpty, message.localNumber.isEmpty, !message.hasBirthDate {
        validation.reject(numberField, "or a birth date is required")
      }
      return given
    }
  }

  private func identity(
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

  private func trustedAdult(
    _ message: Mantel_Registration_V1_TrustedAdult,
    _ field: String,
    _ validation: inout Validation
  ) -> TrustedAdult? {
    let name = text(message.displayName, "\(field).display_name", 1...100, &validation)
    let relation = text(message.relation, "\(field).relation", 0...100, &validation)
    validation.require(!(message.phone.isEmpty && message.email.isEmpty), "\(field).phone", "or email is required")
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    guard let name, let relation else { return nil }
    return TrustedAdult(displayName: name, relation: relation, phone: phone, email: email)
  }

  private func reach(
    _ message: Mantel_Registration_V1_PersonDetails,
    _ field: String,
    _ validation: inout Validation
  ) -> Reach? {
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
    let skill: DigitalSkill? = optionalWord(message.digitalSkill, "\(field).digital_skill", &validation)
    if channel == .sms || channel == .phone {
      validation.require(!message.phone.isEmpty, "\(field).phone", "is required for this channel")
    }
    if channel == .email {
      validation.require(!message.email.isEmpty, "\(field).email", "is required for this channel")
    }
    guard let language, let channel else { return nil }
    return Reach(language: language, channel: channel, digitalSkill: skill)
  }

  /// An address in a municipality.
  func residence(
    municipality code: String,
    street: String,
    postalCode: String,
    _ field: String,
    on date: CalendarDate,
    _ validation: inout Validation
  ) -> Residence? {
    let street = text(street, "\(field).street_line", 0...200, &validation)
    var postal: PostalCode?
    if postalCode.isEmpty {
      validation.reject("\(field).postal_code", "is required")
    } else {
      postal = validation.value("\(field).postal_code") { () throws(ValueError) in try PostalCode(postalCode) }
    }
    let municipality = municipality(code, "\(field).municipality", on: date, &validation)
    guard let street, let postal, let municipality else { return nil }
    return Residence(
      municipality: municipality,
      address: Residence.Address(streetLine: street, postalCode: postal)
    )
  }

  /// New values for what a field mask names of a person.
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
      case "digital_skill": patch.digitalSkill = .some(optionalWord(message.digitalSkill, field, &validation))
      case "birth_date":
        patch.birthDate = .some(
          message.hasBirthDate ? pastDate(message.birthDate, true, field, &validation) : nil
        )
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

  // MARK: - What supports it

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
      return evidence(message, field, &validation)
    }
  }

  /// One piece of evidence.
  func evidence(
    _ message: Mantel_Type_V1_Evidence,
    _ field: String,
    _ validation: inout Validation
  ) -> Evidence? {
    let assessor = text(message.assessor, "\(field).assessor", 0...100, &validation)
    let kind: EvidenceKind? = optionalWord(message.kind, "\(field).kind", &validation)
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
      try Evidence(fact: message.fact, value: value, kind: kind, assessor: assessor, validity: validity)
    }
  }

  /// A declaration that may be absent.
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
    let channel: Channel? = optionalWord(message.channel, "\(field).channel", &validation)
    guard let purpose, let date, let givenBy else { return nil }
    return Consent(purpose: purpose, givenDate: date, givenBy: givenBy, channel: channel)
  }

  /// The one to turn to.
  func contactPoint(
    _ message: Mantel_Registration_V1_ContactPoint,
    _ field: String,
    _ validation: inout Validation
  ) -> ContactPoint? {
    let organisation = text(message.organisation, "\(field).organisation", 1...100, &validation)
    let name = text(message.displayName, "\(field).display_name", 0...100, &validation)
    validation.require(!(message.phone.isEmpty && message.email.isEmpty), "\(field).phone", "or email is required")
    let phone = phone(message.phone, "\(field).phone", &validation)
    let email = email(message.email, "\(field).email", &validation)
    guard let organisation, let name else { return nil }
    return ContactPoint(organisation: organisation, displayName: name, phone: phone, email: email)
  }

  /// An assessment of a caregiver's load.
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
      validation.reject("\(field).instrument", "is required")
    }
    guard let date, let assessor, let instrument else { return nil }
    return Assessment(date: date, assessor: assessor, instrument: instrument)
  }

  // MARK: - Single fields

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

  /// A municipality that exists on a day; nothing: today.
  func municipality(
    _ text: String,
    _ field: String,
    on date: CalendarDate? = nil,
    _ validation: inout Validation
  ) -> NISCode? {
    guard !text.isEmpty else {
      validation.reject(field, "is required")
      return nil
    }
    return validation.value(field) { () throws(ValueError) in
      try tables.municipalities.municipality(NISCode(text), at: date ?? today).code
    }
  }

  /// Words, each given once.
  func words<Word: MessageWord & Equatable>(
    _ messages: [Word.Message],
    _ field: String,
    _ validation: inout Validation
  ) -> [Word] {
    var words: [Word] = []
    validation.require(messages.count <= Word.allCases.count, field, "gives one twice")
    for (index, message) in messages.prefix(Word.allCases.count).enumerated() {
      guard let word: Word = validation.word("\(field)[\(index)]", message) else { continue }
      validation.require(!words.contains(word), "\(field)[\(index)]", "is given twice")
      words.append(word)
    }
    return words
  }

  /// A word that may be left unspecified.
  func optionalWord<Word: MessageWord>(
    _ message: Word.Message,
    _ field: String,
    _ validation: inout Validation
  ) -> Word? {
    message.rawValue == 0 ? nil : validation.word(field, message)
  }

  private func phone(_ text: String, _ field: String, _ validation: inout Validation) -> PhoneNumber? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try PhoneNumber(text) }
  }

  private func email(_ text: String, _ field: String, _ validation: inout Validation) -> EmailAddress? {
    text.isEmpty ? nil : validation.value(field) { () throws(ValueError) in try EmailAddress(text) }
  }

  /// The etag last read, which must be given.
  func etag(_ etag: String, _ validation: inout Validation) {
    validation.require(!etag.isEmpty, "etag", "is required")
    validation.require(etag.utf8.count <= 40, "etag", "is not an etag of this service")
  }

  /// The paths of a field mask, each once.
  private func paths(_ mask: Google_Protobuf_FieldMask, _ validation: inout Validation) -> Set<String> {
    validation.require(!mask.paths.isEmpty, "update_mask", "is required")
    validation.require(mask.paths.count <= 20, "update_mask", "has more than 20 paths")
    return Set(mask.paths.prefix(20))
  }

  /// A path of a caller, as far as it can be repeated.
  private static func shown(_ path: String) -> String {
    let plain = path.prefix(40).filter { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) }
    return "`\(plain)`"
  }

  /// A text without control characters, trimmed, of a length in characters.
  ///
  /// - Parameter lines: Whether it may have line breaks.
  func text(
    _ text: String,
    _ field: String,
    _ length: ClosedRange<Int>,
    lines: Bool = false,
    _ validation: inout Validation
  ) -> String? {
    // Compared in bytes first: counting the characters of a long text takes long.
    guard text.utf8.count <= length.upperBound * 4, length.upperBound >= text.count else {
      validation.reject(field, "has more than \(length.upperBound) characters")
      return nil
    }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control || (lines && (scalar == "\n" || scalar == "\r"))
    }
    guard isPlain else {
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

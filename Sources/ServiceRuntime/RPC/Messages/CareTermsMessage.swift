package import CareTypes
import EventsAPI
package import ServiceCore
package import SwiftProtobuf
package import TypeAPI

/// A message with the terms of care that rights are decided on, each in a field of its own. Events have these and no others.
package protocol DecidingTermsMessage: SwiftProtobuf.Message {
  /// What the caregiver is to the recipient.
  var relation: Mantel_Type_V1_Relation { get set }
  /// Hours of care per week.
  var hoursPerWeek: Double { get set }
  /// Hours of care, as declared.
  var hours: Mantel_Type_V1_CareHours { get set }
  /// Whether `hours` is given.
  var hasHours: Bool { get }
  /// Where the recipient lives.
  var dwelling: Mantel_Type_V1_Dwelling { get set }
  /// Whether the two live at one address.
  var sameAddress: Bool { get set }
  /// Whether a professional care provider is involved.
  var professionalInvolved: Bool { get set }
}

/// A message with all terms of care, each in a field of its own: a registration, an update, a care situation.
package protocol CareTermsMessage: DecidingTermsMessage {
  /// What the caregiver does.
  var tasks: [Mantel_Type_V1_CareTask] { get set }
  /// Why the recipient needs care.
  var causes: [Mantel_Type_V1_CauseOfNeed] { get set }
  /// The role of this caregiver among those of the recipient.
  var role: Mantel_Type_V1_CaregiverRole { get set }
}

extension Mantel_Events_V1_TermsPeriod: DecidingTermsMessage {}

extension DecidingTermsMessage {
  /// Writes the terms that rights are decided on.
  package mutating func writeDeciding(_ terms: CareTerms) {
    relation = terms.relation.message
    hoursPerWeek = terms.hours.amount(per: .week)
    hours = Mantel_Type_V1_CareHours(terms.hours)
    dwelling = terms.dwelling.message
    sameAddress = terms.sameAddress
    professionalInvolved = terms.professionalInvolved
  }

  /// Reads the terms of an event.
  ///
  /// - Throws: `ValueError` or `Refusal` for terms that Registration does not write.
  package func decidingTerms() throws -> CareTerms {
    guard let relation = Relation(relation), let dwelling = Dwelling(dwelling) else {
      throw Refusal(.internal, "An event has an unknown word")
    }
    return CareTerms(
      relation: relation,
      hours: try recordedHours(),
      dwelling: dwelling,
      sameAddress: sameAddress,
      professionalInvolved: professionalInvolved
    )
  }
}

extension DecidingTermsMessage {
  /// The hours of an event. One that is older than `hours` has hours per week.
  private func recordedHours() throws -> CareHours {
    let (amount, unit) = hours.declared ?? (hoursPerWeek, .week)
    let minutes = (amount * 60).rounded()
    guard minutes.magnitude <= Double(CareHours.mostMinutesPerYear) else {
      throw Refusal(.internal, "An event has hours that are too many")
    }
    return try CareHours(minutes: Int(minutes), per: unit)
  }
}

extension CareTermsMessage {
  /// Writes all terms.
  package mutating func write(_ terms: CareTerms) {
    writeDeciding(terms)
    tasks = terms.tasks.map(\.message)
    causes = terms.causes.map(\.message)
    role = terms.role?.message ?? .unspecified
  }

  /// Reads terms of a request.
  ///
  /// - Parameters:
  ///   - names: The terms that are read. The others have no value in the patch.
  ///   - field: The path of the message in the request.
  ///   - validation: Notes every field that is wrong. Its term has no value in the patch.
  package func terms(_ names: some Sequence<CareTerm>, at field: String, _ validation: inout Validation)
    -> CareTermsPatch
  {
    var patch = CareTermsPatch()
    for name in names {
      let path = "\(field).\(name.rawValue)"
      switch name {
      case .relation: patch.relation = validation.word(path, relation)
      case .hours: patch.hours = declaredHours(at: field, &validation)
      case .tasks: patch.tasks = validation.words(path, tasks)
      case .causes: patch.causes = validation.words(path, causes)
      case .dwelling: patch.dwelling = validation.word(path, dwelling)
      case .sameAddress: patch.sameAddress = sameAddress
      case .professionalInvolved: patch.professionalInvolved = professionalInvolved
      case .role: patch.role = .some(validation.optionalWord(path, role))
      }
    }
    return patch
  }
}

extension CareTermsMessage {
  /// The hours of a request, which stand in one of two fields. Both are read where they say the same, as in an answer that is
  /// sent back.
  private func declaredHours(at field: String, _ validation: inout Validation) -> CareHours? {
    guard hasHours else {
      if hoursPerWeek != 0 { return validation.hours("\(field).hours_per_week", hoursPerWeek, per: .week) }
      validation.missing("\(field).hours_per_week", "is required, or `hours` instead of it")
      return nil
    }
    let declared = validation.hours(hours, at: "\(field).hours")
    if let declared, hoursPerWeek != 0, hoursPerWeek != declared.amount(per: .week) {
      validation.reject("\(field).hours", "is given beside other `hours_per_week`: give one of the two")
      return nil
    }
    return declared
  }
}

extension Validation {
  /// Reads hours of care that someone declares.
  ///
  /// - Returns: The hours; nil, with the violation noted, when they are missing, out of range or not in whole steps.
  package mutating func hours(_ message: Mantel_Type_V1_CareHours, at field: String) -> CareHours? {
    guard let (amount, unit) = message.declared else {
      missing(field)
      return nil
    }
    return hours("\(field).per_\(unit.rawValue)", amount, per: unit)
  }

  fileprivate mutating func hours(_ field: String, _ amount: Double, per unit: CareHours.Unit) -> CareHours? {
    value(field) { () throws(ValueError) in try CareHours(amount, per: unit) }
  }
}

extension Mantel_Type_V1_CareHours {
  /// The message for hours of care.
  package init(_ hours: CareHours) {
    self.init()
    let amount = hours.amount(per: hours.unit)
    self.amount =
      switch hours.unit {
      case .week: .perWeek(amount)
      case .month: .perMonth(amount)
      case .year: .perYear(amount)
      }
  }

  /// What it says, before it is checked; nil when it says nothing.
  fileprivate var declared: (amount: Double, unit: CareHours.Unit)? {
    switch amount {
    case .perWeek(let amount): (amount, .week)
    case .perMonth(let amount): (amount, .month)
    case .perYear(let amount): (amount, .year)
    case nil: nil
    }
  }
}

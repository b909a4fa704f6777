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
    hoursPerWeek = terms.hours.hours
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
      hours: try HoursPerWeek(minutes: Int((hoursPerWeek * 60).rounded())),
      dwelling: dwelling,
      sameAddress: sameAddress,
      professionalInvolved: professionalInvolved
    )
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
      let field = "\(field).\(name.rawValue)"
      switch name {
      case .relation: patch.relation = validation.word(field, relation)
      case .hoursPerWeek: patch.hours = validation.hours(field, hoursPerWeek)
      case .tasks: patch.tasks = validation.words(field, tasks)
      case .causes: patch.causes = validation.words(field, causes)
      case .dwelling: patch.dwelling = validation.word(field, dwelling)
      case .sameAddress: patch.sameAddress = sameAddress
      case .professionalInvolved: patch.professionalInvolved = professionalInvolved
      case .role: patch.role = .some(validation.optionalWord(field, role))
      }
    }
    return patch
  }
}

extension Validation {
  /// Reads the hours of care per week, in steps of half an hour.
  fileprivate mutating func hours(_ field: String, _ hours: Double) -> HoursPerWeek? {
    if hours == 0 {
      missing(field)
      return nil
    }
    let halves = hours * 2
    guard halves.isFinite, halves == halves.rounded(), halves > 0, halves <= 336 else {
      reject(field, "is not between half an hour and 168 hours in steps of half an hour")
      return nil
    }
    return value(field) { () throws(ValueError) in try HoursPerWeek(minutes: Int(halves) * 30) }
  }
}

package import CareTypes
package import Foundation
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
package import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension DraftExcerpt {
  /// What a signal tells of the person of whom a test holds.
  init(
    of signal: Mantel_Registration_V1_Signal,
    _ told: ToldDraft,
    _ isAbout: (ToldPerson) -> Bool
  ) throws {
    var own = signal.careSituation
    if !isAbout(told.caregiver) {
      own.clearCaregiver()
      own.clearCaregiverDeclaration()
      own.caregiverConsents = []
      own.evidence.removeAll { FactSubject(ofFact: $0.fact) == .caregiver }
    }
    if !isAbout(told.recipient) {
      own.clearRecipient()
      own.clearRecipientDeclaration()
      own.recipientConsents = []
      own.evidence.removeAll { FactSubject(ofFact: $0.fact) == .recipient }
    }
    var options = JSONEncodingOptions()
    options.preserveProtoFieldNames = true
    self.init(careSituation: try own.jsonUTF8Data(options: options), hasRemark: !signal.remark.isEmpty)
  }
}

extension ToldDraft {
  /// Of whom a draft tells, as it is kept.
  package init(serialized draft: Data, today: CalendarDate, _ tables: ReferenceTables) throws {
    self.init(try Mantel_Registration_V1_Signal(serializedBytes: draft), today: today, tables)
  }

  /// Of whom a signal tells.
  init(_ signal: Mantel_Registration_V1_Signal, today: CalendarDate, _ tables: ReferenceTables) {
    let people = [signal.careSituation.caregiver, signal.careSituation.recipient]
    self.init(
      // A signal goes to where the caregiver lives.
      caregiver: ToldPerson(people[0], in: signal.municipality, today: today, tables),
      recipient: ToldPerson(people[1], in: "", today: today, tables),
      trustedAdults: people.filter(\.hasTrustedAdult).map { TrustedAdult($0.trustedAdult) },
      remark: signal.remark
    )
  }
}

extension ToldPerson {
  /// A person as they are handed in; what is malformed does not find them.
  ///
  /// - Parameter municipality: Where they live when they do not tell it; empty: not known.
  fileprivate init(
    _ details: Mantel_Registration_V1_PersonDetails,
    in municipality: String,
    today: CalendarDate,
    _ tables: ReferenceTables
  ) {
    let number = PersonNumber(details, today: today)
    var birthDate = details.hasBirthDate ? try? CalendarDate(details.birthDate) : nil
    if case .insz(let insz) = number { birthDate = insz.birthDate ?? birthDate }
    let place = [details.municipality, details.country, municipality].first { !$0.isEmpty }.flatMap { try? Place($0) }
    self.init(
      number: number,
      familyName: details.familyName,
      givenNames: details.givenNames,
      birthDate: birthDate,
      phone: try? PhoneNumber(details.phone),
      email: try? EmailAddress(details.email),
      home: place.map { place in
        Likeness.Home(
          place: place,
          postalCode: details.postalCode.filter { !$0.isWhitespace },
          streetLine: details.streetLine,
          on: today,
          tables
        )
      }
    )
  }
}

extension TrustedAdult {
  /// A trusted adult as they are handed in; what is malformed does not find them.
  fileprivate init(_ adult: Mantel_Registration_V1_TrustedAdult) {
    self.init(
      displayName: adult.displayName,
      relation: adult.relation,
      phone: try? PhoneNumber(adult.phone),
      email: try? EmailAddress(adult.email)
    )
  }
}

extension PersonNumber {
  /// The number of a person as they are handed in; nothing when there is none, or it is malformed.
  init?(_ details: Mantel_Registration_V1_PersonDetails, today: CalendarDate) {
    if let insz = try? INSZ(details.insz, today: today) {
      self = .insz(insz)
    } else if let local = try? LocalNumber(details.localNumber) {
      self = .local(local)
    } else {
      return nil
    }
  }
}

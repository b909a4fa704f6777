package import CareTypes
package import Foundation
import RegistrationAPI
import RegistrationDomain
import RuleLanguage
package import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Reads signals as what is kept of them in drafts.
extension RequestReader {
  /// The content that is kept of a signal.
  ///
  /// - Throws: `BinaryEncodingError` if the signal cannot be encoded.
  func draftContent(_ signal: Mantel_Registration_V1_Signal) throws -> DraftContent {
    var signal = signal
    signal.unknownFields = UnknownStorage()
    // Only the client that confirms the draft can confirm warnings.
    signal.careSituation.confirmedWarnings = []
    return DraftContent(bytes: try signal.serializedData(), mentions: draftMentions(signal))
  }

  /// The people whom a signal names.
  func draftMentions(_ signal: Mantel_Registration_V1_Signal) -> DraftMentions {
    DraftMentions(signal, today: today, tables)
  }
}

extension DraftExcerpt {
  /// The part of a signal that is about one person.
  ///
  /// - Parameters:
  ///   - signal: The signal.
  ///   - mentions: The people whom the signal names.
  ///   - isAbout: Whether it is about someone whom the signal names.
  /// - Throws: `JSONEncodingError` if the part cannot be written as JSON.
  init(
    of signal: Mantel_Registration_V1_Signal,
    _ mentions: DraftMentions,
    _ isAbout: (MentionedPerson) -> Bool
  ) throws {
    var own = signal.careSituation
    if !isAbout(mentions.caregiver) {
      own.clearCaregiver()
      own.clearCaregiverDeclaration()
      own.caregiverConsents = []
      own.evidence.removeAll { FactSubject(ofFact: $0.fact) == .caregiver }
    }
    if !isAbout(mentions.recipient) {
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

extension DraftMentions {
  /// The people whom a stored draft names.
  ///
  /// - Throws: `BinaryDecodingError` if the draft cannot be decoded.
  package init(serialized draft: Data, today: CalendarDate, _ tables: ReferenceTables) throws {
    self.init(try Mantel_Registration_V1_Signal(serializedBytes: draft), today: today, tables)
  }

  /// The people whom a signal names.
  init(_ signal: Mantel_Registration_V1_Signal, today: CalendarDate, _ tables: ReferenceTables) {
    let people = [signal.careSituation.caregiver, signal.careSituation.recipient]
    self.init(
      // A signal goes to the municipality where the caregiver lives.
      caregiver: MentionedPerson(people[0], in: signal.municipality, today: today, tables),
      recipient: MentionedPerson(people[1], in: "", today: today, tables),
      trustedAdults: people.filter(\.hasTrustedAdult).map { TrustedAdult($0.trustedAdult) },
      remark: signal.remark
    )
  }
}

extension MentionedPerson {
  /// A person as a request describes them. Malformed fields are left out, and cannot be used to find the person.
  ///
  /// - Parameters:
  ///   - details: The person.
  ///   - municipality: The municipality where they live if the details do not say it; empty if it is not known.
  ///   - today: Today in Belgium.
  ///   - tables: Municipalities.
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
  /// A trusted adult as a request describes them, without malformed fields.
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
  /// The number of a person in a request; nil if there is none, or it is malformed.
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

import CareTypes
package import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension ConsentSource: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_ConsentSource {
    switch self {
    case .statement: .statement
    case .registration: .registration
    case .list: .list
    case .draft: .draft
    }
  }
}

extension Mantel_Registration_V1_Consent {
  /// The message for a consent that is in force.
  init(_ consent: Consent) {
    self.init()
    purpose = consent.purpose.message
    givenDate = Mantel_Type_V1_Date(consent.givenDate)
    givenBy = consent.givenBy.message
    channel = consent.channel?.message ?? .unspecified
  }
}

extension Mantel_Registration_V1_ConsentDeclaration {
  /// The message for an entry of the consent log.
  init(_ declaration: ConsentDeclaration) {
    self.init()
    purpose = declaration.purpose.message
    given = declaration.isGiven
    declaredDate = Mantel_Type_V1_Date(declaration.date)
    declaredBy = declaration.declaredBy?.message ?? .unspecified
    channel = declaration.channel?.message ?? .unspecified
    source = declaration.source.message
    recordTime = Google_Protobuf_Timestamp(declaration.recordTime)
  }
}

extension RequestReader {
  /// Reads the withdrawal of a consent, as of today if it gives no date.
  func withdrawal(
    _ message: Mantel_Registration_V1_WithdrawConsentRequest,
    _ validation: inout Validation
  ) -> ConsentWithdrawal? {
    let purpose: ConsentPurpose? = validation.word("purpose", message.purpose)
    let date =
      message.hasWithdrawDate ? pastDate(message.withdrawDate, true, "withdraw_date", &validation) : today
    let withdrawnBy: GivenBy? = validation.optionalWord("withdrawn_by", message.withdrawnBy)
    let channel: Channel? = validation.optionalWord("channel", message.channel)
    guard let purpose, let date else { return nil }
    return ConsentWithdrawal(purpose: purpose, date: date, withdrawnBy: withdrawnBy, channel: channel)
  }
}

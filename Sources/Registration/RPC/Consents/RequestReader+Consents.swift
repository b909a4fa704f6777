import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import TypeAPI

/// Reads consents (toestemmingen) and their withdrawal.
extension RequestReader {
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

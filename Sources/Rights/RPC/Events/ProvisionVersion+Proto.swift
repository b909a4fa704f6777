import CareTypes
package import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
package import TypeAPI

extension ProvisionVersion {
  /// Reads a published or drafted version.
  ///
  /// - Throws: `ValueError` or `Refusal` for a date, a municipality or a type of a parameter that cannot be read.
  package init(_ message: Mantel_Type_V1_ExecutableProvision) throws {
    self.init(
      name: message.provision,
      version: Int(message.version),
      authority: message.authority,
      territory: try message.territory.map { try NISCode($0).digits },
      validFrom: try CalendarDate(message.validFromDate).daysSinceEpoch,
      validTo: message.hasValidToDate ? try CalendarDate(message.validToDate).daysSinceEpoch : nil,
      condition: message.condition,
      parameters: try message.parameters.map(ParameterValue.init),
      grantMode: GrantMode(message.grantMode),
      isForRecipient: message.forRecipient,
      titleNL: message.titleNl,
      titleEN: message.titleEn,
      kind: message.kind,
      amounts: try message.amounts.map(Amount.init),
      frequency: Frequency(message.frequency),
      suspendAfterDaysAdmitted: message.hasSuspendAfterDaysAdmitted ? Int(message.suspendAfterDaysAdmitted) : nil,
      suspendAfterMonthsAdmitted: message.suspendAfterMonthsAdmitted > 0
        ? Int(message.suspendAfterMonthsAdmitted) : nil,
      overrides: message.overrides,
      excludes: message.excludes,
      automaticWhen: message.automaticWhen.isEmpty ? nil : message.automaticWhen,
      heldWhen: message.heldWhen.isEmpty ? nil : message.heldWhen,
      acceptedProofs: message.acceptedProofs.map(AcceptedProof.init),
      uncertainties: message.uncertainties,
      awardTerms: message.hasAwardTerms ? AwardTerms(message.awardTerms) : nil,
      information: message.hasInformation ? ProvisionInformation(message.information) : nil
    )
  }
}

extension ParameterValue {
  init(_ message: Mantel_Type_V1_ProvisionParameter) throws {
    guard let type = FactType(rawValue: message.type) else { throw Refusal(.internal, "A parameter has no known type") }
    let value = message.hasValue ? FactValue(message.value, type: type) : nil
    self.init(name: message.name, type: type, value: value, labelNL: message.labelNl, labelEN: message.labelEn)
  }
}

extension ProvisionVersion.Amount {
  init(_ message: Mantel_Type_V1_ProvisionAmount) throws {
    self.init(
      cents: message.hasCents ? message.cents : nil,
      condition: message.condition.isEmpty ? nil : message.condition,
      from: message.hasValidFromDate ? try CalendarDate(message.validFromDate).daysSinceEpoch : nil,
      until: message.hasValidToDate ? try CalendarDate(message.validToDate).daysSinceEpoch : nil
    )
  }
}

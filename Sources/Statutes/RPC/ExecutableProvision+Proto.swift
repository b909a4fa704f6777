import CareTypes
import RuleLanguage
import ServiceRuntime
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension Mantel_Type_V1_ExecutableProvision {
  /// A version with what Rights needs to decide on it.
  ///
  /// - Parameters:
  ///   - provision: The version.
  ///   - found: The proofs that were found for parts of its condition, in addition to those that were declared.
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ provision: Provision, found: [AcceptedProof] = []) throws {
    self.init()
    self.provision = ProvisionName.text(provision.id)
    version = Int32(provision.version)
    authority = provision.authority.id
    territory = provision.authority.territory
    validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: provision.validFrom))
    if let day = provision.validTo { validToDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: day)) }
    condition = provision.condition
    parameters = provision.parameters.map(Mantel_Type_V1_ProvisionParameter.init)
    grantMode = provision.grantMode.message
    forRecipient = provision.beneficiary == .recipient
    titleNl = provision.titleNL
    titleEn = provision.titleEN
    kind = provision.kind.rawValue
    amounts = try (provision.benefit?.amounts ?? []).map(Mantel_Type_V1_ProvisionAmount.init)
    frequency = provision.benefit?.frequency?.message ?? .unspecified
    if let days = provision.procedure.suspendAfterDaysAdmitted { suspendAfterDaysAdmitted = Int32(clamping: days) }
    suspendAfterMonthsAdmitted = Int32(clamping: provision.procedure.suspendAfterMonthsAdmitted ?? 0)
    automaticWhen = provision.automaticWhen ?? ""
    overrides = provision.overrides.map(ProvisionName.text(_:))
    excludes = provision.excludes.map(ProvisionName.text(_:))
    heldWhen = provision.heldWhen ?? ""
    acceptedProofs = (provision.acceptedProofs.map(\.accepted) + found).map(Mantel_Type_V1_AcceptedProof.init)
    uncertainties = provision.uncertainties
    awardTerms = Mantel_Type_V1_AwardTerms(provision)
    information = Mantel_Type_V1_ProvisionInformation(provision)
  }
}

extension Mantel_Type_V1_ProvisionAmount {
  init(_ amount: BenefitAmount) throws {
    self.init()
    if let cents = amount.cents { self.cents = cents }
    condition = amount.condition ?? ""
    if let day = amount.from { validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: day)) }
    if let day = amount.until { validToDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: day)) }
  }
}

extension Mantel_Type_V1_ProvisionParameter {
  init(_ parameter: Parameter) {
    self.init()
    name = parameter.name
    type = parameter.type.rawValue
    if let value = parameter.value { self.value = value }
    labelNl = parameter.labelNL
    labelEn = parameter.labelEN
    minimum = parameter.minimum ?? ""
    maximum = parameter.maximum ?? ""
    choices = parameter.choices.map { choice in
      .with {
        $0.value = choice.value
        $0.labelNl = choice.labelNL
        $0.labelEn = choice.labelEN
      }
    }
  }
}

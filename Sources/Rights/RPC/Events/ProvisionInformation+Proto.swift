import CareTypes
import RightsDomain
import TypeAPI

extension ProvisionInformation {
  /// Reads what people are told about a provision. Words that this version does not know are left out.
  init(_ message: Mantel_Type_V1_ProvisionInformation) {
    func text(_ dutch: String, _ english: String) -> BilingualText? {
      dutch.isEmpty ? nil : BilingualText(dutch, english)
    }
    self.init(
      legalBasis: message.legalBasis,
      authority: BilingualText(message.authorityNl, message.authorityEn)
    )
    supportAreas = message.supportAreas.compactMap(SupportArea.init(rawValue:))
    inKind = text(message.inKindNl, message.inKindEn)
    payee = Payee(rawValue: message.payee)
    if message.hasOwnContribution {
      let paid = message.ownContribution
      ownContribution = Contribution(
        cents: paid.hasCents ? paid.cents : nil,
        per: BilingualText(paid.perNl, paid.perEn)
      )
    }
    evidence = message.evidence.map { evidence in
      RequiredEvidence(
        text: BilingualText(evidence.textNl, evidence.textEn),
        fact: evidence.fact.isEmpty ? nil : evidence.fact,
        maxAgeMonths: evidence.maxAgeMonths > 0 ? Int(evidence.maxAgeMonths) : nil
      )
    }
    application = text(message.applicationNl, message.applicationEn)
    withinDays = message.withinDays > 0 ? Int(message.withinDays) : nil
    if message.isOffer {
      var offerer = Offerer(name: message.offerer.name.isEmpty ? message.authorityNl : message.offerer.name)
      (offerer.website, offerer.email) = (message.offerer.website, message.offerer.email)
      (offerer.phone, offerer.address) = (message.offerer.phone, message.offerer.address)
      self.offerer = offerer
    }
  }
}

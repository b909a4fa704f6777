import CareTypes
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension Mantel_Type_V1_ProvisionInformation {
  /// What people are told about a provision.
  init(_ provision: Provision) {
    self.init()
    let (benefit, procedure) = (provision.benefit, provision.procedure)
    legalBasis = provision.legalBasis
    authorityNl = provision.authority.nameNL
    authorityEn = provision.authority.nameEN
    supportAreas = provision.supportAreas.map(\.rawValue)
    inKindNl = benefit?.inKind?.dutch ?? ""
    inKindEn = benefit?.inKind?.english ?? ""
    payee = benefit?.payee?.rawValue ?? ""
    if let paid = benefit?.ownContribution {
      ownContribution = .with {
        if let cents = paid.cents { $0.cents = cents }
        $0.perNl = paid.per.dutch
        $0.perEn = paid.per.english
      }
    }
    evidence = procedure.evidence.map { evidence in
      .with {
        $0.textNl = evidence.text.dutch
        $0.textEn = evidence.text.english
        $0.fact = evidence.fact ?? ""
        $0.maxAgeMonths = Int32(clamping: evidence.maxAgeMonths ?? 0)
      }
    }
    applicationNl = procedure.application?.text?.dutch ?? ""
    applicationEn = procedure.application?.text?.english ?? ""
    withinDays = Int32(clamping: procedure.application?.withinDays ?? 0)
    isOffer = provision.isOffer
    if let offerer = provision.offerer {
      self.offerer = .with {
        $0.name = offerer.name
        $0.website = offerer.website ?? ""
        $0.email = offerer.email ?? ""
        $0.phone = offerer.phone ?? ""
        $0.address = offerer.address ?? ""
      }
    }
  }
}

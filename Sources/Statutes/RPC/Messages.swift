import CareTypes
import EventsAPI
import RuleLanguage
import ServiceRuntime
package import StatutesAPI
import SwiftProtobuf
import TypeAPI

typealias StatutesProto = Mantel_Statutes_V1_StatutesService

extension AuthorityLevel: MessageWord {
  package var message: Mantel_Statutes_V1_AuthorityLevel {
    switch self {
    case .federal: .federal
    case .flemish: .flemish
    case .municipal: .municipal
    }
  }
}

extension Beneficiary: MessageWord {
  package var message: Mantel_Statutes_V1_Beneficiary {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    }
  }
}

extension ProvisionKind: MessageWord {
  package var message: Mantel_Statutes_V1_ProvisionKind {
    switch self {
    case .recognition: .recognition
    case .allowance: .allowance
    case .premium: .premium
    case .leave: .leave
    case .respite: .respite
    case .card: .card
    case .service: .service
    }
  }
}

extension SupportArea: MessageWord {
  package var message: Mantel_Statutes_V1_SupportArea {
    switch self {
    case .information: .information
    case .guidance: .guidance
    case .education: .education
    case .emotional: .emotional
    case .practical: .practical
    case .respite: .respite
    case .financial: .financial
    case .material: .material
    }
  }
}

extension GrantMode: MessageWord {
  package var message: Mantel_Statutes_V1_GrantMode {
    switch self {
    case .automatic: .automatic
    case .propose: .propose
    case .apply: .apply
    }
  }
}

extension Frequency: MessageWord {
  package var message: Mantel_Statutes_V1_Frequency {
    switch self {
    case .once: .once
    case .monthly: .monthly
    case .yearly: .yearly
    }
  }
}

extension Mantel_Statutes_V1_Provision {
  init(_ published: StatutesStore.PublishedProvision) throws {
    try self.init(published.provision)
    publishTime = Google_Protobuf_Timestamp(published.publishTime)
  }

  init(_ provision: Provision) throws {
    self.init()
    name = ProvisionName.text(provision.id)
    version = Int32(provision.version)
    authority = .with {
      $0.id = provision.authority.id
      $0.nameNl = provision.authority.nameNL
      $0.nameEn = provision.authority.nameEN
      $0.level = provision.authority.level.message
      $0.territory = provision.authority.territory
    }
    titleNl = provision.titleNL
    titleEn = provision.titleEN
    legalBasis = provision.legalBasis
    beneficiary = provision.beneficiary.message
    kind = provision.kind.message
    supportAreas = provision.supportAreas.map(\.message)
    condition = provision.condition
    parameters = provision.parameters.map { parameter in
      .with {
        $0.name = parameter.name
        $0.type = parameter.type.rawValue
        if let value = parameter.value { $0.value = value }
        $0.labelNl = parameter.labelNL
        $0.labelEn = parameter.labelEN
      }
    }
    if let benefit = provision.benefit {
      self.benefit = .with {
        if let cents = benefit.amountCents { $0.amountCents = cents }
        $0.frequency = benefit.frequency?.message ?? .unspecified
      }
    }
    grantMode = provision.grantMode.message
    validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: provision.validFrom))
    if let day = provision.validTo { validToDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: day)) }
    sources = provision.sources.map { source in
      .with {
        $0.title = source.title
        $0.url = source.url
        $0.dated = source.dated
      }
    }
    uncertainties = provision.uncertainties
  }
}

extension Mantel_Statutes_V1_ComparisonRow {
  init(_ row: ComparisonRow) throws {
    self.init()
    kind = row.kind.message
    if let left = row.left { self.left = try Mantel_Statutes_V1_Provision(left) }
    if let right = row.right { self.right = try Mantel_Statutes_V1_Provision(right) }
    aspects = row.aspects.map { aspect in
      .with {
        $0.labelNl = aspect.label.dutch
        $0.labelEn = aspect.label.english
        $0.leftNl = aspect.left.dutch
        $0.leftEn = aspect.left.english
        $0.rightNl = aspect.right.dutch
        $0.rightEn = aspect.right.english
        $0.same = aspect.same
      }
    }
  }
}

extension Mantel_Statutes_V1_Fact {
  init(_ fact: Fact) {
    self.init()
    name = fact.name
    type = fact.type.rawValue
    unit = fact.unit == .none ? "" : fact.unit.rawValue
    labelNl = fact.label.dutch
    labelEn = fact.label.english
    suppliedByNl = fact.suppliedBy.dutch
    suppliedByEn = fact.suppliedBy.english
    allowedValues = fact.choices.map(\.value)
    derived = FactCatalogue.derivedCareFacts.contains(fact.name)
  }
}

import CareTypes
import RuleLanguage
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

typealias StatutesProto = Mantel_Statutes_V1_StatutesService

extension Mantel_Statutes_V1_Provision {
  /// A published version, with who drafted and published it and the proofs that are accepted for parts of its
  /// condition.
  init(_ published: PublishedProvision, found: [AcceptedProof] = []) throws {
    try self.init(published.provision)
    publishTime = Google_Protobuf_Timestamp(published.publishTime)
    drafter = published.drafter
    publisher = published.publisher
    acceptedProofs += found.map(Mantel_Type_V1_AcceptedProof.init)
  }

  /// A version.
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
      $0.country = provision.authority.country
    }
    titleNl = provision.titleNL
    titleEn = provision.titleEN
    legalBasis = provision.legalBasis
    beneficiary = provision.beneficiary.message
    kind = provision.kind.message
    supportAreas = provision.supportAreas.map { Mantel_Statutes_V1_SupportArea($0) }
    condition = provision.condition
    parameters = provision.parameters.map(Mantel_Type_V1_ProvisionParameter.init)
    if let benefit = provision.benefit { self.benefit = try Mantel_Statutes_V1_Benefit(benefit) }
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
    procedure = Mantel_Statutes_V1_Procedure(provision.procedure)
    model = provision.isModel
    openParameters = provision.parameters.filter(\.isOpen).map(\.name)
    basedOn = provision.basedOn.map { ProvisionName.text($0.id, version: $0.version) } ?? ""
    overrides = provision.overrides.map(ProvisionName.text(_:))
    excludes = provision.excludes.map(ProvisionName.text(_:))
    heldWhen = provision.heldWhen ?? ""
    automaticWhen = provision.automaticWhen ?? ""
    acceptedProofs = provision.acceptedProofs.map { Mantel_Type_V1_AcceptedProof($0.accepted) }
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

extension Mantel_Statutes_V1_ComparedAspect {
  init(_ aspect: ComparedAspect) {
    self.init()
    labelNl = aspect.label.dutch
    labelEn = aspect.label.english
    leftNl = aspect.left.dutch
    leftEn = aspect.left.english
    rightNl = aspect.right.dutch
    rightEn = aspect.right.english
    same = aspect.same
  }
}

extension Mantel_Statutes_V1_ProvisionChange {
  init(_ change: ProvisionChange) throws {
    self.init()
    name = ProvisionName.text(change.provision.id, version: change.provision.version)
    formerVersion = Int32(change.former?.version ?? 0)
    unchanged = change.isUnchanged
    aspects = change.aspects.map(Mantel_Statutes_V1_ComparedAspect.init)
    validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: change.provision.validFrom))
    titleNl = change.provision.titleNL
    titleEn = change.provision.titleEN
  }
}

extension Mantel_Statutes_V1_Mistake {
  init(_ mistake: PackMistake) {
    self.init()
    field = mistake.field
    line = Int32(mistake.line)
    column = Int32(mistake.column)
    description_p = mistake.description
  }
}

extension Mantel_Statutes_V1_Draft {
  init(_ draft: RegulationDraft) {
    self.init()
    name = draft.name
    authority = draft.authority
    pack = draft.pack
    drafter = draft.drafter
    draftTime = Google_Protobuf_Timestamp(Instant(microseconds: draft.drafted))
    state =
      switch draft.state {
      case .open: .open
      case .published: .published
      case .dropped: .dropped
      }
    closer = draft.closer
    reason = draft.reason
    if let time = draft.closed { closeTime = Google_Protobuf_Timestamp(Instant(microseconds: time)) }
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
    about = FactSubject(ofFact: fact.name).rawValue
  }
}

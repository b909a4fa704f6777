import CareTypes
import RuleReasoning
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension Mantel_Statutes_V1_ProfileFact {
  init(_ fact: ProfileFact) {
    self.init()
    self.fact = fact.name
    value = fact.value
  }
}

extension Mantel_Statutes_V1_ComparisonRow {
  init(_ row: ComparisonRow) throws {
    self.init()
    kind = row.kind.message
    if let left = row.left { self.left = try Mantel_Statutes_V1_Provision(left) }
    if let right = row.right { self.right = try Mantel_Statutes_V1_Provision(right) }
    aspects = row.aspects.map(Mantel_Statutes_V1_ComparedAspect.init)
  }
}

// MARK: - ComparisonMatrix

extension Mantel_Statutes_V1_CompareMunicipalitiesResponse {
  init(_ matrix: ComparisonMatrix) throws {
    self.init()
    rows = try matrix.rows.map { row in
      try .with {
        $0.area = Mantel_Statutes_V1_SupportArea(row.area)
        $0.kind = row.kind.message
        $0.cells = try row.cells.map(Mantel_Statutes_V1_MatrixCell.init)
        $0.relations = row.relations.map(Mantel_Statutes_V1_ConditionRelation.init)
      }
    }
    emptyAreas = matrix.emptyAreas.map { empty in
      .with {
        $0.area = Mantel_Statutes_V1_SupportArea(empty.area)
        $0.municipalities = empty.municipalities.map(\.digits)
        $0.servedByOthers = empty.isServedByOthers
      }
    }
    contradictions = matrix.contradictions.map { contradiction in
      .with {
        $0.first = ProvisionName.text(contradiction.first)
        $0.second = ProvisionName.text(contradiction.second)
        $0.fact = contradiction.fact
        $0.text = Mantel_Statutes_V1_BilingualText(contradiction.text)
      }
    }
    between = matrix.between.map { between in
      .with {
        $0.caregiverMunicipality = between.caregiver.digits
        $0.recipientMunicipality = between.recipient.digits
        $0.kind = between.kind.message
        $0.reachable = between.reachable.map { ProvisionName.text($0) }
        $0.fallsBetween = between.fallsBetween != nil
        $0.example = (between.fallsBetween ?? []).map(Mantel_Statutes_V1_ProfileFact.init)
        $0.canGetBoth = between.canGetBoth
      }
    }
  }
}

extension Mantel_Statutes_V1_MatrixCell {
  init(_ cell: ComparisonMatrix.Cell) throws {
    self.init()
    municipality = cell.municipality?.code.digits ?? ""
    municipalityName = cell.municipality?.nameNL ?? ""
    provision = try Mantel_Statutes_V1_Provision(cell.published)
    requirements = cell.requirements.map { Mantel_Statutes_V1_BilingualText($0) }
    if let cents = cell.centsPerYear { centsPerYear = cents }
    uncertain = cell.isUncertain
  }
}

extension Mantel_Statutes_V1_ConditionRelation {
  init(_ relation: ConditionRelation) {
    self.init()
    first = relation.first.isEmpty ? "" : ProvisionName.text(relation.first)
    second = relation.second.isEmpty ? "" : ProvisionName.text(relation.second)
    self.relation =
      switch relation.relation {
      case .equal: .equal
      case .firstIsStricter: .firstStricter
      case .secondIsStricter: .secondStricter
      case .overlapping: .overlapping
      case .exclusive: .exclusive
      case .undecidable: .unknown
      }
    differences = relation.differences.map { difference in
      .with {
        $0.meetsFirst = difference.meetsFirst
        $0.text = Mantel_Statutes_V1_BilingualText(difference.text)
        $0.example = difference.example.map(Mantel_Statutes_V1_ProfileFact.init)
      }
    }
  }
}

// MARK: - Profile

extension Mantel_Statutes_V1_CompareProfileResponse {
  init(_ comparison: ProfileComparison) {
    self.init()
    outcomes = comparison.outcomes.map { outcome in
      .with {
        $0.municipality = outcome.municipality.code.digits
        $0.municipalityName = outcome.municipality.nameNL
        $0.results = outcome.results.map(Mantel_Statutes_V1_ProfileResult.init)
        $0.centsPerYear = outcome.centsPerYear
      }
    }
    everywhere = comparison.everywhere.map(Mantel_Statutes_V1_ProfileResult.init)
  }
}

extension Mantel_Statutes_V1_ProfileResult {
  init(_ result: ProfileResult) {
    self.init()
    provision = ProvisionName.text(result.provision.id)
    titleNl = result.provision.titleNL
    titleEn = result.provision.titleEN
    kind = result.provision.kind.message
    outcome =
      switch result.result {
      case .met: .met
      case .notMet: .notMet
      case .unknown: .unknown
      }
    missing = result.missing
    if let cents = result.centsPerYear { centsPerYear = cents }
    reasons = result.reasons.map { Mantel_Statutes_V1_BilingualText($0) }
    uncertainties = result.provision.uncertainties
  }
}

// MARK: - Clashes

extension Mantel_Statutes_V1_Clash {
  init(_ clash: IncompatibleProvisions) {
    self.init()
    first = ProvisionName.text(clash.first)
    second = ProvisionName.text(clash.second)
    kind =
      switch clash.kind {
      case .excluded: .excluded
      case .sameTerm: .sameTerm
      }
    text = Mantel_Statutes_V1_BilingualText(clash.text)
    example = clash.example.map(Mantel_Statutes_V1_ProfileFact.init)
  }
}

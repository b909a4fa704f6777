package import CareTypes
import RuleLanguage
import RuleReasoning

/// The adoption of a model by a municipality (overname).
package struct ModelAdoption: Sendable {
  /// The NIS code of the municipality.
  package let municipality: NISCode
  /// The provision that adopts the model; nil when the municipality has not adopted it.
  package let provision: Provision?
  /// The municipality's other provisions of the same kind.
  package let own: [Provision]
  /// How their conditions relate to that of the model with its default values.
  package let relations: [ConditionRelation]
}

/// How far municipalities have adopted a model (stand van de harmonisatie).
package struct HarmonisationProgress: Sendable {
  /// The adoptions; several for a municipality that merged.
  package let adoptions: [ModelAdoption]
  /// The parameters that differ between the municipalities that adopted the model; no value is chosen.
  package let differences: [ParameterChoice]

  /// Looks at municipalities on a day; at all that have adopted the model when none are given.
  package init(
    of model: Provision,
    in asked: [NISCode],
    on date: CalendarDate,
    law: LawBook,
    _ municipalities: MunicipalityTable
  ) {
    let codes = asked.isEmpty ? law.adopters(of: model, on: date, municipalities) : asked
    let all = codes.map { code in
      let here = law.regulations(model.kind, in: [code], on: date, municipalities).map(\.provision)
      let adopting = here.filter { $0.basedOn?.id == model.id }
      let own = here.filter { $0.basedOn?.id != model.id }
      return (code: code, adopting: adopting, own: own)
    }
    let looked = asked.isEmpty ? all.filter { !$0.adopting.isEmpty } : all
    let values = FilledModel(model)
    // A municipality that merged may have several adoptions, each for a part of its territory.
    adoptions = looked.flatMap { code, adopting, own in
      let relations = own.compactMap { values.relation(of: $0) }
      let provisions: [Provision?] = adopting.isEmpty ? [nil] : adopting
      return provisions.map { ModelAdoption(municipality: code, provision: $0, own: own, relations: relations) }
    }
    let adopted = adoptions
    differences = model.parameters.filter(\.isOpen).compactMap { parameter in
      let read = adopted.compactMap { adoption -> ParameterChoice.Value? in
        guard let provision = adoption.provision else { return nil }
        let value = provision.parameters.first { $0.name == parameter.name }?.value
        return .init(municipality: adoption.municipality, provision: provision.id, value: value ?? "")
      }
      if Set(read.map(\.value)).count < 2 { return nil }
      return ParameterChoice(parameter: parameter, chosen: "", read: read)
    }
  }
}

extension LawBook {
  /// The municipalities in which a provision in force adopts a model.
  fileprivate func adopters(of model: Provision, on date: CalendarDate, _ municipalities: MunicipalityTable)
    -> [NISCode]
  {
    let adopting = inForce(on: date.daysSinceEpoch).filter { $0.provision.basedOn?.id == model.id }
    return adopting.reduce(into: Set()) { codes, published in
      codes.formUnion(published.provision.authority.territory(on: date, municipalities))
    }.sorted()
  }
}

extension FilledModel {
  /// How the condition of a provision relates to that of the model with these values, for people who live in the
  /// territory; nil when a condition is not correct.
  func relation(of provision: Provision) -> ConditionRelation? {
    guard let condition, let own = try? provision.compiled() else { return nil }
    var relation = ConditionRelation(
      GivenCondition(
        own,
        given: provision.parameterValues.adding(Residency.care.both),
        owners: provision.unknownOwners(in: own)
      ),
      GivenCondition(condition.condition, given: condition.given.adding(Residency.care.both)),
      catalogue: .care,
      limit: 3
    )
    relation.first = provision.id
    relation.second = model.id
    return relation
  }
}

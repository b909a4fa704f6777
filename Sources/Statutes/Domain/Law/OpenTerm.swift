package import CareTypes

/// A term that federal or Flemish law leaves open, with its value in a municipality (open norm).
package struct OpenTerm: Sendable, Hashable {
  /// The law.
  package let law: Provision
  /// The parameter, with its limits and default value.
  package let parameter: Parameter
  /// The value in the municipality.
  package let value: String
  /// The provision that fills it; nil when the default applies.
  package let filling: Provision?
}

extension LawBook {
  /// The terms that federal and Flemish law in force leaves open, with the values in a municipality, by provision and
  /// name.
  ///
  /// After a merger, the provisions of the former municipalities stay in force for their territories: then a term is
  /// listed once for each of them, and once with its default if a part of the municipality has none.
  package func openTerms(
    in code: NISCode,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [OpenTerm] {
    let held = applicable(in: code, on: date, municipalities)
    let laws = inForce(on: date.daysSinceEpoch).map(\.provision).filter { law in
      law.authority.level.isAboveMunicipalities && law.basedOn == nil && law.isTemplate
        && law.authority.coverage(of: code, on: date, municipalities) != .none
    }
    return laws.sorted { $0.id < $1.id }.flatMap { law in
      let fillings = held.filter { $0.provision.basedOn?.id == law.id }
      let isFilled =
        fillings.contains { $0.coverage.covers(.whole) } || isFilledInParts(fillings, code, date, municipalities)
      return law.parameters.filter(\.isOpen).sorted { $0.name < $1.name }.flatMap { parameter -> [OpenTerm] in
        let filled = fillings.map { filling in
          OpenTerm(
            law: law,
            parameter: parameter,
            value: filling.provision.parameters.first { $0.name == parameter.name }?.value ?? parameter.value ?? "",
            filling: filling.provision
          )
        }
        let open = OpenTerm(law: law, parameter: parameter, value: parameter.value ?? "", filling: nil)
        return isFilled ? filled : filled + [open]
      }
    }
  }

  private func isFilledInParts(
    _ fillings: [ApplicableProvision],
    _ code: NISCode,
    _ date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> Bool {
    // A municipality that kept its own code has a part that no former municipality covers.
    guard municipalities[code]?.validFrom != nil else { return false }
    let former = municipalities.predecessors(of: code, at: date)
    return !former.isEmpty
      && former.allSatisfy { one in fillings.contains { $0.coverage.covers(.part([one])) } }
  }
}

import CareTypes
import RuleLanguage
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

/// A provision as a page of text.
struct ProvisionPage {
  private let provision: Mantel_Statutes_V1_Provision
  private let versions: [Mantel_Statutes_V1_Provision]
  private let language: LanguageOptions

  /// A page.
  ///
  /// - Parameter versions: All versions of the provision, the newest first.
  init(
    _ provision: Mantel_Statutes_V1_Provision,
    _ versions: [Mantel_Statutes_V1_Provision],
    _ language: LanguageOptions
  ) {
    self.provision = provision
    self.versions = versions
    self.language = language
  }

  /// The page.
  var text: String {
    let sections: [(String, [String])] = [
      ("Who", who), ("Condition", condition), ("Asks", requirements), ("Figures", figures), ("Gives", benefit),
      ("Procedure", procedure), ("Only told, not carried out by Mantel", told), ("Beside others", precedence),
      ("Read in", sources),
      ("Uncertain", provision.uncertainties), ("Versions", history),
    ]
    let heading = [
      language.text(provision.titleNl, provision.titleEn),
      "\(provision.name)  version \(provision.version)",
      "\(language.text(provision.authority.nameNl, provision.authority.nameEn)); \(provision.legalBasis)",
      provision.model ? "a model: in force nowhere by itself" : span(provision),
    ]
    let written = sections.filter { !$0.1.isEmpty }.map { title, lines in
      ([title] + lines.map { "  \($0)" }).joined(separator: "\n")
    }
    return ([heading.joined(separator: "\n")] + written).joined(separator: "\n\n")
  }

  private var who: [String] {
    let areas = provision.supportAreas.map(ProvisionLabels.text).joined(separator: ", ")
    return [
      "\(ProvisionLabels.text(provision.kind)) for the \(ProvisionLabels.text(provision.beneficiary))"
        + (areas.isEmpty ? "" : " (\(areas))"),
      ProvisionLabels.text(provision.grantMode)
        + (provision.automaticWhen.isEmpty ? "" : ", when \(provision.automaticWhen)"),
    ] + (provision.hasOfferer ? [offerer(provision.offerer)] : [])
  }

  private var condition: [String] {
    provision.condition.split(separator: "\n").map(String.init)
      + (provision.heldWhen.isEmpty ? [] : ["held already when: \(provision.heldWhen)"])
  }

  /// What the condition asks, in sentences; none when this version of the command does not know its facts.
  private var requirements: [String] {
    let facts = provision.parameters.compactMap { parameter in
      FactType(rawValue: parameter.type).map {
        Fact(
          parameter.name,
          $0,
          label: BilingualText(parameter.labelNl, parameter.labelEn),
          suppliedBy: BilingualText(provision.authority.nameNl, provision.authority.nameEn)
        )
      }
    }
    guard let catalogue = try? FactCatalogue.care.adding(facts),
      let condition = try? Condition(provision.condition, catalogue: catalogue)
    else { return [] }
    var known = FactSheet()
    for parameter in provision.parameters where parameter.hasValue {
      known[Fact.parameterName(parameter.name)] = Self.value(parameter.value, of: parameter.type)
    }
    return condition.requirements(parameters: known, catalogue: catalogue).map {
      "- \(language.text($0.dutch, $0.english))"
    }
  }

  private static func value(_ text: String, of type: String) -> FactValue? {
    switch FactType(rawValue: type) {
    case .bool: Bool(text).map { .bool($0) }
    case .int: Int(text).map { .int($0) }
    case .decimal: Double(text).map { .decimal($0) }
    case .string: .string(text)
    case .date: RuleDate(iso: text).map { .date($0) }
    case nil: nil
    }
  }

  private var figures: [String] {
    provision.parameters.map { parameter in
      let isOpen = provision.openParameters.contains(parameter.name) ? ", open" : ""
      let value = parameter.hasValue ? parameter.value : "unknown"
      return "\(parameter.name) = \(value) (\(language.text(parameter.labelNl, parameter.labelEn))\(isOpen))"
    }
  }

  private var benefit: [String] {
    guard provision.hasBenefit else { return [] }
    let benefit = provision.benefit
    var lines = benefit.amounts.map { amount in
      let money =
        amount.hasCents ? "EUR \(ProvisionLabels.euro(amount.cents))" : "an amount that the source does not tell"
      let words = [money, ProvisionLabels.text(benefit.frequency), ProvisionLabels.text(benefit.payee)].filter {
        !$0.isEmpty
      }
      let when = amount.condition.isEmpty ? "" : ", when \(amount.condition)"
      let from = amount.hasValidFromDate ? ", from \(amount.validFromDate.text)" : ""
      let until = amount.hasValidToDate ? ", until \(amount.validToDate.text)" : ""
      return words.joined(separator: " ") + from + until + when
    }
    if benefit.hasInKind { lines.append(language.text(benefit.inKind.nl, benefit.inKind.en)) }
    return lines
  }

  private var procedure: [String] {
    let procedure = provision.procedure
    var lines = procedure.evidence.map { "to show: \(language.text($0.text.nl, $0.text.en))" }
    if !procedure.signatures.isEmpty { lines.append("signed by: \(procedure.signatures.joined(separator: ", "))") }
    if procedure.hasApplication {
      let asked = procedure.application
      let window = asked.from.isEmpty ? [] : ["from \(asked.from) until \(asked.until)"]
      let text = asked.hasText ? [language.text(asked.text.nl, asked.text.en)] : []
      let within = asked.withinDays > 0 ? ["within \(asked.withinDays) days"] : []
      lines.append("asked for: \((window + within + text).joined(separator: "; "))")
    }
    if procedure.hasRenewal {
      let months = procedure.renewal.months > 0 ? ", \(procedure.renewal.months) months" : ""
      lines.append("renewal: \(procedure.renewal.kind)\(months)")
    }
    if procedure.hasSuspendAfterDaysAdmitted {
      lines.append("suspended after \(procedure.suspendAfterDaysAdmitted) days of admission")
    }
    if procedure.suspendAfterMonthsAdmitted > 0 {
      lines.append("suspended after \(procedure.suspendAfterMonthsAdmitted) calendar months of admission")
    }
    if !procedure.endedBy.isEmpty { lines.append("ended by: \(procedure.endedBy.joined(separator: ", "))") }
    if procedure.hasDecider { lines.append("decided by: \(language.text(procedure.decider.nl, procedure.decider.en))") }
    if procedure.hasObjection {
      let days = procedure.objection.withinDays > 0 ? " within \(procedure.objection.withinDays) days" : ""
      lines.append("objection: \(language.text(procedure.objection.body.nl, procedure.objection.body.en))\(days)")
    }
    return lines
  }

  /// The parts of the provision that Mantel does not carry out, by their names in a pack.
  private var told: [String] {
    let (benefit, procedure, application) = (provision.benefit, provision.procedure, provision.procedure.application)
    var used: [(path: String, isUsed: Bool)] = [
      ("benefit.payee", benefit.payee != .unspecified), ("benefit.proration", benefit.proration != .unspecified),
      ("benefit.in_kind", benefit.hasInKind), ("benefit.own_contribution", benefit.hasOwnContribution),
      ("benefit.quotas.remark", benefit.quotas.contains(where: \.hasRemark)),
      ("procedure.evidence.fact", !procedure.evidence.isEmpty),
      ("procedure.evidence.max_age_months", procedure.evidence.contains { $0.maxAgeMonths > 0 }),
      ("procedure.application.reference_day", !application.referenceDay.isEmpty),
      ("procedure.application.within_days", application.withinDays > 0),
      ("procedure.application.text", application.hasText), ("procedure.per_address", procedure.perAddress > 0),
      ("procedure.decider", procedure.hasDecider),
    ]
    used += procedure.endedBy.map { (path: "procedure.ended_by: \($0)", isUsed: true) }
    return used.filter { $0.isUsed && PackPart.part(at: $0.path)?.treatment == .told }.map(\.path)
  }

  private var precedence: [String] {
    (provision.basedOn.isEmpty ? [] : ["fills the open terms of \(provision.basedOn)"])
      + provision.overrides.map { "stands in for \($0)" } + provision.excludes.map { "cannot be held beside \($0)" }
      + provision.acceptedProofs.map { "\($0.proof) stands for: \($0.part)" }
  }

  private var sources: [String] {
    provision.sources.map { [$0.title, $0.url, $0.dated].filter { !$0.isEmpty }.joined(separator: ", ") }
  }

  private var history: [String] {
    versions.map { "\($0.version)  \(span($0)); drafted by \($0.drafter), published by \($0.publisher)" }
  }

  private func span(_ version: Mantel_Statutes_V1_Provision) -> String {
    let until = version.hasValidToDate ? " until \(version.validToDate.text)" : ""
    return "in force from \(version.validFromDate.text)\(until)"
  }

  private func offerer(_ offerer: Mantel_Statutes_V1_Offerer) -> String {
    "offered by "
      + [offerer.name, offerer.website, offerer.email, offerer.phone, offerer.address]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

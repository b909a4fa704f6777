/// A part of the format of regulation packs, and what Mantel does with it: nothing that an authority writes is silently left
/// undone. `mantel statutes check` and `show`, and PACKS.md, tell what stands here.
package struct PackPart: Sendable, Hashable {
  /// What Mantel does with a part.
  package enum Treatment: String, Sendable, Hashable, Encodable {
    /// Mantel carries it out.
    case executed
    /// Mantel only tells it to people.
    case told
    /// It says what the provision is: there is nothing to carry out.
    case described
  }

  /// The fields, as paths within a provision; of `procedure.ended_by` with the word.
  package let paths: [String]
  /// What Mantel does with it.
  package let treatment: Treatment
  /// How; empty when there is no more to say.
  package let explanation: String

  private init(_ paths: String..., treatment: Treatment, _ explanation: String = "") {
    self.paths = paths
    self.treatment = treatment
    self.explanation = explanation
  }

  /// All parts, in the order of the format.
  package static let all: [PackPart] = [
    PackPart("authority", treatment: .executed, "says who offers it, and in which territory"),
    PackPart(
      "id",
      "version",
      "model",
      "valid_from",
      "valid_to",
      treatment: .executed,
      "say which version is in force where, and when"
    ),
    PackPart(
      "title",
      "legal_basis",
      "sources",
      "uncertainties",
      treatment: .described,
      "every answer about the provision has them"
    ),
    PackPart("beneficiary", treatment: .executed, "says who holds the award"),
    PackPart(
      "kind",
      "support_areas",
      "offered_by",
      treatment: .described,
      "the explorer of rights finds and groups by them"
    ),
    PackPart("condition", treatment: .executed, "decided on every day"),
    PackPart("held_when", treatment: .executed, "evidence that shows an award of another body"),
    PackPart("accepts", treatment: .executed, "a proof stands for a part of the condition"),
    PackPart("parameters", treatment: .executed, "the figures of the condition, the benefit and the procedure"),
    PackPart("overrides", treatment: .executed, "the other provision is not decided on where this one is in force"),
    PackPart(
      "excludes",
      treatment: .executed,
      "nobody is granted both; an award that is held is told as a conflict of the other"
    ),
    PackPart(
      "grant_mode",
      treatment: .executed,
      "`automatic` is granted with consent; `propose` and `apply` when someone applied, all have signed "
        + "and the condition holds; `ratify` when the body that decides has ruled"
    ),
    PackPart("automatic_when", treatment: .executed, "on other grounds an automatic right is proposed"),
    PackPart(
      "benefit.amounts",
      "benefit.amount_cents",
      treatment: .executed,
      "decided on: the first amount that is valid and whose condition holds"
    ),
    PackPart(
      "benefit.frequency",
      "benefit.payee",
      "benefit.proration",
      treatment: .executed,
      "by payments of municipalities; `daily` is told only, and `choice` is read as the beneficiary"
    ),
    PackPart("benefit.in_kind", "benefit.own_contribution", treatment: .told),
    PackPart(
      "benefit.quotas.amount",
      "benefit.quotas.unit",
      "benefit.quotas.scope",
      treatment: .executed,
      "no more use is recorded than is left"
    ),
    PackPart(
      "benefit.quotas.window_months",
      "benefit.quotas.window",
      treatment: .executed,
      "the quota starts again after the months, or on 1 January"
    ),
    PackPart("benefit.quotas.per_week", treatment: .executed, "no more use is recorded from Monday to Sunday"),
    PackPart(
      "benefit.quotas.part_time",
      treatment: .executed,
      "`half`: leave for a part of the time counts half; `proportional`: for that part; otherwise as full leave does"
    ),
    PackPart("benefit.quotas.pot", treatment: .executed, "the use of all provisions with the pot counts"),
    PackPart("benefit.quotas.remark", treatment: .told),
    PackPart(
      "procedure.evidence.nl",
      "procedure.evidence.en",
      "procedure.evidence.fact",
      treatment: .told,
      "what to bring"
    ),
    PackPart("procedure.evidence.max_age_months", treatment: .told),
    PackPart("procedure.signatures", treatment: .executed, "each is recorded under the application that it belongs to"),
    PackPart(
      "procedure.application.from",
      "procedure.application.until",
      treatment: .executed,
      "no application outside the period"
    ),
    PackPart(
      "procedure.application.reference_day",
      "procedure.application.within_days",
      "procedure.application.text",
      treatment: .told
    ),
    PackPart(
      "procedure.renewal",
      treatment: .executed,
      "`months` (12 for `yearly`) after which an award ends, goes on (`automatic`) or is renewed by an application"
    ),
    PackPart(
      "procedure.suspend_after_days_admitted",
      "procedure.suspend_after_months_admitted",
      treatment: .executed,
      "an admission that lasts longer interrupts the award; 0 days: from the first day on"
    ),
    PackPart(
      "procedure.ended_by: caregiver_dies",
      treatment: .executed,
      "when care ends because the caregiver died, also on their other care"
    ),
    PackPart(
      "procedure.ended_by: recipient_dies",
      treatment: .executed,
      "a right that names other endings goes on after a death"
    ),
    PackPart("procedure.ended_by: care_ends", treatment: .executed, "with the last day of care"),
    PackPart(
      "procedure.ended_by: caregiver_moves",
      "procedure.ended_by: recipient_moves",
      treatment: .executed,
      "out of the territory, as the condition asks"
    ),
    PackPart(
      "procedure.ended_by: recipient_admitted",
      treatment: .executed,
      "from the first day in a residential care centre on; a short stay does not count"
    ),
    PackPart(
      "procedure.ended_by: evidence_expires",
      "procedure.ended_by: renewal_missed",
      "procedure.ended_by: quota_used",
      treatment: .executed,
      "on the day on which that happens"
    ),
    PackPart(
      "procedure.ended_by: consent_withdrawn",
      treatment: .executed,
      "of an award that was granted without an application"
    ),
    PackPart(
      "procedure.ended_by: age_reached",
      treatment: .executed,
      "by the age that the condition asks for, which has to stand there"
    ),
    PackPart("procedure.ended_by: budget_spent", treatment: .told),
    PackPart(
      "procedure.per_recipient",
      "procedure.per_caregiver",
      treatment: .executed,
      "when someone applies, signs or is granted by a ruling"
    ),
    PackPart("procedure.per_address", treatment: .told),
    PackPart(
      "procedure.decider",
      treatment: .told,
      "a municipality's own provisions can be ruled on by that municipality alone"
    ),
    PackPart("procedure.objection", treatment: .executed, "says whether an objection is in time"),
  ]

  /// Its row in the table of PACKS.md.
  package var row: String {
    "| \(paths.map { "`\($0)`" }.joined(separator: ", ")) | \(treatment.rawValue) | \(explanation) |"
  }

  private static let byPath = Dictionary(
    all.flatMap { part in part.paths.map { ($0, part) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// The part to which a field belongs: its own, or that of a field around it; nil when there is none.
  ///
  /// - Parameter path: The path of the field within a provision, without the numbers of list elements.
  package static func part(at path: String) -> PackPart? {
    var path = Substring(path)
    while true {
      if let part = byPath[String(path)] { return part }
      guard let dot = path.lastIndex(of: ".") else { return nil }
      path = path[..<dot]
    }
  }

  /// Whether there are parts within a field.
  package static func isAround(_ path: String) -> Bool {
    all.contains { $0.paths.contains { $0.hasPrefix("\(path).") || $0.hasPrefix("\(path): ") } }
  }
}

// Words of what a provision gives and how it is asked for, kept and ended.
extension StatuteTexts {
  static let payee = Words("betaald aan", "paid to")
  static let proration = Words("proratering", "proration")
  static let inKind = Words("geeft ook", "gives as well")
  static let quotas = Words("quotum", "quota")
  static let ownContribution = Words("eigen bijdrage", "own contribution")
  static let evidence = Words("bewijsstukken", "evidence")
  static let signatures = Words("handtekeningen", "signatures")
  static let application = Words("aanvraag", "application")
  static let renewal = Words("verlenging", "renewal")
  static let suspension = Words("schorsing", "suspension")
  static let endedBy = Words("einde van het recht", "end of the right")
  static let perRecipient = Words("mantelzorgers per zorgvrager", "caregivers for one recipient")
  static let perCaregiver = Words("zorgvragers per mantelzorger", "recipients for one caregiver")
  static let perAddress = Words("per adres", "at one address")
  static let decider = Words("beslist door", "decided by")
  static let objection = Words("bezwaar", "objection")
  static let excludes = Words("niet cumuleerbaar met", "cannot be held beside")
  static let overrides = Words("treedt in de plaats van", "stands in for")
  static let proofs = Words("gelijkwaardig bewijs", "equivalent proof")
  static let inForce = Words("van kracht", "in force")

  static func payee(_ payee: Payee) -> Words {
    switch payee {
    case .caregiver: Words("mantelzorger", "caregiver")
    case .recipient: Words("zorgvrager", "recipient")
    case .choice: Words("mantelzorger of zorgvrager, naar keuze", "caregiver or recipient, as they choose")
    }
  }

  static func proration(_ proration: Proration) -> Words {
    switch proration {
    case .none: Words("geen", "none")
    case .days: Words("per dag", "by days")
    case .months: Words("per maand", "by months")
    }
  }

  static func quota(_ quota: Quota) -> Words {
    let amount = counted(quota.amount, quota.unit)
    let scope = scope(quota.scope)
    var parts = [Words("\(amount.nl) \(scope.nl)", "\(amount.en) \(scope.en)")]
    parts.append(
      quota.windowMonths.map { Words("per \($0) maanden", "in \($0) months") } ?? Words("voor altijd", "for a career")
    )
    if let perWeek = quota.perWeek {
      let weekly = counted(perWeek, quota.unit)
      parts.append(Words("hoogstens \(weekly.nl) per week", "at most \(weekly.en) a week"))
    }
    return .joined(parts + [quota.remark].compactMap { $0 }, by: ", ")
  }

  private static func counted(_ amount: Double, _ unit: Quota.Unit) -> Words {
    let isOne = amount == 1
    let noun =
      switch unit {
      case .hours: isOne ? Words("uur", "hour") : Words("uur", "hours")
      case .days: isOne ? Words("dag", "day") : Words("dagen", "days")
      case .weeks: isOne ? Words("week", "week") : Words("weken", "weeks")
      case .months: isOne ? Words("maand", "month") : Words("maanden", "months")
      case .sessions: isOne ? Words("sessie", "session") : Words("sessies", "sessions")
      case .times: isOne ? Words("keer", "time") : Words("keer", "times")
      }
    return .joined([number(amount), noun], by: " ")
  }

  private static func scope(_ scope: Quota.Scope) -> Words {
    switch scope {
    case .caregiver: Words("per mantelzorger", "for a caregiver")
    case .recipient: Words("per zorgvrager", "for a recipient")
    case .careSituation: Words("per mantelzorgsituatie", "for a care situation")
    }
  }

  static func evidence(_ evidence: RequiredEvidence) -> Words {
    guard let months = evidence.maxAgeMonths else { return evidence.text }
    return Words(
      "\(evidence.text.nl) (hoogstens \(months) maanden oud)",
      "\(evidence.text.en) (at most \(months) months old)"
    )
  }

  static func signatory(_ signatory: Signatory) -> Words {
    switch signatory {
    case .caregiver: Words("mantelzorger", "caregiver")
    case .recipient: Words("zorgvrager", "recipient")
    case .representative: Words("vertegenwoordiger", "representative")
    case .doctor: Words("arts", "doctor")
    case .employer: Words("werkgever", "employer")
    case .socialWorker: Words("maatschappelijk werker", "social worker")
    case .professional: Words("professionele zorgverlener", "professional care provider")
    }
  }

  static func application(_ window: ApplicationWindow) -> Words {
    var parts: [Words] = []
    if let from = window.from.map(dayOfYear) { parts.append(Words("vanaf \(from.nl)", "from \(from.en)")) }
    if let until = window.until.map(dayOfYear) { parts.append(Words("tot en met \(until.nl)", "until \(until.en)")) }
    if let day = window.referenceDay.map(dayOfYear) {
      parts.append(Words("peildatum \(day.nl)", "reference day \(day.en)"))
    }
    if let days = window.withinDays { parts.append(Words("binnen \(days) dagen", "within \(days) days")) }
    return .joined(parts + [window.text].compactMap { $0 }, by: ", ")
  }

  static func renewal(_ renewal: Renewal) -> Words {
    let kind =
      switch renewal.kind {
      case .none: Words("eenmaal toegekend", "given once")
      case .yearly: Words("jaarlijks opnieuw aan te vragen", "to be asked for every year")
      case .automatic: Words("loopt vanzelf door", "goes on by itself")
      case .untilEvidenceEnds: Words("tot het bewijs afloopt", "until the evidence ends")
      case .onRequest: Words("opnieuw aan te vragen", "to be asked for anew")
      }
    guard let months = renewal.months else { return kind }
    return .joined([kind, Words("voor \(months) maanden", "for \(months) months")], by: ", ")
  }

  static func suspension(_ days: Int) -> Words {
    Words("na meer dan \(days) dagen opname", "after more than \(days) days of admission")
  }

  static func ending(_ ending: Ending) -> Words {
    switch ending {
    case .caregiverDies: Words("overlijden van de mantelzorger", "death of the caregiver")
    case .recipientDies: Words("overlijden van de zorgvrager", "death of the recipient")
    case .careEnds: Words("einde van de zorg", "end of the care")
    case .caregiverMoves: Words("verhuizing van de mantelzorger", "the caregiver moves away")
    case .recipientMoves: Words("verhuizing van de zorgvrager", "the recipient moves away")
    case .recipientAdmitted: Words("definitieve opname van de zorgvrager", "lasting admission of the recipient")
    case .evidenceExpires: Words("het bewijs vervalt", "the evidence expires")
    case .renewalMissed: Words("verlenging niet tijdig gevraagd", "renewal not asked for in time")
    case .quotaUsed: Words("het quotum is opgebruikt", "the quota is used")
    case .budgetSpent: Words("het budget is opgebruikt", "the budget is spent")
    case .consentWithdrawn: Words("intrekking van de toestemming", "consent is withdrawn")
    case .ageReached: Words("bereiken van een leeftijd", "an age is reached")
    }
  }

  static func atMost(_ limit: Int) -> Words {
    Words("hoogstens \(limit)", "at most \(limit)")
  }

  static func objection(_ objection: Objection) -> Words {
    guard let days = objection.withinDays else { return objection.body }
    return .joined([objection.body, Words("binnen \(days) dagen", "within \(days) days")], by: ", ")
  }

  static func ownContribution(_ contribution: OwnContribution) -> Words {
    .joined([contribution.cents.map(amount) ?? unknown, contribution.per], by: " ")
  }

  /// An amount with who gets it and when.
  static func amount(_ amount: BenefitAmount, for condition: Words?) -> Words {
    var parts: [Words] = []
    if let condition { parts.append(Words("als \(condition.nl)", "if \(condition.en)")) }
    if let from = amount.from.map(day) { parts.append(Words("vanaf \(from.nl)", "from \(from.en)")) }
    if let until = amount.until.map(day) { parts.append(Words("tot en met \(until.nl)", "until \(until.en)")) }
    let figure = amount.cents.map { self.amount($0) } ?? unknown
    if parts.isEmpty { return figure }
    let bounds = Words.joined(parts, by: ", ")
    return Words("\(figure.nl) (\(bounds.nl))", "\(figure.en) (\(bounds.en))")
  }

  /// The time for which a version was made.
  static func inForce(_ provision: Provision) -> Words {
    let from = day(provision.validFrom)
    guard let until = provision.validTo.map(day) else { return Words("vanaf \(from.nl)", "from \(from.en)") }
    return Words("\(from.nl) tot en met \(until.nl)", "\(from.en) until \(until.en)")
  }
}

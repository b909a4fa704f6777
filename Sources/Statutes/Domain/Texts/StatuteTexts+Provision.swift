import CareTypes

// The texts for benefits and procedures.
extension StatuteTexts {
  static let payee = BilingualText("betaald aan", "paid to")
  static let proration = BilingualText("proratering", "proration")
  static let inKind = BilingualText("geeft ook", "gives as well")
  static let quotas = BilingualText("quotum", "quota")
  static let ownContribution = BilingualText("eigen bijdrage", "own contribution")
  static let evidence = BilingualText("bewijsstukken", "evidence")
  static let signatures = BilingualText("handtekeningen", "signatures")
  static let application = BilingualText("aanvraag", "application")
  static let renewal = BilingualText("verlenging", "renewal")
  static let suspension = BilingualText("schorsing", "suspension")
  static let endedBy = BilingualText("einde van het recht", "end of the right")
  static let perRecipient = BilingualText("mantelzorgers per zorgvrager", "caregivers for one recipient")
  static let perCaregiver = BilingualText("zorgvragers per mantelzorger", "recipients for one caregiver")
  static let perAddress = BilingualText("per adres", "at one address")
  static let decider = BilingualText("beslist door", "decided by")
  static let objection = BilingualText("bezwaar", "objection")
  static let excludes = BilingualText("niet cumuleerbaar met", "cannot be held beside")
  static let overrides = BilingualText("treedt in de plaats van", "stands in for")
  static let proofs = BilingualText("gelijkwaardig bewijs", "equivalent proof")
  static let inForce = BilingualText("van kracht", "in force")

  static func payee(_ payee: Payee) -> BilingualText {
    switch payee {
    case .caregiver: BilingualText("mantelzorger", "caregiver")
    case .recipient: BilingualText("zorgvrager", "recipient")
    case .choice: BilingualText("mantelzorger of zorgvrager, naar keuze", "caregiver or recipient, as they choose")
    }
  }

  static func proration(_ proration: Proration) -> BilingualText {
    switch proration {
    case .none: BilingualText("geen", "none")
    case .days: BilingualText("per dag", "by days")
    case .months: BilingualText("per maand", "by months")
    }
  }

  static func quota(_ quota: Quota) -> BilingualText {
    let amount = counted(quota.amount, quota.unit)
    let scope = scope(quota.scope)
    var parts = [BilingualText("\(amount.dutch) \(scope.dutch)", "\(amount.english) \(scope.english)")]
    if quota.isPerCalendarYear == true {
      parts.append(BilingualText("per kalenderjaar", "in a calendar year"))
    } else {
      parts.append(
        quota.windowMonths.map { BilingualText("per \($0) maanden", "in \($0) months") }
          ?? BilingualText("voor altijd", "for a career")
      )
    }
    switch quota.partTime {
    case .half: parts.append(BilingualText("deeltijds telt voor de helft", "part-time counts half"))
    case .proportional:
      parts.append(BilingualText("deeltijds telt voor dat deel", "part-time counts for that part"))
    case .whole, nil: break
    }
    if let pot = quota.pot {
      parts.append(BilingualText("samen met andere regelingen (\(pot))", "together with other provisions (\(pot))"))
    }
    if let perWeek = quota.perWeek {
      let weekly = counted(perWeek, quota.unit)
      parts.append(BilingualText("hoogstens \(weekly.dutch) per week", "at most \(weekly.english) a week"))
    }
    return .joined(parts + [quota.remark].compactMap { $0 }, by: ", ")
  }

  private static func counted(_ amount: Double, _ unit: Quota.Unit) -> BilingualText {
    let isOne = amount == 1
    let noun =
      switch unit {
      case .hours: isOne ? BilingualText("uur", "hour") : BilingualText("uur", "hours")
      case .days: isOne ? BilingualText("dag", "day") : BilingualText("dagen", "days")
      case .weeks: isOne ? BilingualText("week", "week") : BilingualText("weken", "weeks")
      case .months: isOne ? BilingualText("maand", "month") : BilingualText("maanden", "months")
      case .sessions: isOne ? BilingualText("sessie", "session") : BilingualText("sessies", "sessions")
      case .times: isOne ? BilingualText("keer", "time") : BilingualText("keer", "times")
      }
    return .joined([number(amount), noun], by: " ")
  }

  private static func scope(_ scope: Quota.Scope) -> BilingualText {
    switch scope {
    case .caregiver: BilingualText("per mantelzorger", "for a caregiver")
    case .recipient: BilingualText("per zorgvrager", "for a recipient")
    case .careSituation: BilingualText("per mantelzorgsituatie", "for a care situation")
    }
  }

  static func evidence(_ evidence: RequiredEvidence) -> BilingualText {
    guard let months = evidence.maxAgeMonths else { return evidence.text }
    return BilingualText(
      "\(evidence.text.dutch) (hoogstens \(months) maanden oud)",
      "\(evidence.text.english) (at most \(months) months old)"
    )
  }

  static func signatory(_ signatory: Signatory) -> BilingualText {
    switch signatory {
    case .caregiver: BilingualText("mantelzorger", "caregiver")
    case .recipient: BilingualText("zorgvrager", "recipient")
    case .representative: BilingualText("vertegenwoordiger", "representative")
    case .doctor: BilingualText("arts", "doctor")
    case .employer: BilingualText("werkgever", "employer")
    case .socialWorker: BilingualText("maatschappelijk werker", "social worker")
    case .professional: BilingualText("professionele zorgverlener", "professional care provider")
    }
  }

  static func application(_ window: ApplicationWindow) -> BilingualText {
    var parts: [BilingualText] = []
    if let from = window.from.map(dayOfYear) {
      parts.append(BilingualText("vanaf \(from.dutch)", "from \(from.english)"))
    }
    if let until = window.until.map(dayOfYear) {
      parts.append(BilingualText("tot en met \(until.dutch)", "until \(until.english)"))
    }
    if let day = window.referenceDay.map(dayOfYear) {
      parts.append(BilingualText("peildatum \(day.dutch)", "reference day \(day.english)"))
    }
    if let days = window.withinDays { parts.append(BilingualText("binnen \(days) dagen", "within \(days) days")) }
    return .joined(parts + [window.text].compactMap { $0 }, by: ", ")
  }

  static func renewal(_ renewal: Renewal) -> BilingualText {
    let kind =
      switch renewal.kind {
      case .none: BilingualText("eenmaal toegekend", "given once")
      case .yearly: BilingualText("jaarlijks opnieuw aan te vragen", "to be asked for every year")
      case .automatic: BilingualText("loopt vanzelf door", "goes on by itself")
      case .untilEvidenceEnds: BilingualText("tot het bewijs afloopt", "until the evidence ends")
      case .onRequest: BilingualText("opnieuw aan te vragen", "to be asked for anew")
      }
    guard let months = renewal.months else { return kind }
    return .joined([kind, BilingualText("voor \(months) maanden", "for \(months) months")], by: ", ")
  }

  static func suspension(_ procedure: Procedure) -> BilingualText? {
    procedure.suspendAfterMonthsAdmitted.map { months in
      BilingualText("na \(months) kalendermaanden opname", "after \(months) calendar months of admission")
    } ?? procedure.suspendAfterDaysAdmitted.map { suspension(days: $0) }
  }

  private static func suspension(days: Int) -> BilingualText {
    if days == 0 { return BilingualText("vanaf de eerste dag van een opname", "from the first day of an admission") }
    return BilingualText("na meer dan \(days) dagen opname", "after more than \(days) days of admission")
  }

  static func ending(_ ending: Ending) -> BilingualText {
    switch ending {
    case .caregiverDies: BilingualText("overlijden van de mantelzorger", "death of the caregiver")
    case .recipientDies: BilingualText("overlijden van de zorgvrager", "death of the recipient")
    case .careEnds: BilingualText("einde van de zorg", "end of the care")
    case .caregiverMoves: BilingualText("verhuizing van de mantelzorger", "the caregiver moves away")
    case .recipientMoves: BilingualText("verhuizing van de zorgvrager", "the recipient moves away")
    case .recipientAdmitted: BilingualText("definitieve opname van de zorgvrager", "lasting admission of the recipient")
    case .evidenceExpires: BilingualText("het bewijs vervalt", "the evidence expires")
    case .renewalMissed: BilingualText("verlenging niet tijdig gevraagd", "renewal not asked for in time")
    case .quotaUsed: BilingualText("het quotum is opgebruikt", "the quota is used")
    case .budgetSpent: BilingualText("het budget is opgebruikt", "the budget is spent")
    case .consentWithdrawn: BilingualText("intrekking van de toestemming", "consent is withdrawn")
    case .ageReached: BilingualText("bereiken van een leeftijd", "an age is reached")
    }
  }

  static func atMost(_ limit: Int) -> BilingualText {
    BilingualText("hoogstens \(limit)", "at most \(limit)")
  }

  static func objection(_ objection: Objection) -> BilingualText {
    guard let days = objection.withinDays else { return objection.body }
    return .joined([objection.body, BilingualText("binnen \(days) dagen", "within \(days) days")], by: ", ")
  }

  static func ownContribution(_ contribution: OwnContribution) -> BilingualText {
    .joined([contribution.cents.map(amount) ?? unknown, contribution.per], by: " ")
  }

  /// An amount with who gets it and when.
  static func amount(_ amount: BenefitAmount, for condition: BilingualText?) -> BilingualText {
    var parts: [BilingualText] = []
    if let condition { parts.append(BilingualText("als \(condition.dutch)", "if \(condition.english)")) }
    if let from = amount.from.map(day) { parts.append(BilingualText("vanaf \(from.dutch)", "from \(from.english)")) }
    if let until = amount.until.map(day) {
      parts.append(BilingualText("tot en met \(until.dutch)", "until \(until.english)"))
    }
    let figure = amount.cents.map { self.amount($0) } ?? unknown
    if parts.isEmpty { return figure }
    let bounds = BilingualText.joined(parts, by: ", ")
    return BilingualText("\(figure.dutch) (\(bounds.dutch))", "\(figure.english) (\(bounds.english))")
  }

  /// The period for which a version was made.
  static func inForce(_ provision: Provision) -> BilingualText {
    let from = day(provision.validFrom)
    guard let until = provision.validTo.map(day) else {
      return BilingualText("vanaf \(from.dutch)", "from \(from.english)")
    }
    return BilingualText("\(from.dutch) tot en met \(until.dutch)", "\(from.english) until \(until.english)")
  }
}

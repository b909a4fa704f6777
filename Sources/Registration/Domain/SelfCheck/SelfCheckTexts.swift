/// The texts of the self-check, Dutch and English side by side.
package enum SelfCheckTexts {
  /// What the outcome means to the one who asks, in Dutch and in English.
  ///
  /// - Parameter hours: Hours of care per week, used only for the advice; nil when not given.
  package static func text(_ outcome: CaregiverDefinition.Outcome, hours: Double?) -> (dutch: String, english: String) {
    switch outcome {
    case .caregiver:
      let advice = advice(hours)
      return (
        "U bent mantelzorger. U kunt zich één keer laten registreren bij uw gemeente; zij gaat na waar u recht op hebt."
          + advice.dutch,
        "You are a caregiver. You can have yourself registered once with your municipality; it finds out what you are "
          + "entitled to." + advice.english
      )
    case .notACaregiver(let parts):
      return (
        "Volgens de wettelijke omschrijving bent u geen mantelzorger, want: "
          + parts.map { clause($0).dutch }.joined(separator: "; ")
          + ". Het lokaal dienstencentrum helpt u graag verder.",
        "By the legal definition you are not a caregiver, because: "
          + parts.map { clause($0).english }.joined(separator: "; ")
          + ". The local service centre is glad to help you further."
      )
    case .open(let parts):
      return (
        "Dat weten wij nog niet. Nog \(parts.count == 1 ? "één vraag is" : "\(parts.count) vragen zijn") niet beantwoord.",
        "We do not know yet. \(parts.count == 1 ? "One question is" : "\(parts.count) questions are") not answered."
      )
    }
  }

  private static func advice(_ hours: Double?) -> (dutch: String, english: String) {
    guard let hours, hours >= 20 else { return ("", "") }
    return (
      " U zorgt veel uren per week: vraag ook naar respijtzorg, zodat u het volhoudt.",
      " You care many hours a week: ask about respite care as well, so that you can keep it up."
    )
  }

  private static func clause(_ part: CaregiverDefinition.Part) -> (dutch: String, english: String) {
    switch part {
    case .helpsInDailyLife:
      (
        "u helpt niemand die het dagelijks leven niet alleen aankan",
        "you help no one who cannot manage daily life alone"
      )
    case .outOfABond: ("er is geen sociale en affectieve band", "there is no social and emotional bond")
    case .notProfessionally:
      ("u doet het als werk of als georganiseerd vrijwilliger", "you do so as a job or as an organised volunteer")
    case .moreThanOccasionally: ("u helpt maar af en toe", "you help only once in a while")
    }
  }
}

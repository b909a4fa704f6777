import CareTypes
import RightsAPI

/// The answer of the explorer as plain text, for a clerk to read out or to print.
struct ExplorerSheet {
  private var lines: [String] = []
  private let language: TextLanguage

  /// The text.
  var text: String { lines.joined(separator: "\n") }

  init(_ answer: Mantel_Rights_V1_ExploreRightsResponse, in language: TextLanguage) {
    self.language = language
    lines.append(answer.caregiverText)
    group(BilingualText("Dit kunt u krijgen", "You can have this"), answer.canHave)
    group(BilingualText("Misschien: hier ontbreekt nog iets", "Perhaps: something lacks"), answer.perhaps)
    group(BilingualText("Later", "Later"), answer.later)
    group(BilingualText("Dit geldt niet", "This does not hold"), answer.others)
    offers(answer.offers)
    if answer.hasNextQuestion { question(answer.nextQuestion, left: Int(answer.questionsLeft)) }
  }

  private mutating func heading(_ text: BilingualText) {
    lines += ["", text[language].uppercased()]
  }

  private mutating func group(_ title: BilingualText, _ rights: [Mantel_Rights_V1_ExploredRight]) {
    if rights.isEmpty { return }
    heading(title)
    for right in rights {
      lines += ["", [right.title.text, right.amountText].filter { !$0.isEmpty }.joined(separator: ": ")]
      add(right.summary)
      if right.hasInKind { add(right.inKind.text) }
      add(right.ownContributionText)
      for step in right.steps { add("> \(step)") }
      if right.hasApplication { add("> \(right.application.text)") }
      for evidence in right.evidence { add("  * \(evidence.text)") }
      for fact in right.lacking {
        let from = fact.suppliedBy.isEmpty ? "" : " (\(fact.suppliedBy))"
        add("? \(fact.question.isEmpty ? fact.label : fact.question)\(from)")
      }
      for choice in right.choices { add("<> \(choice.title.text)") }
      for reason in right.reasons {
        let mark = reason.result == .for ? "+" : reason.result == .against ? "-" : "?"
        add(String(repeating: "  ", count: Int(reason.depth)) + "\(mark) \(reason.text)")
      }
      add([right.decider.text, right.legalBasis].filter { !$0.isEmpty }.joined(separator: "; "))
    }
  }

  private mutating func offers(_ offers: [Mantel_Rights_V1_ExploredOffer]) {
    if offers.isEmpty { return }
    heading(BilingualText("Hulp in de buurt", "Support nearby"))
    for offer in offers {
      lines += ["", offer.title.text]
      add(offer.offerer)
      add([offer.phone, offer.email, offer.website, offer.address].filter { !$0.isEmpty }.joined(separator: ", "))
      for fact in offer.lacking { add("? \(fact.question.isEmpty ? fact.label : fact.question)") }
    }
  }

  private mutating func question(_ question: Mantel_Rights_V1_NextQuestion, left: Int) {
    heading(BilingualText("Vraag nog", "Ask next"))
    lines += ["", "\(question.title) (\(left))"]
    for fact in question.facts {
      let choices = fact.choices.map(\.label).joined(separator: ", ")
      add("? \(fact.text)\(choices.isEmpty ? "" : " [\(choices)]")")
    }
  }

  private mutating func add(_ line: String) {
    if !line.isEmpty { lines.append("  \(line)") }
  }
}

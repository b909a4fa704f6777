import ArgumentParser

/// `mantel statutes`: regulation packs, what they would change, and what the law says.
struct StatutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statutes",
    abstract: "Regulation packs (reglementen): check, draft, publish, read, compare, harmonise, simulate.",
    discussion: """
      All but `check` speak to a running Statutes (statutes.address), and `simulate` and `propose --same-cost` to Rights \
      (rights.address) as well. A regulation is drafted by one person and published by another.
      """,
    subcommands: [
      CheckPacks.self, PublishPacks.self, DraftPack.self, ApproveDraft.self, DropDraft.self, ListDrafts.self,
      DiffPack.self, ShowProvision.self, CompareMunicipalities.self, ProposeHarmonisation.self, SimulatePacks.self,
    ]
  )
}

/// The option for the language of the texts of the law.
struct LanguageOptions: ParsableArguments {
  @Flag(help: "Tell the texts of the law in English; else in Dutch.")
  var english = false

  /// The text in the chosen language.
  func text(_ dutch: String, _ english: String) -> String { self.english && !english.isEmpty ? english : dutch }
}

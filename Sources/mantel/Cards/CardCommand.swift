import ArgumentParser

/// `mantel card`: shows and checks proofs that caregivers carry, and publishes what is needed to check them.
struct CardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "card",
    abstract: "Show and check caregiver cards and attests, and publish what is needed to check them.",
    subcommands: [ShowCard.self, CheckCard.self, PublishCards.self]
  )
}

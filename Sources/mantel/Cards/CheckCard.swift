import ArgumentParser
import CareTypes
import Foundation
import Proofs
import RightsDomain
import ServiceCore
import ServiceRuntime

/// `mantel card check`: checks a card, a credential or an attest without asking anyone.
struct CheckCard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a caregiver card, a credential or an attest, offline.",
    discussion: """
      The key set and the status lists are those that the registry publishes (GetKeySet, GetStatusList, `mantel card \
      publish`). A status list holds for a day. Ends with status 1 for what is refused. Compare the name that is printed \
      with an identity card.
      """
  )

  @Argument(help: "A file with the token or the credential; without it, it is read from standard input.")
  var file: String?

  @Option(help: ArgumentHelp("The key set of the registry (JWKS).", valueName: "file"))
  var keys: String

  @Option(help: ArgumentHelp("A status list; may be given several times. Attests need none.", valueName: "file"))
  var statusList: [String] = []

  @Option(help: "To whom the holder of a credential must have shown it.")
  var audience: String?

  @Option(help: "What the holder of a credential was asked to sign.")
  var nonce: String?

  @Option(help: "The language of the answer: nl or en.")
  var language: Language = .english

  func run() async throws {
    let token = try ProofInput.text(file)
    do {
      let checker = try await ProofChecker(
        keys: try KeySet(json: Data(try ProofInput.text(keys).utf8)),
        statusLists: try statusList.map { try ProofInput.text($0) },
        at: RegistryClock.system.now
      )
      let proof = try await checker.check(token, audience: audience, nonce: nonce)
      for line in CardTexts.lines(of: proof) { print(line[TextLanguage(language)]) }
    } catch let fault as ProofFault {
      print(CardTexts.refused(fault)[TextLanguage(language)])
      throw ExitCode.failure
    }
  }
}

extension Language: ExpressibleByArgument {}

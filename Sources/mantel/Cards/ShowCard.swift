import ArgumentParser
import Foundation
import QRCode
import ServiceCore

/// `mantel card show`: draws the code of a card or an attest.
struct ShowCard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Draw the code (QR) of a caregiver card or an attest in the terminal, or as an image to print.",
    discussion:
      "Takes the token as IssueCard or IssueAttest answers it. It is not checked: `mantel card check` does that."
  )

  @Argument(help: "A file with the token; without it, the token is read from standard input.")
  var file: String?

  @Option(help: ArgumentHelp("Write an SVG image to this file instead.", valueName: "file"))
  var svg: String?

  @Option(help: "The length of a side of the image, in millimetres.")
  var millimetres = 60

  func validate() throws {
    guard (10...1_000).contains(millimetres) else { throw ValidationError("--millimetres is from 10 to 1000") }
  }

  func run() throws {
    let token = try ProofInput.text(file)
    guard !token.contains("~") else {
      throw StartupError("This is a credential for a digital wallet; the code is made of the token")
    }
    let code: QRCode
    do {
      code = try QRCode(Array(token.utf8), level: .medium)
    } catch {
      throw StartupError("The text has \(error.count) bytes; a code holds at most \(error.most)")
    }
    if let svg {
      do {
        try Data(code.svg(millimetres: millimetres).utf8).write(to: URL(filePath: svg))
      } catch {
        throw StartupError("The image cannot be written: \(svg)")
      }
      return
    }
    for line in code.terminalLines { print(line) }
  }
}

/// Reads what the commands about proofs are given.
enum ProofInput {
  /// The most bytes of a token, a key set or a status list.
  private static let limit = 8_388_608

  /// The text of a file, or of standard input, without white space around it.
  ///
  /// - Throws: `StartupError` when it cannot be read, is empty or too large.
  static func text(_ file: String?) throws -> String {
    let handle: FileHandle
    if let file {
      guard let opened = FileHandle(forReadingAtPath: file) else {
        throw StartupError("The file cannot be read: \(file)")
      }
      handle = opened
    } else {
      handle = .standardInput
    }
    guard let data = try? handle.read(upToCount: limit + 1), let text = String(data: data, encoding: .utf8),
      data.count <= limit, text.contains(where: { !$0.isWhitespace })
    else { throw StartupError("\(file ?? "Standard input") holds no text of at most \(limit) bytes") }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

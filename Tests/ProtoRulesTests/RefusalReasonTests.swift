import Foundation
import SwiftProtobuf
import TestSupport
import Testing

@Suite("The reasons of refusals")
struct RefusalReasonTests {
  /// A reason as the sources declare it: `Refusal.Reason("STALE_ETAG", .aborted)`.
  private struct Declaration: Hashable {
    let name: String
    let status: String
  }

  @Test("Each reason is an ErrorReason of the protos, and is answered with the status that its comment promises")
  func declared() throws {
    let declared = try declarations()
    let promised = try promises()
    #expect(declared.count == Set(declared.map(\.name)).count, "A reason is declared twice")
    #expect(Set(declared) == promised)
  }

  private func declarations() throws -> [Declaration] {
    let sources = Protos.folder.deletingLastPathComponent().appending(path: "Sources")
    let files = (FileManager.default.enumerator(atPath: sources.path)?.allObjects ?? []).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") && ($0 as NSString).lastPathComponent.hasPrefix("Refusal.Reason") }
    return try files.flatMap { file in
      try String(contentsOf: sources.appending(path: file), encoding: .utf8)
        .matches(of: /static let `?\w+`? = Refusal\.Reason\("([A-Z_]+)", \.(\w+)\)/)
        .map { Declaration(name: String($0.1), status: String($0.2)) }
    }
  }

  /// The values of `ErrorReason`, each with the last status code that its comment names.
  private func promises() throws -> Set<Declaration> {
    var promises: Set<Declaration> = []
    for file in try Protos().files {
      for (type, path) in Protos.enums(of: file) where type.name == "ErrorReason" {
        for (index, value) in type.value.enumerated() where value.number != 0 {
          let comment = Protos.comment(path + [2, Int32(index)], in: file)
          let code = try #require(
            comment.matches(of: /\b(?:[A-Z]+_[A-Z_]+|UNAVAILABLE|UNAUTHENTICATED|ABORTED|INTERNAL)\b/).last
          )
          promises.insert(
            Declaration(name: String(value.name.dropFirst("ERROR_REASON_".count)), status: camel(String(code.0)))
          )
        }
      }
    }
    return promises
  }

  /// The name of a status code in Swift.
  private func camel(_ code: String) -> String {
    if code == "INTERNAL" { return "internalError" }
    let words = code.lowercased().split(separator: "_")
    return words.dropFirst().reduce(String(words[0])) { $0 + $1.capitalized }
  }
}

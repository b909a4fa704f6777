import Foundation
import ServiceCore
import StatutesAPI

/// The regulation packs that come with Mantel.
package enum ShippedPacks {
  /// The packs, in an order in which they can be published: first those that others are based on.
  ///
  /// - Throws: `StartupError` when they are not beside the executable.
  package static func texts() throws -> [(name: String, text: String)] {
    guard let folder = Bundle.module.resourceURL?.appending(path: "Packs"),
      let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    else { throw StartupError("The regulation packs that come with Mantel cannot be found") }
    return try files.filter { $0.pathExtension == "yaml" }
      .sorted {
        (rank($0.lastPathComponent), $0.lastPathComponent) < (rank($1.lastPathComponent), $1.lastPathComponent)
      }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The order of packs: the law of higher authorities, then models, then all others.
  private static func rank(_ name: String) -> Int {
    ["federal", "flanders", "models"].firstIndex { name.hasPrefix($0) } ?? 3
  }
}

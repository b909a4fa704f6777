package import CareTypes
import Foundation
package import ServiceRuntime
import Yams

/// The clients that may call, by the digest of their key.
package struct ClientRegister: Sendable {
  private let clients: [String: APIClient]

  /// Reads a clients file.
  ///
  /// - Throws: `StartupError` when it cannot be read, or anything in it is wrong.
  package init(path: String, tables: ReferenceTables, today: CalendarDate) throws(StartupError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StartupError("The clients file cannot be read: \(path)")
    }
    do {
      try self.init(yaml: String(decoding: data, as: UTF8.self), tables: tables, today: today)
    } catch {
      throw StartupError("The clients file \(path) \(error.message)")
    }
  }

  /// Reads the text of a clients file.
  ///
  /// - Throws: `StartupError` when anything in it is wrong.
  package init(yaml: String, tables: ReferenceTables, today: CalendarDate) throws(StartupError) {
    guard let root = try? Yams.compose(yaml: yaml), let top = root.mapping, top.count == 1,
      let entries = top["clients"]?.sequence
    else { throw StartupError("is not a mapping with the list `clients` alone") }
    var clients: [String: APIClient] = [:]
    var names: Set<String> = []
    for (index, entry) in entries.enumerated() {
      let place = "has a wrong client (number \(index + 1)): "
      guard let map = entry.mapping else { throw StartupError(place + "it is not a mapping") }
      let keys = Set(map.keys.compactMap { $0.scalar?.string })
      let kinds = keys.subtracting(["name", "key_sha256"])
      guard let name = map["name"]?.scalar?.string, (1...64).contains(name.utf8.count) else {
        throw StartupError(place + "its name is missing or longer than 64 bytes")
      }
      guard let digest = map["key_sha256"]?.scalar?.string, digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else {
        throw StartupError(place + "key_sha256 is not 64 hexadecimal digits")
      }
      guard kinds.count == 1, let kind = kinds.first, let node = map[kind] else {
        throw StartupError(place + "it takes name, key_sha256 and one of municipality, hospital, zone")
      }
      guard names.insert(name).inserted, clients[digest.lowercased()] == nil else {
        throw StartupError(place + "its name or key stands twice")
      }
      let scope = try Self.scope(kind, node, place, tables, today)
      clients[digest.lowercased()] = APIClient(name: name, scope: scope)
    }
    self.clients = clients
  }

  /// The client of a key; nothing for a key that belongs to none.
  package func client(for key: APIKey) -> APIClient? {
    clients[key.digest]
  }

  private static func scope(
    _ kind: String,
    _ node: Node,
    _ place: String,
    _ tables: ReferenceTables,
    _ today: CalendarDate
  ) throws(StartupError) -> APIClient.Scope {
    do {
      switch kind {
      case "municipality":
        let codes = try (node.sequence.map(Array.init) ?? []).map { element in
          try tables.municipalities.municipality(NISCode(element.scalar?.string ?? ""), at: today).code
        }
        guard (1...50).contains(codes.count) else { throw StartupError(place + "municipality is not a list of 1 to 50") }
        return .municipality(Set(codes))
      case "hospital":
        let map = node.mapping
        guard map?.count == 2, let number = map?["nihdi"]?.scalar?.string, let name = map?["name"]?.scalar?.string,
          (1...100).contains(name.count)
        else { throw StartupError(place + "hospital takes nihdi and name") }
        return .hospital(try NIHDINumber(number), name: name)
      case "zone":
        return .careCouncil(zone: try tables.zones.zone(id: node.scalar?.string ?? "", at: today).id)
      default:
        throw StartupError(place + "\(kind) is not a field")
      }
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError(place + "\(kind) \(error)")
    }
  }
}

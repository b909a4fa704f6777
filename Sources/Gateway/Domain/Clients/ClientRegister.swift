package import CareTypes
import Foundation
package import ServiceCore
import Yams

/// The clients that may call, by the digests of their keys.
///
/// How long a look-up takes depends on the digest of the key that was sent. That helps nobody to guess a key: to come
/// nearer to a digest in the register, one would have to invert SHA-256.
package struct ClientRegister: Sendable {
  private let clients: [String: APIClient]

  /// Reads a clients file.
  ///
  /// - Throws: `StartupError` if it cannot be read, or anything in it is wrong.
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
  /// - Throws: `StartupError` if anything in it is wrong.
  package init(yaml: String, tables: ReferenceTables, today: CalendarDate) throws(StartupError) {
    guard let top = try Self.compose(yaml)?.mapping, top.count == 1, let entries = top["clients"]?.sequence else {
      throw StartupError("is not a mapping with the list `clients` alone")
    }
    var clients: [String: APIClient] = [:]
    var names: Set<String> = []
    for (index, entry) in entries.enumerated() {
      let place = "has a wrong client (number \(index + 1)): "
      guard let map = entry.mapping else { throw StartupError(place + "it is not a mapping") }
      let keys = Set(map.keys.map { $0.scalar?.string ?? "?" })
      let kinds = keys.subtracting(["name", "key_sha256", "sealed"])
      guard let name = map["name"]?.scalar?.string, Self.isName(name) else {
        throw StartupError(place + "its name is not 1 to 64 lower-case letters, digits, or . - _, or is Mantel's own")
      }
      guard let digest = map["key_sha256"]?.scalar?.string, digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit)
      else {
        throw StartupError(place + "key_sha256 is not 64 hexadecimal digits")
      }
      guard kinds.count == 1, let kind = kinds.first, let node = map[kind] else {
        throw StartupError(
          place
            + "it takes name, key_sha256 and one of municipality, hospital, care_centre, zone, partner, portal, and "
            + "with municipality sealed"
        )
      }
      guard names.insert(name).inserted, clients[digest.lowercased()] == nil else {
        throw StartupError(place + "its name or key stands twice")
      }
      let scope = try Self.scope(kind, node, place, tables, today)
      let clearance = try map["sealed"].map { node throws(StartupError) in try Self.clearance(node, of: kind, place) }
      clients[digest.lowercased()] = APIClient(name: name, scope: scope, clearance: clearance ?? .none)
    }
    self.clients = clients
  }

  /// The client of a key; nil for a key that belongs to nobody.
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
        // A call that watches notices takes at most 50.
        let codes = try (node.sequence.map(Array.init) ?? []).map { element in
          try tables.municipalities.municipality(NISCode(element.scalar?.string ?? ""), at: today).code
        }
        guard (1...50).contains(codes.count), Set(codes).count == codes.count else {
          throw StartupError(place + "municipality is not a list of 1 to 50 NIS codes, each once")
        }
        return .municipality(Set(codes))
      case "hospital", "care_centre":
        let map = node.mapping
        guard map?.count == 2, let number = map?["nihdi"]?.scalar?.string, let name = map?["name"]?.scalar?.string,
          (1...100).contains(name.count), name.contains(where: { !$0.isWhitespace }),
          name.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw StartupError(place + "\(kind) takes nihdi, and a name of at most 100 characters") }
        let nihdi = try NIHDINumber(number)
        guard nihdi.kind == .organisation else { throw StartupError(place + "nihdi is the number of a professional") }
        return kind == "hospital" ? .hospital(nihdi, name: name) : .careCentre(nihdi, name: name)
      case "zone":
        return .careCouncil(zone: try tables.zones.zone(id: node.scalar?.string ?? "", at: today).id)
      case "partner":
        guard let partner = PartnerKind(rawValue: node.scalar?.string ?? "") else {
          let known = PartnerKind.allCases.map(\.rawValue).joined(separator: ", ")
          throw StartupError(place + "partner is not one of \(known)")
        }
        return .partner(partner)
      case "portal":
        guard node.scalar?.string == "true" else { throw StartupError(place + "portal is not true") }
        return .portal
      default:
        throw StartupError(place + "\(kind) is not a field")
      }
    } catch let error as StartupError {
      throw error
    } catch {
      throw StartupError(place + "\(kind): \((error as? ValueError)?.reason ?? "cannot be read")")
    }
  }

  /// Reads what a client may do with sealed records.
  private static func clearance(
    _ node: Node,
    of kind: String,
    _ place: String
  ) throws(StartupError) -> CallScope.Clearance {
    guard kind == "municipality" else { throw StartupError(place + "sealed is for municipalities alone") }
    switch node.scalar?.string {
    case "find": return .find
    case "read": return .read
    default: throw StartupError(place + "sealed is neither find nor read; without it sealed records do not exist")
    }
  }

  private static func compose(_ yaml: String) throws(StartupError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch {
      // Only the first line: the others repeat the text of the file.
      throw StartupError("is not YAML: \("\(error)".prefix { $0 != "\n" })")
    }
  }

  /// Whether a name fits into a header and the audit trail, and differs from the name of Mantel's own work.
  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text != CallContext.ownWork
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
          UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

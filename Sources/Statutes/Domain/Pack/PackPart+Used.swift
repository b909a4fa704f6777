import Yams

extension PackPart {
  /// A part that a pack uses.
  package struct Use: Sendable, Hashable {
    /// The field, such as `provisions[2].procedure.per_address`.
    package let place: String
    /// The part.
    package let part: PackPart
  }

  /// The parts that the provisions of a pack use, in the order of the text; none for a text that cannot be read.
  package static func used(in text: String) -> [Use] {
    guard let root = try? PackText(text).root,
      let provisions = root.mapping?.first(where: { PackReader.name($0.key) == "provisions" })?.value.sequence
    else { return [] }
    return provisions.enumerated().flatMap { uses(of: $1, place: "provisions[\($0)]", path: "") }
  }

  private static func uses(of node: Node, place: String, path: String) -> [Use] {
    if let part = all.first(where: { $0.paths.contains(path) }) { return [Use(place: place, part: part)] }
    switch node {
    case .mapping(let mapping):
      return mapping.flatMap { key, value -> [Use] in
        let name = PackReader.name(key)
        return uses(of: value, place: "\(place).\(name)", path: path.isEmpty ? name : "\(path).\(name)")
      }
    case .sequence(let elements):
      return elements.enumerated().flatMap { uses(of: $1, place: "\(place)[\($0)]", path: path) }
    case .scalar(let scalar):
      // A word of a list, such as an ending.
      return all.first { $0.paths.contains("\(path): \(scalar.string)") }.map { [Use(place: place, part: $0)] } ?? []
    default: return []
    }
  }
}

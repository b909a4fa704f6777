import RuleLanguage
import RuleReasoning
import StatutesDomain

/// A mistake in a pack or a warning about it, with its place in the file.
struct PackFinding: Sendable, Encodable {
  /// The file.
  let file: String
  /// The line in the file, from 1; nil when it is not known.
  let line: Int?
  /// The column in the line, from 1; nil when it is not known.
  let column: Int?
  /// The field, such as `provisions[2].condition`; `pack` for the pack as a whole.
  let place: String
  /// What is wrong, or worth a look.
  let description: String

  /// A finding at a field.
  init(
    _ file: PackFile,
    _ places: PackLocations,
    _ field: String,
    _ description: String,
    line: Int = 0,
    column: Int = 0
  ) {
    let position = places.position(of: field, line: line, column: column)
    self.file = file.name
    self.line = position?.line
    self.column = position?.column
    // If the position in the file is not known, the one within the field is given.
    let within = line > 0 && position == nil ? ":\(line):\(column)" : ""
    place = (field.isEmpty ? "pack" : field) + within
    self.description = description
  }

  /// The finding in the format of compiler messages.
  var text: String {
    let position = line.map { ":\($0)" + (column.map { ":\($0)" } ?? "") } ?? ""
    return "\(file)\(position): \(place): \(description)"
  }

  /// The mistakes of a pack.
  static func mistakes(of file: PackFile, _ review: PackReview) -> [PackFinding] {
    let places = PackLocations(file.text)
    return review.mistakes.map {
      PackFinding(file, places, $0.field, $0.description, line: $0.line, column: $0.column)
    }
  }

  /// Warnings: facts that never change the answer, and figures whose values nobody has stated.
  static func warnings(of file: PackFile, _ review: PackReview) -> [PackFinding] {
    guard let pack = review.publication?.pack, review.mistakes.isEmpty else { return [] }
    let places = PackLocations(file.text)
    return zip(pack.paths, pack.provisions).flatMap { place, provision in
      let open = provision.basedOn == nil && provision.isTemplate
      let untold = provision.parameters.filter { $0.value == nil && !(open && $0.isOpen) }.map {
        PackFinding(file, places, place, "nobody has told \($0.factName): every decision that needs it waits for it")
      }
      let idle = idleFacts(of: provision).map { name in
        PackFinding(file, places, "\(place).condition", "asks for \(name), which never changes the answer")
      }
      return idle + untold
    }
  }

  private static func idleFacts(of provision: Provision) -> [String] {
    // In an adopted model the chosen values give some parts a fixed answer, which is no mistake of the municipality.
    guard provision.basedOn == nil, let catalogue = try? provision.catalogue(),
      let condition = try? Condition(provision.condition, catalogue: catalogue)
    else { return [] }
    var given = FactSheet()
    for parameter in provision.parameters where !parameter.isOpen { given[parameter.factName] = parameter.factValue }
    return ConditionReview.idleFacts(in: condition, given: given)
  }
}

/// A collection of resources and the form of its resource names, `collection/{id}`.
package struct ResourceCollection: Sendable, Hashable {
  /// Name of the collection: a plural in camel case, such as `careSituations`.
  package let collection: String

  /// A collection of that name.
  package init(_ collection: String) {
    self.collection = collection
  }

  /// Care situations (mantelzorgsituaties).
  package static let careSituations = ResourceCollection("careSituations")
  /// Persons (personen).
  package static let persons = ResourceCollection("persons")
  /// Decisions (beslissingen).
  package static let decisions = ResourceCollection("decisions")
  /// Hinge moments (scharniermomenten).
  package static let moments = ResourceCollection("moments")
  /// Notices (meldingen).
  package static let notices = ResourceCollection("notices")

  /// Signals that became drafts of care situations (signalen).
  package static let drafts = ResourceCollection("drafts")
  /// Regulation packs that wait to be published (ontwerpreglementen).
  package static let regulationDrafts = ResourceCollection("regulationDrafts")
  /// Payment runs (betaalrondes).
  package static let paymentRuns = ResourceCollection("paymentRuns")
  /// Evidence (bewijsstukken).
  package static let evidence = ResourceCollection("evidence")
  /// Pairs of persons who are probably one (mogelijke dubbels).
  package static let duplicates = ResourceCollection("duplicates")

  /// Re-evaluations of many care situations (herberekeningen).
  package static let reevaluations = ResourceCollection("reevaluations")

  /// The name of one of its resources.
  package func name(_ id: OpaqueID) -> String {
    "\(collection)/\(id.text)"
  }

  /// Reads the id out of a resource name.
  ///
  /// - Throws: `ValueError` when the name is not `collection/{id}`.
  package func id(from name: String) throws(ValueError) -> OpaqueID {
    let prefix = "\(collection)/"
    guard name.hasPrefix(prefix), let id = OpaqueID(name.dropFirst(prefix.count)) else {
      throw ValueError(.wrongFormat, "is not of the form \(collection)/{id}")
    }
    return id
  }
}

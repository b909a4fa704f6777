package import CareTypes

/// Identifies a decision: one that is stored, or one that is worked out for a day whenever it is asked for.
package enum DecisionName: Sendable, Hashable {
  /// A stored decision: `decisions/{id}`.
  case stored(OpaqueID)
  /// The decision on a provision, given by its resource name, for a care situation on a day:
  /// `careSituations/{id}/provisions/{provision}/decisions/{yyyy-mm-dd}`.
  case onDay(careSituation: OpaqueID, provision: String, CalendarDate)

  /// Resource name.
  package var text: String {
    switch self {
    case .stored(let id): ResourceCollection.decisions.name(id)
    case .onDay(let situation, let provision, let date):
      "\(ResourceCollection.careSituations.name(situation))/\(provision)/decisions/\(date.isoText)"
    }
  }

  /// Reads a resource name.
  ///
  /// - Throws: `ValueError` for a text that is not of one of the two forms.
  package init(_ text: String) throws(ValueError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == ResourceCollection.decisions.collection, let id = OpaqueID(parts[1]) {
      self = .stored(id)
      return
    }
    guard parts.count == 6, parts[0] == ResourceCollection.careSituations.collection, let id = OpaqueID(parts[1]),
      parts[2] == "provisions", ProvisionName.isID(parts[3]), parts[4] == "decisions",
      let date = try? CalendarDate(iso: String(parts[5]))
    else {
      throw ValueError(
        .wrongFormat,
        "is not of the form decisions/{id} or careSituations/{id}/provisions/{provision}/decisions/{yyyy-mm-dd}"
      )
    }
    self = .onDay(careSituation: id, provision: ProvisionName.text(String(parts[3])), date)
  }
}

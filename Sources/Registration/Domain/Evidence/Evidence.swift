package import CareTypes
package import RuleLanguage

/// What supports one fact of a person or of a care situation (bewijsstuk, attest).
package struct Evidence: Sendable, Hashable {
  /// Name of the fact in the fact catalogue.
  package let fact: String
  /// Its value.
  package let value: FactValue
  /// What kind of document or statement it is, when told.
  package let kind: EvidenceKind?
  /// The organisation that assessed it.
  package let assessor: String
  /// First and last day on which it counts.
  package let validity: DateSpan

  /// Evidence for a fact that someone has to supply.
  ///
  /// - Throws: `ValueError` when the catalogue does not know the fact, Mantel derives it itself, or the value does not
  ///   fit it.
  package init(
    fact: String,
    value: FactValue,
    kind: EvidenceKind?,
    assessor: String,
    validity: DateSpan
  ) throws(ValueError) {
    guard let declaration = FactCatalogue.care[fact] else {
      throw ValueError(.unknownCode, "is not a fact of the catalogue")
    }
    guard !FactCatalogue.derivedCareFacts.contains(fact) else {
      throw ValueError(.inconsistent, "is derived from the registration and takes no evidence")
    }
    guard let admitted = declaration.admitted(value) else {
      throw ValueError(.outOfRange, "has a value that its type (\(declaration.type.rawValue)) or range does not allow")
    }
    self.fact = fact
    self.value = admitted
    self.kind = kind
    self.assessor = assessor
    self.validity = validity
  }

  /// Whom it is about, and so with whom it is kept.
  package var subject: FactSubject { FactSubject(ofFact: fact) }

  /// Whether it can count on a day of care that lasts so long. What was issued after the last day never does.
  package func serves(_ care: DateSpan) -> Bool { care.end.map { validity.start <= $0 } ?? true }
}

/// Evidence that was recorded, under its id.
package struct RecordedEvidence: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// The evidence.
  package let evidence: Evidence

  /// A recorded evidence.
  package init(id: OpaqueID, evidence: Evidence) {
    self.id = id
    self.evidence = evidence
  }
}

extension [RecordedEvidence] {
  /// What stands of these once for each that says the very same, where the one that comes last counts.
  package var withoutRepeats: [RecordedEvidence] {
    var seen = Set<Evidence>()
    return reversed().filter { seen.insert($0.evidence).inserted }.reversed()
  }
}

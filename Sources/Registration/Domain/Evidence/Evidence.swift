package import CareTypes
package import RuleLanguage
package import ServiceCore

/// What supports one fact of a person or of a care situation (bewijsstuk, attest).
package struct Evidence: Sendable, Hashable {
  /// Name of the fact in the fact catalogue.
  package let fact: String
  /// Its value.
  package let value: FactValue
  /// What kind of document or statement it is; nil when not given.
  package let kind: EvidenceKind?
  /// The organisation that assessed it.
  package let assessor: String
  /// First and last day on which it is valid.
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

  /// Checks that the evidence is about a person, so that it can be recorded without a care situation.
  ///
  /// - Throws: `Refusal` with `invalidField` for the field `care_situation`.
  package func requireAboutPerson() throws(Refusal) {
    guard subject != .careSituation else {
      throw Refusal.invalid("care_situation", "is required: \(fact) is about the care for one recipient")
    }
  }

  /// Whether it can be valid on a day of a care situation. Evidence that was issued after its last day cannot.
  package func canBeValid(during care: DateSpan) -> Bool { care.end.map { validity.start <= $0 } ?? true }
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

  /// Checks that evidence was not withdrawn already.
  ///
  /// - Throws: `Refusal` with `evidenceWithdrawn`.
  package static func requireNotWithdrawn(_ id: OpaqueID, isWithdrawn: Bool) throws(Refusal) {
    if isWithdrawn {
      throw Refusal(.evidenceWithdrawn, "\(ResourceCollection.evidence.name(id)) was withdrawn already")
    }
  }
}

extension [RecordedEvidence] {
  /// This evidence without repetitions: of several that say exactly the same, the last one.
  package var withoutRepeats: [RecordedEvidence] {
    var seen = Set<Evidence>()
    return reversed().filter { seen.insert($0.evidence).inserted }.reversed()
  }
}

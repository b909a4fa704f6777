import RegistrationDomain
import CareTypes
import RuleLanguage
import ServiceRuntime
import TypeAPI

extension Mantel_Type_V1_Evidence {
  /// The message for recorded evidence.
  init(_ recorded: RecordedEvidence) {
    self.init()
    let evidence = recorded.evidence
    name = ResourceCollection.evidence.name(recorded.id)
    fact = evidence.fact
    kind = evidence.kind?.message ?? .unspecified
    switch evidence.value {
    case .bool(let value): boolValue = value
    case .int(let value): intValue = Int64(value)
    case .decimal(let value): decimalValue = value
    case .string(let value): stringValue = value
    case .date(let value): stringValue = value.iso
    }
    assessor = evidence.assessor
    issuedDate = Mantel_Type_V1_Date(evidence.validity.start)
    if let end = evidence.validity.end { validUntilDate = Mantel_Type_V1_Date(end) }
  }
}

extension FactValue {
  /// The value of evidence in a request; nil if none is given.
  init?(_ message: Mantel_Type_V1_Evidence.OneOf_Value?) {
    switch message {
    case .boolValue(let value): self = .bool(value)
    case .intValue(let value): self = .int(Int(value))
    case .decimalValue(let value): self = .decimal(value)
    case .stringValue(let value): self = .string(value)
    case nil: return nil
    }
  }
}

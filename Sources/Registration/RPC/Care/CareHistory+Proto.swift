import RegistrationDomain
import CareTypes
package import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension CareRevisionKind: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_CareRevision.Kind {
    switch self {
    case .registered: .registered
    case .changed: .changed
    case .corrected: .corrected
    case .ended: .ended
    case .completed: .completed
    case .joined: .joined
    }
  }
}

extension Mantel_Registration_V1_CareRevision {
  /// The message for a revision of a care situation.
  init(_ history: CareHistory) {
    self.init()
    etag = ETag.text(history.revision)
    recordTime = Google_Protobuf_Timestamp(history.recordTime)
    kind = history.kind.message
    startDate = Mantel_Type_V1_Date(history.span.start)
    if let end = history.span.end { endDate = Mantel_Type_V1_Date(end) }
    endReason = history.endReason?.message ?? .unspecified
    periods = history.terms.periods.map(Mantel_Registration_V1_CarePeriod.init)
  }
}

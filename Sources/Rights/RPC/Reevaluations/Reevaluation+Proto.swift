import CareTypes
package import RightsAPI
import RightsDomain
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension Reevaluation.State: MessageWord {
  /// The state in an answer.
  package var message: Mantel_Rights_V1_ReevaluationState {
    switch self {
    case .waiting: .waiting
    case .running: .running
    case .done: .done
    case .cancelled: .cancelled
    }
  }
}

extension Reevaluation.Cause: MessageWord {
  /// The cause in an answer.
  package var message: Mantel_Rights_V1_ReevaluationCause {
    switch self {
    case .published: .published
    case .proofsFound: .proofsFound
    case .started: .started
    }
  }
}

extension Mantel_Rights_V1_Reevaluation {
  /// A re-evaluation in an answer.
  init(_ reevaluation: Reevaluation) throws {
    self.init()
    name = ResourceCollection.reevaluations.name(reevaluation.id)
    state = reevaluation.state.message
    cause = reevaluation.cause?.message ?? .unspecified
    versions = reevaluation.versions.map { key in
      .with {
        $0.provision = key.name
        $0.version = Int32(clamping: key.version)
      }
    }
    let extent = reevaluation.extent
    provisions = extent.provisions.sorted()
    everywhere = extent.municipalities == nil
    municipalities = extent.municipalities?.sorted() ?? []
    if let since = extent.since { sinceDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: since)) }
    startedBy = reevaluation.startedBy ?? ""
    if let done = reevaluation.done { doneCount = done }
    if let total = reevaluation.total { totalCount = total }
    createTime = Google_Protobuf_Timestamp(reevaluation.created)
    if let begun = reevaluation.begun { beginTime = Google_Protobuf_Timestamp(begun) }
    if let ended = reevaluation.ended { endTime = Google_Protobuf_Timestamp(ended) }
  }
}

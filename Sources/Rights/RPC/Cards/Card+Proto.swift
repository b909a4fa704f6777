import CareTypes
import Proofs
package import RightsAPI
import RightsDomain
import ServiceRuntime
import SwiftProtobuf

extension CaregiverCard.State: MessageWord {
  /// The state in an answer.
  package var message: Mantel_Rights_V1_CardState {
    switch self {
    case .valid: .valid
    case .expired: .expired
    case .ended: .ended
    case .revoked: .revoked
    }
  }
}

extension Attest.Kind: MessageWord {
  /// The kind in a request.
  package var message: Mantel_Rights_V1_AttestKind {
    switch self {
    case .employer: .employer
    case .school: .school
    case .experience: .experience
    }
  }
}

extension Mantel_Rights_V1_Card {
  /// The card in an answer.
  init(_ card: CaregiverCard, on date: CalendarDate) throws {
    self.init()
    state = card.state(on: date).message
    issueTime = Google_Protobuf_Timestamp(card.issued)
    validUntilDate = .init(try CalendarDate(daysSinceEpoch: card.lastDay))
  }
}

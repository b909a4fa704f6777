package import CareTypes
package import Foundation
import ServiceCore

/// A signal on a work list (ontwerp), as completed so far.
package struct Draft: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Counts the changes, from 1.
  package let revision: Int64
  /// Whose work list it is on.
  package let municipality: NISCode
  /// The content; nil once the draft is closed.
  package let content: Data?
  /// Name of the client that sent it.
  package let sender: String
  /// What kind of partner sent it; nil when not given.
  package let senderKind: PartnerKind?
  /// When it was received.
  package let receiveTime: Instant
  /// Its state.
  package let state: DraftState

  /// A draft.
  package init(
    id: OpaqueID,
    revision: Int64,
    municipality: NISCode,
    content: Data?,
    sender: String,
    senderKind: PartnerKind?,
    receiveTime: Instant,
    state: DraftState
  ) {
    self.id = id
    self.revision = revision
    self.municipality = municipality
    self.content = content
    self.sender = sender
    self.senderKind = senderKind
    self.receiveTime = receiveTime
    self.state = state
  }
}

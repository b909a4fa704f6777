package import CareTypes
package import Foundation

/// Where a signal stands.
package enum DraftState: String, Sendable, Hashable, CaseIterable {
  /// Waits on the work list.
  case open
  /// Became a care situation.
  case confirmed
  /// Was dropped.
  case dropped
}

/// Why a draft is dropped.
package enum DropReason: String, Sendable, Hashable, CaseIterable {
  /// The person is no caregiver (geen mantelzorger).
  case notACaregiver = "not_a_caregiver"
  /// The person does not want to be registered (wil niet geregistreerd worden).
  case doesNotWant = "does_not_want"
  /// Registered already (al geregistreerd).
  case alreadyRegistered = "already_registered"
  /// Could not be reached (niet bereikbaar).
  case notReached = "not_reached"
  /// A mistake (vergissing).
  case mistake
  /// Nobody took it up in time (termijn verstreken); set by the registry alone.
  case expired

  /// Whether someone may give it as the reason.
  package var isGivenByPeople: Bool { self != .expired }
}

/// What a draft tells of a care situation.
package struct DraftContent: Sendable, Hashable {
  /// As it was sent: kept sealed, and read by whoever completes it.
  package let bytes: Data

  /// A content.
  package init(bytes: Data) { self.bytes = bytes }
}

/// A signal as it is received (signaal).
package struct ReceivedSignal: Sendable, Hashable {
  /// Whose work list it goes to.
  package let municipality: NISCode
  /// What kind of partner sends it, when told.
  package let senderKind: PartnerKind?
  /// What it tells.
  package let content: DraftContent

  /// A signal.
  package init(municipality: NISCode, senderKind: PartnerKind?, content: DraftContent) {
    self.municipality = municipality
    self.senderKind = senderKind
    self.content = content
  }
}

/// A signal on a work list (ontwerp), as completed so far.
package struct Draft: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Counts the changes, from 1.
  package let revision: Int64
  /// Whose work list it is on.
  package let municipality: NISCode
  /// What it tells; nothing once it is closed.
  package let content: Data?
  /// Name of the client that sent it.
  package let sender: String
  /// What kind of partner sent it, when told.
  package let senderKind: PartnerKind?
  /// When it was received.
  package let receiveTime: Instant
  /// Where it stands.
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

/// What a draft tells of one of its people and of the care, for that person.
package struct DraftExcerpt: Sendable, Hashable {
  /// Makes an excerpt of a content, for the person of whom a test of who is told of holds.
  package typealias Reading = @Sendable (_ content: Data, _ isAbout: (ToldPerson) -> Bool) throws -> DraftExcerpt

  /// JSON, without anything of the other person.
  package let careSituation: Data
  /// Whether there is a remark. It is in the sender's own words, which may tell of the other person: a clerk reads it
  /// out.
  package let hasRemark: Bool

  /// An excerpt.
  package init(careSituation: Data, hasRemark: Bool) {
    self.careSituation = careSituation
    self.hasRemark = hasRemark
  }
}

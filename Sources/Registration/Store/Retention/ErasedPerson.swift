package import CareTypes
import Foundation
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What an erasure answers.
package struct ErasedPerson: Codable, Sendable, Hashable {
  /// When the keys were destroyed.
  package let eraseTime: Instant
  /// Open drafts, visible to the viewer, that may still mention the person.
  package let possibleDrafts: [PossibleDraft]

  /// An answer.
  init(eraseTime: Instant, possibleDrafts: [PossibleDraft]) {
    self.eraseTime = eraseTime
    self.possibleDrafts = possibleDrafts
  }

  /// Reads an answer, also one that was kept when the time alone was answered.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    eraseTime = try values.decodeIfPresent(Instant.self, forKey: .eraseTime) ?? Instant(from: decoder)
    possibleDrafts = try values.decodeIfPresent([PossibleDraft].self, forKey: .possibleDrafts) ?? []
  }
}

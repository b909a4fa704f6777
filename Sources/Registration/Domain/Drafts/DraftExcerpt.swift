import CareTypes
package import Foundation
import ServiceCore

/// What a draft says about one of its people and about the care, for an export to that person.
package struct DraftExcerpt: Sendable, Hashable {
  /// Makes an excerpt of a content for one person. The second argument says which mentioned people are that person.
  package typealias Reading = @Sendable (_ content: Data, _ isAbout: (MentionedPerson) -> Bool) throws -> DraftExcerpt

  /// JSON, without anything of the other person.
  package let careSituation: Data
  /// Whether there is a remark. It is in the sender's own words and may mention the other person: a clerk reads it out.
  package let hasRemark: Bool

  /// An excerpt.
  package init(careSituation: Data, hasRemark: Bool) {
    self.careSituation = careSituation
    self.hasRemark = hasRemark
  }
}

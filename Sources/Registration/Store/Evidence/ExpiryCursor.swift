import CareTypes
import Foundation
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// A place in the order of evidence by its last day.
package struct ExpiryCursor: Sendable, Hashable, Comparable {
  /// Last day, in days since 1970-01-01.
  package let day: Int
  /// Tells evidence of one day apart.
  package let key: Int64

  /// A place.
  package init(day: Int, key: Int64) {
    self.day = day
    self.key = key
  }

  /// By the last day, then in the order of recording.
  package static func < (left: ExpiryCursor, right: ExpiryCursor) -> Bool {
    (left.day, left.key) < (right.day, right.key)
  }
}

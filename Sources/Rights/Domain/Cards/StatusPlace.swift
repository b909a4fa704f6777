import Proofs

/// A place in one of the status lists, as one number over all lists.
package struct StatusPlace: Sendable, Hashable, Codable {
  /// The number over all lists.
  package let number: Int64

  /// A place.
  package init(number: Int64) {
    self.number = number
  }

  /// The number of the list, from 1.
  package var list: Int { Int(number / Int64(StatusList.capacity)) + 1 }
  /// The place within the list, from 0.
  package var index: Int { Int(number % Int64(StatusList.capacity)) }

  /// A place in a list that chance takes: an order of issue would show which cards belong together.
  package static func random(inList list: Int) -> StatusPlace {
    StatusPlace(number: Int64(list - 1) * Int64(StatusList.capacity) + Int64.random(in: 0..<Int64(StatusList.capacity)))
  }

  /// The numbers of the places of a list.
  package static func numbers(ofList list: Int) -> Range<Int64> {
    let first = Int64(list - 1) * Int64(StatusList.capacity)
    return first..<first + Int64(StatusList.capacity)
  }
}

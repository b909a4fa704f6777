/// A sequence of elements that are there already.
struct ListedElements<Element: Sendable>: AsyncSequence, Sendable {
  typealias Failure = any Error

  private let elements: [Element]

  init(_ elements: Element...) {
    self.elements = elements
  }

  func makeAsyncIterator() -> Iterator { Iterator(rest: elements[...]) }

  struct Iterator: AsyncIteratorProtocol {
    fileprivate var rest: ArraySlice<Element>

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? { rest.popFirst() }
  }
}

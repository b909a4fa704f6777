/// The values of the facts that a condition asks for, by slot; nil for a fact that is not known.
package struct SlotValues: Sendable, Hashable {
  /// The values in the order of the slots.
  private(set) var inOrder: [FactValue?]

  init(_ values: [FactValue?]) {
    inOrder = values
  }

  /// The value in a slot; nil when it is not known.
  package subscript(slot: FactSlot) -> FactValue? {
    get { inOrder[slot.offset] }
    set { inOrder[slot.offset] = newValue }
  }
}

extension SlotValues: Sequence {
  /// The values in the order of the slots.
  package func makeIterator() -> IndexingIterator<[FactValue?]> { inOrder.makeIterator() }
}

/// The place of a fact in a condition. The facts that a condition asks for have slots from 0, in the order in which they
/// first appear.
package struct FactSlot: Sendable, Hashable {
  let offset: Int
}

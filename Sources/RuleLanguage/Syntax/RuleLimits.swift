/// Limits that keep any input from exhausting time, memory or the stack.
package enum RuleLimits {
  /// The longest source, in UTF-8 bytes.
  package static let sourceBytes = 8_192
  /// The deepest nesting: of brackets in the source, and of operators in the tree (a chain of `&&` or `||` is one level).
  package static let depth = 64
  /// The most nodes in the tree of one condition.
  package static let nodes = 1_024
}

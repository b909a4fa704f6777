/// A value for each provision of a rule book.
package struct ProvisionTable<Value> {
  private var values: [Value]

  init(_ values: [Value]) {
    self.values = values
  }

  /// The value of a provision.
  package subscript(index: RuleBook.ProvisionIndex) -> Value {
    get { values[index.offset] }
    set { values[index.offset] = newValue }
  }
}

extension ProvisionTable: Sendable where Value: Sendable {}

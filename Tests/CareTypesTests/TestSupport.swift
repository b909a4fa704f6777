import CareTypes
import Testing

/// The kind of error with which a text is refused, or nil when it is accepted; the reason must not repeat the
/// text.
func refusal<Value>(
  of text: String,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ make: (String) throws(ValueError) -> Value
) -> ValueError.Kind? {
  do throws(ValueError) {
    _ = try make(text)
    return nil
  } catch {
    #expect(text.count < 4 || !error.reason.contains(text), sourceLocation: sourceLocation)
    return error.kind
  }
}

/// The error that a piece of work throws, or nil.
func thrown<Value>(_ work: () throws(ValueError) -> Value) -> ValueError? {
  do throws(ValueError) {
    _ = try work()
    return nil
  } catch {
    return error
  }
}

private struct Holder { let held: Any }

/// Everything that Swift shows of a value by accident: interpolated, in a debugger, dumped, and inside
/// another value.
func accidentalText(of value: some Any) -> String {
  var dumped = ""
  dump(Holder(held: value), to: &dumped)
  let optional: Any? = value
  return [
    "\(value)", String(reflecting: value), "\([value])", "\(Holder(held: value))",
    String(describing: optional), dumped,
  ].joined(separator: "\n")
}

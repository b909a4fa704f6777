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

/// Random numbers that are the same on each run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
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

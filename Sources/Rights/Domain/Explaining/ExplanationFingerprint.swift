/// A hash of 64 bits (FNV-1a) of the values and results of a condition's parts. It is the same on every machine and in
/// every version of Mantel, and is stored with a decision to notice that the explanation changed.
struct ExplanationFingerprint: HashInput, Sendable, Hashable {
  private(set) var bits: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(byte: UInt8) {
    bits = (bits ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}

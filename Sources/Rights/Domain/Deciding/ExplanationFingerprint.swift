/// A mark of 64 bits over what was taken in (FNV-1a): the same on every machine and in every version of Mantel.
struct Mark: ByteSink, Sendable, Hashable {
  private(set) var bits: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(byte: UInt8) {
    bits = (bits ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}

import RuleLanguage

/// Receives values byte by byte. Different values give different bytes.
protocol HashInput {
  mutating func add(byte: UInt8)
}

extension HashInput {
  mutating func add(_ number: Int) { add(bits: UInt64(bitPattern: Int64(number))) }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0xff)
  }

  mutating func add(_ value: FactValue?) {
    switch value {
    case nil: add(byte: 0x10)
    case .bool(let value): add(byte: value ? 0x12 : 0x11)
    case .int(let number):
      add(byte: 0x13)
      add(number)
    case .decimal(let number):
      add(byte: 0x14)
      add(bits: number.bitPattern)
    case .string(let text):
      add(byte: 0x15)
      add(text)
    case .date(let date):
      add(byte: 0x16)
      add(date.daysSinceEpoch)
    }
  }

  mutating func add(_ result: Evaluator.Result) {
    switch result {
    case .known(let value): add(value)
    case .unknown: add(byte: 0x17)
    case .failed: add(byte: 0x18)
    }
  }

  private mutating func add(bits: UInt64) {
    var rest = bits
    for _ in 0..<8 {
      add(byte: UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// Makes the codewords of a code: the content, padding, and the Reed-Solomon correction of each block, interleaved.
enum QRCodewords {
  /// The codewords in the order in which they are drawn.
  static func make(of bytes: [UInt8], in capacity: QRCapacity) -> [UInt8] {
    let data = data(of: bytes, in: capacity)
    let divisor = GaloisField.divisor(ofDegree: capacity.correction)
    let shortBlocks = capacity.blocks - capacity.codewords % capacity.blocks
    let shortLength = capacity.codewords / capacity.blocks - capacity.correction
    var start = 0
    let blocks = (0..<capacity.blocks).map { index in
      let end = start + shortLength + (index < shortBlocks ? 0 : 1)
      defer { start = end }
      return Array(data[start..<end])
    }
    let corrections = blocks.map { GaloisField.remainder(of: $0, by: divisor) }
    return (0...shortLength).flatMap { place in blocks.compactMap { place < $0.count ? $0[place] : nil } }
      + (0..<capacity.correction).flatMap { place in corrections.map { $0[place] } }
  }

  /// The content in byte mode, padded to the codewords of data.
  private static func data(of bytes: [UInt8], in capacity: QRCapacity) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for place in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> place & 1 == 1) }
    }
    append(0b0100, 4)
    append(bytes.count, capacity.lengthBits)
    for byte in bytes { append(Int(byte), 8) }
    append(0, min(4, capacity.data * 8 - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var data = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    while data.count < capacity.data {
      data.append(0xEC)
      if data.count < capacity.data { data.append(0x11) }
    }
    return data
  }
}

/// Arithmetic in the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1.
enum GaloisField {
  /// The product.
  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product = 0
    for place in stride(from: 7, through: 0, by: -1) {
      product = product << 1 ^ (product >> 7 * 0x11D)
      if right >> place & 1 == 1 { product ^= Int(left) }
    }
    return UInt8(product & 0xFF)
  }

  /// The divisor of a degree, without its leading coefficient, the highest power first.
  static func divisor(ofDegree degree: Int) -> [UInt8] {
    var coefficients = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<degree {
      for place in 0..<degree {
        coefficients[place] = product(coefficients[place], root)
        if place + 1 < degree { coefficients[place] ^= coefficients[place + 1] }
      }
      root = product(root, 2)
    }
    return coefficients
  }

  /// What is left of a division.
  static func remainder(of data: [UInt8], by divisor: [UInt8]) -> [UInt8] {
    var remainder = [UInt8](repeating: 0, count: divisor.count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for place in divisor.indices { remainder[place] ^= product(divisor[place], factor) }
    }
    return remainder
  }
}

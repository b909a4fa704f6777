import Crypto
import Foundation
import RightsDomain
import ServiceCore

/// The outcomes of the decisions that were taken on a care situation at one time, as they are stored: an entry for each
/// provision, in the order of the provisions' keys. Equal lists are stored once, for all care situations that have them.
///
/// The bytes are numbers of seven bits a byte, the lowest first, with the highest bit of a byte set when another follows. The
/// first byte of a list is 1, for this form. An entry has the key of the provision, the version, the outcome, the amount in
/// cents (0 for none, else twice the amount and 1, or twice the size of a negative one), the key of the basis, the key of the
/// finding (0 for none), and eight bytes of fingerprint, the highest first.
struct OutcomeList: Hashable, Sendable {
  /// The outcome of the decision on one provision.
  struct Entry: Hashable, Sendable {
    let version: StoredProvisions.Reference
    let outcome: DecisionOutcome
    let amountCents: Int64?
    /// The key of its basis, in `decision_part`.
    let basis: Int64
    /// The key of its finding, in `decision_part`; nil when it has none.
    let finding: Int64?
    /// The fingerprint of its explanation.
    let fingerprint: UInt64

    /// Whether it says the same as another. What it rests on besides the facts may differ.
    func isSame(as other: Entry) -> Bool {
      version == other.version && outcome == other.outcome && amountCents == other.amountCents
        && finding == other.finding && fingerprint == other.fingerprint
    }
  }

  private static let form: UInt8 = 1

  /// The entries, in the order of the provisions' keys.
  let entries: [Entry]

  init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.version.provision < $1.version.provision }
  }

  /// The entry of a provision; nil when there is none.
  subscript(provision: Int64) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].version.provision < provision { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].version.provision == provision ? entries[low] : nil
  }

  /// SHA-256 of its bytes.
  static func digest(of content: Data) -> Data { Data(SHA256.hash(data: content)) }
}

// MARK: - Bytes

extension OutcomeList {
  /// The list as it is stored.
  var content: Data {
    var bytes: [UInt8] = [Self.form]
    bytes.reserveCapacity(1 + entries.count * 20)
    func add(_ number: UInt64) {
      var rest = number
      while rest > 0x7f {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    for entry in entries {
      add(UInt64(bitPattern: entry.version.provision))
      add(UInt64(bitPattern: Int64(entry.version.version)))
      add(UInt64(entry.outcome.code))
      add(entry.amountCents.map { $0 < 0 ? $0.magnitude &* 2 : UInt64($0) &* 2 &+ 1 } ?? 0)
      add(UInt64(bitPattern: entry.basis))
      add(UInt64(bitPattern: entry.finding ?? 0))
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: entry.fingerprint >> UInt64(shift)))
      }
    }
    return Data(bytes)
  }

  /// Reads a list.
  ///
  /// - Throws: `Refusal` for bytes that were not written by this service.
  init(content: Data) throws {
    var reader = Reader(bytes: Array(content))
    guard try reader.byte() == Self.form else { throw Reader.unreadable }
    var entries: [Entry] = []
    while !reader.isAtEnd {
      let version = StoredProvisions.Reference(
        provision: Int64(bitPattern: try reader.number()),
        version: Int(Int64(bitPattern: try reader.number()))
      )
      guard let outcome = DecisionOutcome(code: Int(truncatingIfNeeded: try reader.number())) else {
        throw Reader.unreadable
      }
      let amount = try reader.number()
      let basis = Int64(bitPattern: try reader.number())
      let finding = Int64(bitPattern: try reader.number())
      var fingerprint: UInt64 = 0
      for _ in 0..<8 { fingerprint = fingerprint << 8 | UInt64(try reader.byte()) }
      entries.append(
        Entry(
          version: version,
          outcome: outcome,
          amountCents: amount == 0 ? nil : Int64(amount >> 1) * (amount & 1 == 0 ? -1 : 1),
          basis: basis,
          finding: finding == 0 ? nil : finding,
          fingerprint: fingerprint
        )
      )
    }
    self.entries = entries
  }

  private struct Reader {
    static let unreadable = Refusal(.internal, "A list of outcomes cannot be read")

    let bytes: [UInt8]
    private var next = 0

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    var isAtEnd: Bool { next == bytes.count }

    mutating func byte() throws -> UInt8 {
      guard next < bytes.count else { throw Self.unreadable }
      defer { next += 1 }
      return bytes[next]
    }

    mutating func number() throws -> UInt64 {
      var number: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 7) {
        let byte = try byte()
        number |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { return number }
      }
      throw Self.unreadable
    }
  }
}

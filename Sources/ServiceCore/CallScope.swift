package import CareTypes

/// What the client behind a call may see. It travels with the call, so that the service that has the records can check
/// each record against it in the transaction that reads it.
package struct CallScope: Sendable, Hashable {
  /// What a client may do with sealed records (afgeschermde dossiers): found by few, read by fewer.
  package enum Clearance: String, Sendable, Hashable, CaseIterable, Comparable {
    /// They do not exist for it.
    case none
    /// It finds that they are there.
    case find
    /// It reads them, and seals others.
    case read

    /// Whether the left clearance allows less.
    package static func < (left: Clearance, right: Clearance) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .none: 0
      case .find: 1
      case .read: 2
      }
    }
  }

  /// The municipalities whose people the client sees; none for partners and hospitals.
  package let municipalities: Set<NISCode>
  /// What it may do with sealed records.
  package let clearance: Clearance

  /// A scope.
  package init(municipalities: Set<NISCode> = [], clearance: Clearance = .none) {
    self.municipalities = municipalities
    self.clearance = clearance
  }

  /// Metadata key by which the scope travels between services.
  package static let key = "mantel-scope"

  /// The form in which it travels: NIS codes with commas, a semicolon, the clearance.
  package var text: String {
    municipalities.map(\.digits).sorted().joined(separator: ",") + ";" + clearance.rawValue
  }

  /// Reads the form in which it travels.
  ///
  /// - Throws: `Refusal` when it is malformed: a call without a readable scope is not answered.
  package init(text: String) throws(Refusal) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 2, let clearance = Clearance(rawValue: String(parts[1])) else { throw Self.malformed }
    var codes: Set<NISCode> = []
    for digits in parts[0].split(separator: ",") {
      guard let code = try? NISCode(String(digits)) else { throw Self.malformed }
      codes.insert(code)
    }
    self.init(municipalities: codes, clearance: clearance)
  }

  private static let malformed = Refusal(.outOfScope, "The scope of the call is malformed")
}

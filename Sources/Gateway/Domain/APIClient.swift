package import CareTypes
import Crypto
import Foundation
package import ServiceCore

/// Someone who may call, and how far they see.
package struct APIClient: Sendable, Hashable {
  /// How far a client sees.
  package enum Scope: Sendable, Hashable {
    /// A municipality or several (gemeente, lokaal bestuur), by NIS code.
    case municipality(Set<NISCode>)
    /// A hospital, by NIHDI number, with its name for notices.
    case hospital(NIHDINumber, name: String)
    /// The care council (zorgraad) of a primary-care zone.
    case careCouncil(zone: String)
    /// Someone else who notices caregivers: a general practitioner, a school, a health insurance fund (partner).
    case partner(PartnerKind)
  }

  /// What a client is, apart from how far it sees; the word for several of them.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Municipalities (gemeenten).
    case municipality = "municipalities"
    /// Hospitals (ziekenhuizen).
    case hospital = "hospitals"
    /// Care councils (zorgraden).
    case careCouncil = "care councils"
    /// Partners (partners).
    case partner = "partners"
  }

  /// By this name the audit trail knows the client.
  package let name: String
  /// How far it sees.
  package let scope: Scope
  /// What it may do with sealed records.
  package let clearance: CallScope.Clearance

  /// A client.
  package init(name: String, scope: Scope, clearance: CallScope.Clearance = .none) {
    self.name = name
    self.scope = scope
    self.clearance = clearance
  }

  /// What the client is.
  package var kind: Kind {
    switch scope {
    case .municipality: .municipality
    case .hospital: .hospital
    case .careCouncil: .careCouncil
    case .partner: .partner
    }
  }

  /// What the services behind the gateway are told of it with each call.
  package var callScope: CallScope {
    guard case .municipality(let codes) = scope else { return CallScope() }
    return CallScope(municipalities: codes, clearance: clearance)
  }
}

/// The key by which a client is known: 32 random bytes. The register holds its digest alone; being random, it needs no
/// salt.
package struct APIKey: Sendable {
  /// What the client sends.
  package let text: String

  /// A key that a client sent.
  package init(_ text: String) {
    self.text = text
  }

  /// A new key from the system's secure generator.
  package static func random() -> APIKey {
    let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let text = bytes.base64EncodedString()
      .replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
    return APIKey(text)
  }

  /// SHA-256 of the text, in lower-case hexadecimal.
  package var digest: String {
    SHA256.hash(data: Data(text.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}

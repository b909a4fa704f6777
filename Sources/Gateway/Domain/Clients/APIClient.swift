package import CareTypes
package import ServiceCore

/// A client that may call the gateway, and what it may see.
package struct APIClient: Sendable, Hashable {
  /// What a client may see.
  package enum Scope: Sendable, Hashable {
    /// One or more municipalities (gemeente, lokaal bestuur), by NIS code.
    case municipality(Set<NISCode>)
    /// A hospital (ziekenhuis), by NIHDI number, with the name that notices give.
    case hospital(NIHDINumber, name: String)
    /// A place of care that is no hospital, such as a residential care centre (woonzorgcentrum), by NIHDI number, with the
    /// name that notices give.
    case careCentre(NIHDINumber, name: String)
    /// The care council (zorgraad) of a primary-care zone (eerstelijnszone).
    case careCouncil(zone: String)
    /// A partner who notices caregivers, such as a general practitioner, a school or a health insurance fund.
    case partner(PartnerKind)
    /// A website on which people look up rights (rechtenverkenner): the public law and the explorer, and nothing about people.
    case portal
  }

  /// The kind of client, whatever it may see. The raw value is the plural, for messages.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Municipalities (gemeenten).
    case municipality = "municipalities"
    /// Hospitals (ziekenhuizen).
    case hospital = "hospitals"
    /// Residential care centres (woonzorgcentra) and other places of care.
    case careCentre = "care centres"
    /// Care councils (zorgraden).
    case careCouncil = "care councils"
    /// Partners (partners).
    case partner = "partners"
    /// Websites on which people look up rights (portalen).
    case portal = "portals"
  }

  /// The name by which the audit trail keeps the client.
  package let name: String
  /// What it may see.
  package let scope: Scope
  /// What it may do with sealed records (afgeschermde dossiers).
  package let clearance: CallScope.Clearance

  /// A client.
  package init(name: String, scope: Scope, clearance: CallScope.Clearance = .none) {
    self.name = name
    self.scope = scope
    self.clearance = clearance
  }

  /// The kind of client.
  package var kind: Kind {
    switch scope {
    case .municipality: .municipality
    case .hospital: .hospital
    case .careCentre: .careCentre
    case .careCouncil: .careCouncil
    case .partner: .partner
    case .portal: .portal
    }
  }

  /// The NIS codes of the client's municipalities, in order; none unless it is a municipality.
  package var municipalities: [String] {
    guard case .municipality(let codes) = scope else { return [] }
    return codes.map(\.digits).sorted()
  }

  /// The client's zone; nil unless it is a care council.
  package var zone: String? {
    if case .careCouncil(let zone) = scope { zone } else { nil }
  }

  /// The scope that travels with each call of the client to the services behind the gateway.
  package var callScope: CallScope {
    guard case .municipality(let codes) = scope else { return CallScope() }
    return CallScope(municipalities: codes, clearance: clearance)
  }
}

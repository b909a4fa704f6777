import CareTypes
import RuleLanguage
import RuleReasoning
package import ServiceCore

/// A pack compared with what is published: which versions exist already, and which provisions the authority may
/// override or exclude.
package struct Publication: Sendable {
  /// The pack.
  package let pack: RegulationPack
  private let law: LawBook
  private let tables: ReferenceTables

  /// Makes a comparison of a pack with the published law.
  package init(_ pack: RegulationPack, law: LawBook, tables: ReferenceTables) {
    self.pack = pack
    self.law = law
    self.tables = tables
  }

  /// Whether the version was published before with the same content.
  package func isPublished(_ provision: Provision) -> Bool {
    law.version(provision.version, of: provision.id)?.provision == provision
  }

  /// The version before a new one; nil when there is none.
  package func formerVersion(of provision: Provision) -> Provision? {
    law.versions(of: provision.id).map(\.provision).first { $0.version < provision.version }
  }

  /// The versions that were published before with another content, which is a mistake: published versions never change.
  package var changed: [(place: String, name: String)] {
    zip(pack.paths, pack.provisions).compactMap { place, provision in
      guard let stored = law.version(provision.version, of: provision.id), stored.provision != provision else {
        return nil
      }
      return (place, ProvisionName.text(provision.id, version: provision.version))
    }
  }

  /// The mistakes of the pack compared with what is published.
  package var mistakes: [PackMistake] {
    zip(pack.paths, pack.provisions).reduce(into: authorityMistakes) { mistakes, new in
      let (place, provision) = new
      if law.versions(of: provision.id).isEmpty { mistakes += digits(of: provision.id, "\(place).id") }
      mistakes += ownership(of: provision, place)
      mistakes += precedence(of: provision, place)
      mistakes += proofs(of: provision, place)
      mistakes += terms(of: provision, place)
      mistakes += contradictions(of: provision, place)
    }
  }

  /// The mistakes in the authority: it keeps its level, its country, and its territory or what that merged into.
  private var authorityMistakes: [PackMistake] {
    guard let known = law.records(of: pack.authority.id).last else {
      return digits(of: pack.authority.id, "authority.id")
    }
    var mistakes: [PackMistake] = []
    if known.level != pack.authority.level {
      mistakes.append(PackMistake("authority.level", "is published as \(known.level.rawValue)"))
    }
    if known.country != pack.authority.country {
      mistakes.append(PackMistake("authority.country", "is published as \(known.country)"))
    }
    if known.territory.isEmpty != pack.authority.territory.isEmpty || !isTerritoryKept(known) {
      mistakes.append(
        PackMistake("authority.territory", "is neither the one that is published, nor what it merged into")
      )
    }
    return mistakes
  }

  /// The mistake in an id that is new and has so many digits that it could hold the number of a person.
  private func digits(of id: String, _ place: String) -> [PackMistake] {
    let most = ProvisionName.mostDigitsOfNewID
    return ProvisionName.digits(in: id) > most ? [PackMistake(place, "has more than \(most) digits")] : []
  }

  /// Whether every code of the territory belonged to it before, or came from a merger of codes that did.
  private func isTerritoryKept(_ known: Authority) -> Bool {
    let former = Set(known.territory)
    let days = pack.provisions.compactMap { try? CalendarDate(daysSinceEpoch: $0.validFrom) }
    return pack.authority.territory.compactMap { try? NISCode($0) }.allSatisfy { code in
      former.contains(code.digits)
        || days.contains { day in
          tables.municipalities.predecessors(of: code, at: day).contains { former.contains($0.digits) }
        }
    }
  }

  private func ownership(of provision: Provision, _ place: String) -> [PackMistake] {
    guard let owner = law.version(nil, of: provision.id)?.provision.authority, owner.id != pack.authority.id else {
      return []
    }
    return [PackMistake("\(place).id", "is a provision of another authority")]
  }

  /// The mistakes in `overrides`. A provision may override: those of its own authority; for a municipality that came
  /// from a merger, those of the municipalities that merged; for federal or Flemish law, those of lower authorities; a
  /// law whose open terms it fills.
  private func precedence(of provision: Provision, _ place: String) -> [PackMistake] {
    provision.overrides.enumerated().compactMap { index, id in
      let place = "\(place).overrides[\(index)]"
      guard let other = known(id) else { return PackMistake(place, "is no provision that is published") }
      if id == provision.id { return PackMistake(place, "is the provision itself; a new version takes its place") }
      if other.overrides.contains(provision.id) { return PackMistake(place, "stands in for this one in turn") }
      let mayStandIn =
        other.authority.id == pack.authority.id
        || (provision.basedOn?.id == id && !other.isModel)
        || isMergedInto(pack.authority, other.authority, on: provision.validFrom)
        || (pack.authority.level.isAboveMunicipalities && other.authority.level.isBelow(pack.authority.level))
      return mayStandIn ? nil : PackMistake(place, "is a provision of an authority that this one cannot stand in for")
    }
  }

  private func proofs(of provision: Provision, _ place: String) -> [PackMistake] {
    let names = provision.acceptedProofs.map(\.proof)
    return Set(names).sorted().compactMap { id in
      guard let proof = known(id) else {
        return PackMistake("\(place).accepts", "names \(id), which is no provision that is published")
      }
      if proof.id == provision.id { return PackMistake("\(place).accepts", "names the provision itself") }
      return proof.isDecided ? nil : PackMistake("\(place).accepts", "names \(id), which nobody can hold")
    }
  }

  /// The mistakes in `excludes`: a lower authority cannot take away an automatic right of higher law, and of two
  /// automatic rights that exclude each other nobody would choose one.
  private func contradictions(of provision: Provision, _ place: String) -> [PackMistake] {
    var mistakes: [PackMistake] = []
    for (index, id) in provision.excludes.enumerated() {
      let place = "\(place).excludes[\(index)]"
      guard let other = known(id) else {
        mistakes.append(PackMistake(place, "is no provision that is published"))
        continue
      }
      if id == provision.id {
        mistakes.append(PackMistake(place, "is the provision itself"))
        continue
      }
      if other.authority.level.isAboveMunicipalities, provision.authority.level.isBelow(other.authority.level),
        other.grantMode == .automatic
      {
        mistakes.append(PackMistake(place, "is granted by higher law without an application; ask in the condition"))
      } else if leavesNobodyToChoose(provision, other) {
        mistakes.append(PackMistake(place, Self.nobodyChooses))
      }
    }
    for other in newest where other.excludes.contains(provision.id) && !pack.provisions.contains(other) {
      if leavesNobodyToChoose(provision, other) {
        mistakes.append(PackMistake("\(place).grant_mode", "\(other.id) excludes it and \(Self.nobodyChooses)"))
      }
    }
    return mistakes
  }

  private static let nobodyChooses =
    "is granted without an application as this one is, and some people meet both conditions: which one counts"

  /// Whether two provisions are granted without an application although the same people meet both, so that nobody chooses
  /// between them.
  ///
  /// A fact that each authority means in its own way, such as residence in its territory, is one fact for two authorities
  /// with territory in common, and two facts otherwise. A municipality's own scale is never shared.
  private func leavesNobodyToChoose(_ one: Provision, _ other: Provision) -> Bool {
    guard one.id != other.id, one.grantMode == .automatic, other.grantMode == .automatic, one.isDecided,
      other.isDecided, one.overlaps(other), let own = try? one.compiled(), let others = try? other.compiled()
    else { return false }
    // Municipalities merge and never part: territories that are apart on the last day are apart on every day before.
    let lastDay = [one.validTo, other.validTo].compactMap(\.self).min()
    let notShared = shareTerritory(other.authority, on: lastDay) ? [] : FactCatalogue.ownToAuthority
    let first = GivenCondition(
      own,
      given: one.parameterValues,
      owners: one.owners(notShared, of: one.authority.id)
    )
    let second = GivenCondition(
      others,
      given: other.parameterValues,
      owners: other.owners(notShared, of: other.authority.id)
    )
    let isSomewhere = !one.authority.territory.isEmpty && !other.authority.territory.isEmpty
    guard !notShared.isEmpty, isSomewhere else { return Self.canBothHold(first, second) }
    // Nobody lives in both territories.
    return Residency.ofOneDay.inSeparateTerritories.contains { residency in
      Self.canBothHold(first.giving(residency.first), second.giving(residency.second))
    }
  }

  private static func canBothHold(_ first: GivenCondition, _ second: GivenCondition) -> Bool {
    if case .yes = ConditionPair(first, second).canBothHold { true } else { false }
  }

  /// The mistake of filling an open term that another provision fills for the same people.
  private func terms(of provision: Provision, _ place: String) -> [PackMistake] {
    guard let base = provision.basedOn, let law = known(base.id), !law.isModel else { return [] }
    let rivals = newest.filter { other in
      other.id != provision.id && other.basedOn?.id == base.id && other.overlaps(provision)
        && !provision.overrides.contains(other.id) && !other.overrides.contains(provision.id)
        && (other.authority.id == pack.authority.id || shareTerritory(other.authority, on: provision.validFrom))
    }
    return rivals.map {
      PackMistake("\(place).of", "is filled for this territory already by \(ProvisionName.text($0.id)); override it")
    }
  }

  /// The newest version of every provision, with those of the pack.
  private var newest: [Provision] {
    let own = Dictionary(pack.provisions.map { ($0.id, $0) }) { $0.version > $1.version ? $0 : $1 }
    let others = Set(law.versions.map(\.provision.id)).subtracting(own.keys)
    return own.values + others.compactMap { law.version(nil, of: $0)?.provision }
  }

  private func known(_ id: String) -> Provision? {
    pack.provisions.last { $0.id == id } ?? law.version(nil, of: id)?.provision
  }

  private func isMergedInto(_ authority: Authority, _ former: Authority, on day: Int) -> Bool {
    guard !former.territory.isEmpty, !authority.territory.isEmpty, let date = try? CalendarDate(daysSinceEpoch: day)
    else { return false }
    let covered = authority.territory.compactMap { try? NISCode($0) }.flatMap { code in
      [code] + tables.municipalities.predecessors(of: code, at: date)
    }
    return Set(former.territory).isSubset(of: covered.map(\.digits))
  }

  /// Whether the authority of the pack and another have territory in common on a day.
  ///
  /// - Parameter day: Days since 1970-01-01; nil for the last day that a date can have.
  private func shareTerritory(_ other: Authority, on day: Int?) -> Bool {
    let lastDay = try? CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31)
    guard let date = day.map({ try? CalendarDate(daysSinceEpoch: $0) }) ?? lastDay else { return false }
    return !other.territory(on: date, tables.municipalities)
      .isDisjoint(with: pack.authority.territory(on: date, tables.municipalities))
  }
}

extension AuthorityLevel {
  /// Whether the law of another level takes precedence over its own.
  func isBelow(_ other: AuthorityLevel) -> Bool {
    guard let own = Self.allCases.firstIndex(of: self), let higher = Self.allCases.firstIndex(of: other) else {
      return false
    }
    return own > higher
  }
}

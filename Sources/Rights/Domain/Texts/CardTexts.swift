package import CareTypes
package import Proofs

/// The texts for whoever checks a proof, in Dutch and English.
package enum CardTexts {
  /// What an accepted proof says, a line for each thing.
  package static func lines(of proof: CheckedProof) -> [BilingualText] {
    var lines = [BilingualText("Geldig: \(title(proof.kind).dutch)", "Valid: \(title(proof.kind).english)")]
    let name = [proof.givenNames, proof.familyName].compactMap(\.self).joined(separator: " ")
    if !name.isEmpty { lines.append(entry(AttestTexts.name, BilingualText(name, name))) }
    if let birth = proof.birthDate {
      lines.append(entry(BilingualText("Geboren op", "Born on"), AttestTexts.day(birth)))
    }
    if case .attest(let attest) = proof.kind {
      if let until = attest.until {
        lines.append(entry(AttestTexts.carePeriod, AttestTexts.days(attest.from, until)))
      } else {
        lines.append(entry(AttestTexts.careFrom, AttestTexts.day(attest.from)))
      }
      if let months = attest.months {
        lines.append(entry(AttestTexts.careMonths, BilingualText("\(months)", "\(months)")))
      }
    }
    lines.append(entry(AttestTexts.validUntil, AttestTexts.day(proof.validUntil)))
    lines.append(entry(AttestTexts.issuer, BilingualText(proof.issuer, proof.issuer)))
    return lines
  }

  /// Why a proof is refused.
  package static func refused(_ fault: ProofFault) -> BilingualText {
    let reason =
      switch fault {
      case .malformed(let what):
        BilingualText("niet in de juiste vorm (\(what))", "not in the right form (\(what))")
      case .wrongAlgorithm: BilingualText("niet met ES256 ondertekend", "not signed with ES256")
      case .wrongType: BilingualText("geen kaart, bewijs of attest", "no card, credential or attest")
      case .unknownKey:
        BilingualText("ondertekend met een onbekende sleutel", "signed with a key that is not in the key set")
      case .badSignature: BilingualText("de handtekening klopt niet", "the signature does not fit")
      case .expired: BilingualText("vervallen", "expired")
      case .notYetValid: BilingualText("nog niet geldig", "not valid yet")
      case .revoked: BilingualText("ingetrokken", "revoked")
      case .noStatusList:
        BilingualText(
          "geen actuele statuslijst die ervan spreekt",
          "no current status list that tells of it"
        )
      case .wrongDisclosure:
        BilingualText("toont wat niet ondertekend is", "shows what is not signed")
      case .notBound:
        BilingualText("niet getoond door de houder", "not shown by the holder")
      }
    return BilingualText("Geweigerd: \(reason.dutch)", "Refused: \(reason.english)")
  }

  private static func title(_ kind: CheckedProof.Kind) -> BilingualText {
    switch kind {
    case .card, .credential: BilingualText("mantelzorgkaart", "caregiver card")
    case .attest(let attest): AttestTexts.title(attest.kind)
    }
  }

  private static func entry(_ name: BilingualText, _ value: BilingualText) -> BilingualText {
    BilingualText { "\(name[$0]): \(value[$0])" }
  }
}

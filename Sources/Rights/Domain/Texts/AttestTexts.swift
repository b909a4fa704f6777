package import CareTypes
package import Proofs

/// The texts of attests, in Dutch and English.
package enum AttestTexts {
  /// The title.
  package static func title(_ kind: Attest.Kind) -> BilingualText {
    switch kind {
    case .employer: BilingualText("Attest mantelzorg voor de werkgever", "Caregiver attest for the employer")
    case .school: BilingualText("Attest mantelzorg voor de school", "Caregiver attest for the school")
    case .experience: BilingualText("Attest van ervaring als mantelzorger", "Attest of experience as a caregiver")
    }
  }

  /// What the attest states of the person, whose name comes before it.
  package static func statement(_ kind: Attest.Kind) -> BilingualText {
    switch kind {
    case .employer, .school:
      BilingualText(
        "staat in het Vlaamse mantelzorgregister ingeschreven als mantelzorger en zorgt vandaag, onbezoldigd, voor iemand uit de eigen omgeving.",
        "is registered as a caregiver in the caregiver registry of Flanders and cares today, unpaid, for someone close."
      )
    case .experience:
      BilingualText(
        "staat of stond in het Vlaamse mantelzorgregister ingeschreven als mantelzorger en deed zo, onbezoldigd, ervaring op met zorg voor iemand uit de eigen omgeving.",
        "is or was registered as a caregiver in the caregiver registry of Flanders, and so gained experience, unpaid, in the care of someone close."
      )
    }
  }

  /// For what the attest may be used.
  package static func purpose(_ kind: Attest.Kind) -> BilingualText {
    switch kind {
    case .employer:
      BilingualText(
        "Dit attest ondersteunt een vraag om soepele werktijden, telewerk of verlof om zorg te verlenen. Het vervangt het erkenningsattest van het ziekenfonds en het attest van een arts niet, als de wet die vraagt.",
        "This attest supports a request for flexible hours, work from home or leave to give care. It does not replace the attest of recognition of the health insurance fund or the attest of a doctor, where the law asks for them."
      )
    case .school:
      BilingualText(
        "Dit attest ondersteunt een vraag om soepelheid bij aanwezigheid, opdrachten en toetsen. De school beslist volgens haar eigen reglement.",
        "This attest supports a request for flexibility with attendance, assignments and tests. The school decides by its own rules."
      )
    case .experience:
      BilingualText(
        "Dit attest kan dienen als bewijs van ervaring, zoals bij een sollicitatie of om een vrijstelling in een opleiding te vragen. Het beoordeelt de kwaliteit van de zorg niet.",
        "This attest can serve as proof of experience, as with an application for a job or to ask for an exemption in a course. It does not judge the quality of the care."
      )
    }
  }

  /// What stands before the name.
  package static let name = BilingualText("Naam", "Name")
  /// What stands before the first day of care.
  package static let careFrom = BilingualText("Mantelzorger sinds", "Caregiver since")
  /// What stands before the days of care that has ended.
  package static let carePeriod = BilingualText("Mantelzorg", "Care")
  /// What stands before the number of months.
  package static let careMonths = BilingualText("Volle maanden mantelzorg", "Full months of care")
  /// What stands before the day of issue.
  package static let issued = BilingualText("Afgegeven op", "Issued on")
  /// What stands before the last day on which the attest is valid.
  package static let validUntil = BilingualText("Geldig tot en met", "Valid until")
  /// What stands before who issued it.
  package static let issuer = BilingualText("Afgegeven door", "Issued by")

  /// The days of care that has ended.
  package static func days(_ from: CalendarDate, _ until: CalendarDate) -> BilingualText {
    BilingualText(
      "van \(day(from).dutch) tot en met \(day(until).dutch)",
      "from \(day(from).english) to \(day(until).english)"
    )
  }

  /// A day in words.
  package static func day(_ date: CalendarDate) -> BilingualText {
    let month = months[date.month - 1]
    return BilingualText { "\(date.day) \(month[$0]) \(date.year)" }
  }

  /// How the attest is checked, and what it does not say.
  package static let explanation = BilingualText(
    "De code bevat dezelfde verklaring, ondertekend door het register. Wie ze scant, controleert de handtekening met de openbare sleutels van het register, zonder iemand te bevragen. Vergelijk de naam met een identiteitskaart. Het attest zegt niets over de persoon voor wie gezorgd wordt; de houder hoeft daarover niets te zeggen.",
    "The code holds the same statement, signed by the registry. Whoever scans it checks the signature with the public keys of the registry, without asking anyone. Compare the name with an identity card. The attest says nothing of the person who is cared for; the holder need not say anything about them."
  )

  private static let months = [
    BilingualText("januari", "January"), BilingualText("februari", "February"), BilingualText("maart", "March"),
    BilingualText("april", "April"), BilingualText("mei", "May"), BilingualText("juni", "June"),
    BilingualText("juli", "July"), BilingualText("augustus", "August"), BilingualText("september", "September"),
    BilingualText("oktober", "October"), BilingualText("november", "November"), BilingualText("december", "December"),
  ]
}

import CareTypes

extension CareFacts {
  // MARK: Shapes of facts that recur

  /// A fact that holds or does not.
  static func flag(_ name: String, _ label: BilingualText, _ supplier: BilingualText) -> Fact {
    Fact(name, .bool, label: label, suppliedBy: supplier)
  }

  /// A whole number of a unit, from 0 on.
  static func whole(
    _ name: String,
    _ unit: FactUnit,
    _ greatest: Double,
    _ label: BilingualText,
    _ supplier: BilingualText
  ) -> Fact {
    Fact(name, .int, unit: unit, range: 0...greatest, label: label, suppliedBy: supplier)
  }

  /// A number of a unit that may have a fraction, from 0 on.
  static func measure(
    _ name: String,
    _ unit: FactUnit,
    _ greatest: Double,
    _ label: BilingualText,
    _ supplier: BilingualText
  )
    -> Fact
  {
    Fact(name, .decimal, unit: unit, range: 0...greatest, label: label, suppliedBy: supplier)
  }

  /// A score on a scale that begins at 0.
  static func points(_ name: String, _ greatest: Double, _ label: BilingualText, _ supplier: BilingualText) -> Fact {
    whole(name, .points, greatest, label, supplier)
  }

  /// A percentage.
  static func percent(_ name: String, _ label: BilingualText, _ supplier: BilingualText) -> Fact {
    whole(name, .percent, 100, label, supplier)
  }

  /// A yearly income in euro cents.
  static func income(_ name: String, _ label: BilingualText, _ supplier: BilingualText) -> Fact {
    whole(name, .centsPerYear, 100_000_000_000, label, supplier)
  }

  /// One of some words.
  static func choice(_ name: String, _ choices: [FactChoice], _ label: BilingualText, _ supplier: BilingualText) -> Fact
  {
    Fact(name, .string, choices: choices, label: label, suppliedBy: supplier)
  }

  /// A day.
  static func day(_ name: String, _ label: BilingualText, _ supplier: BilingualText) -> Fact {
    Fact(name, .date, label: label, suppliedBy: supplier)
  }

  // MARK: Suppliers beside those of the recipient's first facts

  static let employer = BilingualText("werkgever", "employer")
  static let workRegister = BilingualText("RSZ (via de KSZ) of mantelzorger", "NSSO (through the CBSS) or caregiver")
  static let employmentOffice = BilingualText("RVA", "National Employment Office")
  static let flemishWork = BilingualText("Departement WSE", "Flemish Department of Work and Social Economy")
  static let selfEmployedFund = BilingualText(
    "sociaal verzekeringsfonds of RSVZ",
    "social insurance fund of the self-employed"
  )
  static let taxes = BilingualText("FOD Financiën", "Federal Public Service Finance")
  static let socialService = BilingualText("OCMW", "public centre for social welfare")
  static let pensions = BilingualText("Federale Pensioendienst", "Federal Pensions Service")
  static let municipality = BilingualText("gemeente", "municipality")
  static let doctor = BilingualText("behandelend arts", "treating doctor")
  static let generalPractitioner = BilingualText("huisarts", "general practitioner")
  static let school = BilingualText("onderwijsinstelling", "educational institution")
  static let professional = BilingualText("mantelzorger of professional", "caregiver or professional")
  static let registerOrCaregiver = BilingualText("Rijksregister of mantelzorger", "National Register or caregiver")
  static let registerOrDeclaration = BilingualText("verklaring of Rijksregister", "declaration or National Register")
  static let caregiverOrMunicipality = BilingualText("mantelzorger of gemeente", "caregiver or municipality")
}

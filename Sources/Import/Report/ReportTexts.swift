/// The texts of the report and of the summary, in Dutch and English.
package enum ReportTexts {
  /// The columns of a report.
  static func columns(_ language: ReportLanguage) -> [String] {
    switch language {
    case .dutch: ["rij", "regel", "code", "veld", "reden", "zorgsituatie", "rij in de lijst waarop ze lijkt"]
    case .english: ["row", "line", "code", "field", "reason", "care situation", "row of the list that it repeats"]
    }
  }

  /// A figure of the summary.
  package enum Figure: Sendable, Hashable, CaseIterable {
    /// All rows.
    case rows
    /// Registered, now or before.
    case registered
    /// Without a problem, in a dry run.
    case acceptable
    /// Of a known care situation, with something else.
    case changed
    /// Probably of a known care situation.
    case likelyRepeats
    /// Not registered.
    case rejected
    /// How long it took.
    case seconds
    /// How fast it went.
    case rate
    /// The path of the report.
    case report
  }

  /// The label of a figure.
  package static func name(_ figure: Figure, _ language: ReportLanguage) -> String {
    let (dutch, english) =
      switch figure {
      case .rows: ("rijen", "rows")
      case .registered: ("geregistreerd", "registered")
      case .acceptable: ("aanvaardbaar", "acceptable")
      case .changed: ("gewijzigd", "changed")
      case .likelyRepeats: ("wellicht dubbel", "likely repeats")
      case .rejected: ("geweigerd", "rejected")
      case .seconds: ("seconden", "seconds")
      case .rate: ("rijen/s", "rows/s")
      case .report: ("verslag", "report")
      }
    return language == .dutch ? dutch : english
  }

  /// The message for a list without rows.
  package static func noRows(_ language: ReportLanguage) -> String {
    language == .dutch
      ? "De lijst heeft een kopregel en geen rijen: er is niets te doen."
      : "The list has a header line and no rows: there is nothing to do."
  }

  /// Advice on how to go on with rows that changed, repeat others or are implausible.
  package static func advice(_ language: ReportLanguage) -> String {
    language == .dutch
      ? "Gewijzigde, wellicht dubbele en ongeloofwaardige rijen zijn niet geregistreerd: pas het dossier of de lijst aan, "
        + "of stuur de lijst opnieuw met --confirm-rows en de nummers van de rijen die echt nieuw en juist zijn."
      : "Changed rows, likely repeats and rows that are hard to believe are not registered: mend the record or the list, or "
        + "send the list again with --confirm-rows and the numbers of the rows that are really new and right."
  }

  /// The text of a problem in a language. The registry and the row reader give it in English.
  static func reason(_ problem: RowProblem, _ language: ReportLanguage) -> String {
    guard language == .dutch else { return problem.description.isEmpty ? problem.reason : problem.description }
    let text = problem.description.hasSuffix(".") ? String(problem.description.dropLast()) : problem.description
    if let dutch = sentences[text] ?? warnings[text] { return dutch }
    // A question about plausibility ends with the name of its rule in parentheses.
    if let end = text.lastIndex(of: "("), let dutch = warnings[String(text[..<end].dropLast())] {
      return "\(dutch) \(text[end...])"
    }
    if let parts = sentencesWithNumbers.first(where: { text.hasPrefix($0[0].english) }) {
      return parts.reduce(text) { $0.replacing($1.english, with: $1.dutch, maxReplacements: 1) }
    }
    let code = codes[problem.reason] ?? "Kan niet worden geregistreerd"
    return text.isEmpty ? code : "\(code) (\(text))"
  }

  /// The texts of the reasons, for descriptions that are not in the catalogue.
  private static let codes: [String: String] = [
    "INVALID_FIELD": "Dit veld is onjuist",
    "ROW_UNREADABLE": "De rij kan niet worden gelezen",
    "ROW_CHANGED": "De rij is bekend, en zegt nu iets anders",
    "LIKELY_REPEAT": "De rij gaat wellicht over twee mensen die al bekend zijn",
    "CARE_SITUATION_EXISTS": "Deze twee mensen hebben al een zorgsituatie in die periode",
    "PRIMARY_CAREGIVER_EXISTS": "De zorgvrager heeft al een eerste mantelzorger in die periode",
    "IDENTITY_DIFFERS": "Het nummer van een van beiden past niet bij wat van die persoon gezegd wordt",
    "HELD_OTHERWISE": "Geregistreerd, maar van iemand die bekend is staat iets anders in het register, en dat blijft",
    "OUT_OF_SCOPE": "Geen van beiden woont in een gemeente van deze gebruiker",
    "PERSON_RESTRICTED": "De verwerking van de gegevens van een van beiden is beperkt",
    "PERSON_GONE": "Een van beiden is gewist of samengevoegd",
    "IMPLAUSIBLE": "Klopt dit",
  ]

  /// The fixed parts of sentences that contain a number or a name; the first part begins the sentence.
  private static let sentencesWithNumbers: [[(english: String, dutch: String)]] = [
    [("The row says the same as row ", "De rij zegt hetzelfde als rij ")],
    [("has characters that are not ", "heeft tekens die geen deel zijn van ")],
    [("looks like ", "lijkt op "), (", not ", ", niet op ")],
    [("is not a date written as ", "is geen datum geschreven als ")],
    [
      ("the field in column ", "het veld in kolom "),
      ("has characters that are not ", "heeft tekens die geen deel zijn van "),
    ],
    [("the row has ", "de rij heeft "), (" fields, the header ", " velden, de kopregel ")],
    [("has more than ", "heeft meer dan "), (" characters", " tekens")],
  ]

  /// The questions about implausible rows, by their English text.
  static let warnings: [String: String] = [
    "lies before the birth of whom the evidence is about": "het bewijs dateert van voor de geboorte",
    "lies before the birth of who was assessed": "de inschatting dateert van voor de geboorte",
    "does not go with the birth dates of the two": "de band past niet bij de geboortedata",
    "makes a partner of someone who was younger than 16 when care began":
      "een partner is jonger dan 16 bij het begin van de zorg",
    "tells of one address where two are told": "de twee zouden samenwonen, maar hun adressen verschillen",
    "makes more hours than a week has, together with the other care of the caregiver":
      "de mantelzorger zorgt samen meer uren dan een week telt",
    "is made up of one digit, or of digits in their order":
      "het telefoonnummer bestaat uit één cijfer, of uit cijfers op een rij",
    "lies before the birth of the caregiver": "de zorg begint voor de geboorte van de mantelzorger",
    "lies before the birth of the recipient": "de zorg begint voor de geboorte van de zorgvrager",
    "makes the caregiver younger than 5 when care begins": "de mantelzorger is jonger dan 5 bij het begin van de zorg",
    "makes the caregiver younger than 8 when care begins": "de mantelzorger is jonger dan 8 bij het begin van de zorg",
    "makes someone older than anyone ever was": "niemand werd ooit zo oud",
    "makes someone older than 110": "iemand is ouder dan 110",
    "makes care longer than anyone ever lived": "de zorg duurt langer dan iemand ooit leefde",
    "makes care longer than 60 years": "de zorg duurt meer dan 60 jaar",
    "lies before 1950": "de zorg begon voor 1950",
    "is 1 January 1900, a date that systems fill in": "1 januari 1900 is een datum die systemen zelf invullen",
    "has no letters": "de naam heeft geen letters",
    "stands for a name that is not known": "de naam staat voor een naam die niet bekend is",
    "has the name and the birth date of the caregiver":
      "mantelzorger en zorgvrager hebben dezelfde naam en geboortedatum",
    "takes every hour of the week": "de zorg neemt elk uur van de week",
    "lies before the birth of who signs": "de verklaring is getekend voor de geboorte",
    "lies before the birth of who consents": "de toestemming is gegeven voor de geboorte",
    "lies more than 10 years ahead": "de zorg eindigt pas over meer dan 10 jaar",
    "lies before the birth of who moves": "de verhuizing ligt voor de geboorte",
    "lies more than 10 years back": "de verhuizing ligt meer dan 10 jaar terug",
    "is a day on which who signs was younger than 7": "een kind jonger dan 7 tekent of stemt zelf toe",
    "tells another birth date than is held": "het nummer hoort bij een andere geboortedatum dan bekend is",
  ]

  private static let sentences: [String: String] = [
    "differs from what is known": "verschilt van wat bekend is",
    "differs from what is held, which stays": "verschilt van wat in het register staat, en dat blijft",
    "is required": "is verplicht",
    "or a birth date is required": "of een geboortedatum is verplicht",
    "or email is required": "of een e-mailadres is verplicht",
    "is required for this channel": "is verplicht voor deze manier van contact",
    "has control characters": "bevat stuurtekens",
    "lies in the future": "ligt in de toekomst",
    "lies more than a year ahead": "ligt meer dan een jaar vooruit",
    "differs from the national number": "klopt niet met het rijksregisternummer",
    "does not fit the number": "hoort niet bij het nummer",
    "is not known": "is niet bekend",
    "is given beside a national number": "staat naast een rijksregisternummer",
    "is given beside a municipality": "staat naast een gemeente",
    "is given without a country": "staat er zonder land",
    "is Belgium, of which the municipality is told instead": "is België: vul de gemeente in",
    "is given twice": "staat er tweemaal",
    "gives one twice": "noemt er een tweemaal",
    "is the same person as the caregiver": "is dezelfde persoon als de mantelzorger",
    "is not between half an hour and 168 hours in steps of half an hour":
      "ligt niet tussen een half uur en 168 uren, in halve uren",
    "is not a number": "is geen getal",
    "is not a number with a point":
      "is geen getal met een punt (schrijf `decimal_comma: true` in de mapping voor een komma)",
    "is neither yes nor no": "is ja noch nee",
    "is a word that neither the mapping nor the registry knows":
      "is een woord dat noch de mapping noch het register kent",
    "An INSZ has eleven digits": "Een rijksregisternummer heeft elf cijfers",
    "The check digits of the INSZ are wrong": "De controlecijfers van het rijksregisternummer kloppen niet",
    "The month in the INSZ does not exist": "De maand in het rijksregisternummer bestaat niet",
    "The serial number of an INSZ lies between 001 and 998":
      "Het volgnummer in een rijksregisternummer ligt tussen 001 en 998",
    "The birth date in an INSZ cannot lie in the future":
      "De geboortedatum in een rijksregisternummer kan niet in de toekomst liggen",
    "A local number consists of digits": "Een lokaal nummer bestaat uit cijfers",
    "A local number has ten digits": "Een lokaal nummer heeft tien cijfers",
    "The check digits of the local number are wrong": "De controlecijfers van het lokaal nummer kloppen niet",
    "Only digits and the usual separators are allowed": "Alleen cijfers en de gewone scheidingstekens mogen",
    "A Belgian postal code has four digits": "Een Belgische postcode heeft vier cijfers",
    "A Belgian postal code lies between 1000 and 9999": "Een Belgische postcode ligt tussen 1000 en 9999",
    "A NIS code has five digits": "Een NIS-code heeft vijf cijfers",
    "The code of a country has two capitals, such as NL": "Een landcode heeft twee hoofdletters, zoals NL",
    "The code is not that of a country in ISO 3166-1": "Er is geen land met die code in ISO 3166-1",
    "There is no such day in the calendar": "Die dag bestaat niet in de kalender",
    "A country code does not begin with 0": "Een landnummer begint niet met 0",
    "An international phone number has 7 to 15 digits": "Een internationaal telefoonnummer heeft 7 tot 15 cijfers",
    "A phone number begins with +, 00 or 0": "Een telefoonnummer begint met +, 00 of 0",
    "After +32 the first digit of a Belgian phone number is 1 to 9":
      "Na +32 is het eerste cijfer van een Belgisch telefoonnummer 1 tot 9",
    "A Belgian mobile number begins with 045 to 049": "Een Belgisch gsm-nummer begint met 045 tot 049",
    "A Belgian phone number has 8 digits after +32, or 9 for mobile":
      "Een Belgisch telefoonnummer heeft 8 cijfers na +32, een gsm-nummer 9",
    "Hours per week are more than 0 and at most 168": "Uren per week zijn meer dan 0 en hoogstens 168",
    "a quote is not closed": "een aanhalingsteken is niet gesloten",
    "text follows a closing quote; a quote within a field is written twice":
      "na een sluitend aanhalingsteken volgt tekst; een aanhalingsteken in een veld wordt tweemaal geschreven",
    "a quote stands within a field that does not begin with one":
      "een aanhalingsteken staat in een veld dat er niet mee begint",
    "the row is longer than 64 KB": "de rij is langer dan 64 KB",
    "the row is longer than 64 KB; a quote is perhaps not closed":
      "de rij is langer dan 64 KB; misschien is een aanhalingsteken niet gesloten",
    "Neither the caregiver nor the recipient lives in a municipality of this client":
      "Noch de mantelzorger noch de zorgvrager woont in een gemeente van deze gebruiker",
    "The caregiver is known to live outside the municipalities of this client":
      "De mantelzorger staat ingeschreven buiten de gemeenten van deze gebruiker",
    "The recipient is known to live outside the municipalities of this client":
      "De zorgvrager staat ingeschreven buiten de gemeenten van deze gebruiker",
  ]
}

/// The words by which the columns of a list are recognised, as municipalities write them in Dutch and English: in lower
/// case and without accents.
enum ColumnVocabulary {
  /// Beginnings of words that say that a column is about the caregiver.
  static let caregiver = [
    "mantelzorger", "mantelzorgster", "mz", "zorger", "verzorger", "aanvrager", "caregiver", "carer",
  ]

  /// Beginnings of words that say that a column is about the recipient.
  static let recipient = [
    "zorgbehoev", "zorgbehoeft", "zorgvrager", "zorgontvanger", "zorgafhankelijk", "hulpbehoev", "zb", "zv", "patient",
    "verzorgde", "recipient", "client", "care recipient",
  ]

  /// Phrases for the fields of a person. The first one that a column has decides, so narrower ones come first.
  static let person: [(phrase: String, field: String)] = [
    ("rijksregister", "insz"), ("registernummer", "insz"), ("insz", "insz"), ("rrnr", "insz"), ("rrn", "insz"),
    ("rr nr", "insz"), ("niss", "insz"), ("nationaal nummer", "insz"), ("national number", "insz"),
    ("national register", "insz"), ("bisnummer", "insz"), ("lokaal nummer", "local_number"),
    ("local number", "local_number"),
    ("geboortedatum", "birth_date"), ("geb datum", "birth_date"), ("gebdatum", "birth_date"), ("geboren", "birth_date"),
    ("geboorte", "birth_date"), ("birth", "birth_date"), ("dob", "birth_date"),
    ("voorna", "given_names"), ("roepnaam", "given_names"), ("given name", "given_names"),
    ("first name", "given_names"), ("firstname", "given_names"),
    ("e mail", "email"), ("email", "email"), ("mail", "email"),
    ("telefoon", "phone"), ("tel", "phone"), ("gsm", "phone"), ("mobiel", "phone"), ("phone", "phone"),
    ("mobile", "phone"),
    ("postcode", "postal_code"), ("postnummer", "postal_code"), ("postnr", "postal_code"),
    ("postal code", "postal_code"), ("post code", "postal_code"), ("zip", "postal_code"),
    ("gemeente", "municipality"), ("woonplaats", "municipality"), ("plaats", "municipality"), ("stad", "municipality"),
    ("municipality", "municipality"), ("city", "municipality"), ("niscode", "municipality"),
    ("nis code", "municipality"),
    ("landcode", "country"), ("land", "country"), ("country", "country"),
    ("straat", "street_line"), ("adres", "street_line"), ("street", "street_line"), ("address", "street_line"),
    ("taal", "language"), ("language", "language"),
    ("contactwijze", "channel"), ("contact via", "channel"), ("kanaal", "channel"), ("channel", "channel"),
    ("achternaam", "family_name"), ("familienaam", "family_name"), ("familyname", "family_name"),
    ("family name", "family_name"), ("last name", "family_name"), ("surname", "family_name"), ("naam", "family_name"),
    ("name", "family_name"),
  ]

  /// Phrases for the fields of the care, looked for before those of a person.
  static let care: [(phrase: String, field: String)] = [
    ("zelfde adres", "same_address"), ("inwonend", "same_address"), ("same address", "same_address"),
    ("professionele", "professional_involved"), ("professional", "professional_involved"),
    ("toestemming ziekenhuis", "recipient_consents.hospital"), ("consent hospital", "recipient_consents.hospital"),
    ("verklaring", "caregiver_declaration.signed_date"), ("declaration", "caregiver_declaration.signed_date"),
    ("uren per maand", "hours.per_month"), ("uren maand", "hours.per_month"), ("uur per maand", "hours.per_month"),
    ("hours per month", "hours.per_month"), ("hours month", "hours.per_month"),
    ("uren per jaar", "hours.per_year"), ("uren jaar", "hours.per_year"), ("uur per jaar", "hours.per_year"),
    ("hours per year", "hours.per_year"), ("hours year", "hours.per_year"),
    ("uren", "hours_per_week"), ("uur", "hours_per_week"), ("hours", "hours_per_week"),
    ("einddatum", "end_date"), ("einde", "end_date"), ("stopzetting", "end_date"), ("end date", "end_date"),
    ("end of", "end_date"),
    ("startdatum", "start_date"), ("begindatum", "start_date"), ("begin", "start_date"), ("aanvang", "start_date"),
    ("start", "start_date"), ("sinds", "start_date"), ("since", "start_date"), ("vanaf", "start_date"),
    ("verblijf", "dwelling"), ("woonvorm", "dwelling"), ("woonsituatie", "dwelling"), ("dwelling", "dwelling"),
    ("residence type", "dwelling"),
    ("verwantschap", "relation"), ("relatie", "relation"), ("band", "relation"), ("relation", "relation"),
    ("taken", "tasks"), ("tasks", "tasks"), ("oorzaak", "causes"), ("zorgnood", "causes"), ("cause", "causes"),
    ("rol", "role"), ("role", "role"),
  ]

  /// The values of words that occur in rows, by the last part of the field's path.
  static let values: [String: [(text: String, value: String)]] = [
    "relation": [
      ("partner", "partner"), ("echtgenoot", "partner"), ("echtgenote", "partner"), ("man", "partner"),
      ("vrouw", "partner"), ("kind", "child"), ("zoon", "child"), ("dochter", "child"), ("ouder", "parent"),
      ("moeder", "parent"), ("vader", "parent"), ("broer", "sibling"), ("zus", "sibling"), ("broer of zus", "sibling"),
      ("kleinkind", "grandchild"), ("kleinzoon", "grandchild"), ("kleindochter", "grandchild"),
      ("familie", "other_family"), ("schoondochter", "other_family"), ("schoonzoon", "other_family"),
      ("buur", "neighbour"), ("buurman", "neighbour"), ("buurvrouw", "neighbour"), ("vriend", "friend"),
      ("vriendin", "friend"), ("andere", "other"),
    ],
    "dwelling": [
      ("thuis", "own_home"), ("eigen woning", "own_home"), ("inwonend", "with_caregiver"),
      ("bij mantelzorger", "with_caregiver"), ("wzc", "residential_care"), ("woonzorgcentrum", "residential_care"),
      ("rusthuis", "residential_care"), ("voorziening", "disability_facility"),
    ],
    "language": [("nederlands", "nl"), ("engels", "en")],
    "channel": [
      ("brief", "letter"), ("post", "letter"), ("telefoon", "phone"), ("gsm", "sms"), ("sms", "sms"), ("mail", "email"),
      ("e-mail", "email"),
    ],
    "role": [
      ("eerste", "primary"), ("hoofd", "primary"), ("tweede", "backup"), ("reserve", "backup"), ("andere", "other"),
    ],
    "tasks": [
      ("verzorging", "personal_care"), ("huishouden", "household"), ("vervoer", "transport"),
      ("administratie", "administration"), ("medicatie", "medication"), ("toezicht", "supervision"),
    ],
    "causes": [
      ("ouderdom", "age"), ("leeftijd", "age"), ("ziekte", "illness"), ("handicap", "disability"),
      ("verslaving", "addiction"),
    ],
  ]
}

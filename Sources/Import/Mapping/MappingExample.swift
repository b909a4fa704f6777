/// The mapping file that `mantel import --example-mapping` prints, to begin with.
package enum MappingExample {
  /// The text of a mapping file, with comments.
  package static let text = """
    # How the columns of a list become care situations. Try it with --dry-run first.

    # Name of the list in the audit trail: 1 to 64 lower-case letters, digits and hyphens. A row is known by whom it is
    # about, under whatever name and at whatever place it is sent.
    list_id: aalter-mantelzorgpremie-2026

    # Between fields: "," ";" "|" or tab. Left out: it is found out from the header line.
    delimiter: ";"

    # utf-8 (also when left out), windows-1252, iso-8859-1, cp850 (DOS) or macroman (Mac).
    encoding: windows-1252

    # dd and MM: two digits; d and M: one or two; yyyy: four.
    date_format: dd/MM/yyyy

    # Whether hours may be written as 12,5. Left out: only as 12.5.
    decimal_comma: true

    # Field of the registry: name of the column in the header line. Or a mapping with
    #   column      name of the column
    #   values      what its texts stand for, capitals or not; "" stands for nothing
    #   default     what an empty field stands for
    #   separator   between the words of a field that holds several; left out: a comma
    # or with
    #   constant    the same for every row
    # Dates and numbers in this file are written as 2026-01-31 and 12.5, whatever the list does.
    columns:
      # Without a national number a birth date is required.
      caregiver.insz: Rijksregisternummer mantelzorger
      caregiver.family_name: Naam mantelzorger
      caregiver.given_names: Voornaam mantelzorger
      caregiver.street_line: Adres mantelzorger
      caregiver.postal_code: Postcode mantelzorger
      # The NIS code.
      caregiver.municipality:
        column: Gemeente mantelzorger
        values: {Aalter: "44084", Maldegem: "43010", Evergem: "44019", Brussel: "21004"}
      # Of who lives outside Belgium: the code of the country, and the place. Then the municipality of the row does not count.
      caregiver.country:
        column: Land mantelzorger
        values: {België: BE, Nederland: NL, Frankrijk: FR}
        default: BE
      caregiver.locality: Gemeente mantelzorger
      caregiver.phone: Telefoon
      caregiver.email: E-mail
      caregiver.language: {constant: nl}      # nl, en
      caregiver.channel:                      # letter, phone, sms, email, none
        column: Contact via
        values: {brief: letter, telefoon: phone, gsm: sms, mail: email}
        default: letter
      # Also: caregiver.birth_date, local_number, digital_skill (none, with_help, independent), and
      # trusted_adult.display_name, .relation, .phone, .email. The same fields exist for the recipient.

      recipient.insz: Rijksregisternummer zorgvrager
      recipient.family_name: Naam zorgvrager
      recipient.given_names: Voornaam zorgvrager
      recipient.street_line: Adres zorgvrager
      recipient.postal_code: Postcode zorgvrager
      recipient.municipality: {constant: "44084"}
      recipient.language: {constant: nl}
      recipient.channel: {constant: letter}

      # partner, child, parent, sibling, grandchild, other_family, neighbour, friend, other: what the caregiver is to
      # the recipient.
      relation:
        column: Band
        values: {echtgenoot: partner, echtgenote: partner, zoon: child, dochter: child, moeder: parent, vader: parent,
                 broer: sibling, zus: sibling, kleinkind: grandchild, buur: neighbour, vriend: friend}
      # Hours in the unit in which they were declared: this, or hours.per_month or hours.per_year in its place.
      hours_per_week: Uren per week
      # personal_care, household, transport, administration, medication, supervision, emotional_support, coordination.
      tasks:
        column: Taken
        separator: "/"
        values: {verzorging: personal_care, huishouden: household, vervoer: transport, administratie: administration}
      # age, illness, disability, psychological_vulnerability, addiction, palliative; separated as the tasks.
      causes: {column: Oorzaak, separator: "/", values: {ouderdom: age, ziekte: illness, handicap: disability}}
      start_date: Begin van de zorg
      end_date: Einde van de zorg
      # own_home, with_caregiver, residential_care, disability_facility, psychiatric_facility.
      dwelling: {column: Verblijf, values: {thuis: own_home, inwonend: with_caregiver, wzc: residential_care}}
      # ja, nee, yes, no, true, false, 1, 0, x; an empty field is no.
      same_address: Zelfde adres
      professional_involved: {column: Professionele hulp, values: {huisarts: true, geen: false}}
      # primary, backup, other.
      role: {constant: primary}

      # A declaration on honour and a consent are there when their date is; given_by (self, mandate,
      # legal_representative) must then be mapped too.
      caregiver_declaration.signed_date: Datum verklaring
      caregiver_declaration.given_by: {constant: self}
      # Also: recipient_declaration.signed_date and .given_by.
      # hospital, general_practitioner, municipality, automatic_rights; the same for caregiver_consents.
      recipient_consents.hospital: Toestemming ziekenhuis op
      recipient_consents.automatic_rights: {column: Automatische rechten, values: {ja: 2026-01-15, nee: ""}}
      recipient_consents.given_by: {constant: self}
      # How the consents came: letter, phone, sms, email; left out: at the counter.
      recipient_consents.channel: {constant: letter}

    """
}

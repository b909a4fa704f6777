// The closed sets of words that all services share. The raw values are stored, stand in conditions, and never change.

/// What the caregiver is to the recipient (relatie).
package enum Relation: String, Sendable, Hashable, CaseIterable, Codable {
  /// Partner.
  case partner
  /// Child (kind): cares for a parent.
  case child
  /// Parent (ouder): cares for a child.
  case parent
  /// Brother or sister (broer of zus).
  case sibling
  /// Grandchild (kleinkind).
  case grandchild
  /// Other family (ander familielid).
  case otherFamily = "other_family"
  /// Neighbour (buur).
  case neighbour
  /// Friend (vriend).
  case friend
  /// Another social and emotional bond (andere band).
  case other
}

/// What the caregiver does (zorgtaken).
package enum CareTask: String, Sendable, Hashable, CaseIterable, Codable {
  /// Personal care (persoonsverzorging).
  case personalCare = "personal_care"
  /// Household (huishouden).
  case household
  /// Transport and accompaniment (vervoer en begeleiding).
  case transport
  /// Administration and money (administratie en geldzaken).
  case administration
  /// Medication and nursing acts (medicatie en verpleegkundige handelingen).
  case medication
  /// Supervision (toezicht).
  case supervision
  /// Emotional support and company (emotionele steun en gezelschap).
  case emotionalSupport = "emotional_support"
  /// Arranging professional care (zorg regelen).
  case coordination
}

/// Where the recipient lives (verblijf).
package enum Dwelling: String, Sendable, Hashable, CaseIterable, Codable {
  /// The recipient's own home (eigen woning).
  case ownHome = "own_home"
  /// The caregiver's home (bij de mantelzorger).
  case withCaregiver = "with_caregiver"
  /// Residential care centre (woonzorgcentrum).
  case residentialCare = "residential_care"
  /// Facility for people with a disability (voorziening voor personen met een handicap).
  case disabilityFacility = "disability_facility"
  /// Psychiatric facility (psychiatrische voorziening).
  case psychiatricFacility = "psychiatric_facility"
}

/// The language of texts for a person (taal).
package enum Language: String, Sendable, Hashable, CaseIterable, Codable {
  /// Dutch (Nederlands).
  case dutch = "nl"
  /// English (Engels).
  case english = "en"
}

/// How a person is best reached (voorkeurskanaal).
package enum Channel: String, Sendable, Hashable, CaseIterable, Codable {
  /// Letter (brief).
  case letter
  /// Telephone (telefoon).
  case phone
  /// Text message (sms).
  case sms
  /// E-mail (e-mail).
  case email
  /// Not to be contacted (niet contacteren).
  case none
}

/// What a person consents to (doel van de toestemming). There is no consent by default.
package enum ConsentPurpose: String, Sendable, Hashable, CaseIterable, Codable {
  /// Hospitals' moments may be passed on to the caregivers (ziekenhuis).
  case hospital
  /// The general practitioner may know who the caregivers are (huisarts).
  case generalPractitioner = "general_practitioner"
  /// The municipality may use the data for its own offer (gemeente).
  case municipality
  /// Rights may be granted without an application (automatische rechtentoekenning).
  case automaticRights = "automatic_rights"
}

/// How a consent or a declaration was given (wijze).
package enum GivenBy: String, Sendable, Hashable, CaseIterable, Codable {
  /// By the person (zelf).
  case themselves = "self"
  /// By someone holding a mandate (volmacht).
  case mandate
  /// By a legal representative or administrator (wettelijk vertegenwoordiger, bewindvoerder).
  case legalRepresentative = "legal_representative"
}

/// A turn in a care situation at which the caregiver must be told and involved (scharniermoment).
package enum MomentKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Admission to a hospital (opname).
  case admission
  /// Discharge from a hospital (ontslag).
  case discharge
  /// Palliative status (palliatief statuut).
  case palliativeStatus = "palliative_status"
  /// Death (overlijden).
  case death
}

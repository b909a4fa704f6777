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

/// Why the recipient needs care (oorzaak van de zorgnood).
package enum CauseOfNeed: String, Sendable, Hashable, CaseIterable, Codable {
  /// Age (ouderdom).
  case age
  /// Illness (ziekte).
  case illness
  /// Disability (handicap).
  case disability
  /// Psychological vulnerability (psychische kwetsbaarheid).
  case psychologicalVulnerability = "psychological_vulnerability"
  /// Addiction (verslaving).
  case addiction
  /// Palliative phase (palliatieve fase).
  case palliative
}

/// What a caregiver is among the caregivers of one recipient (rol).
package enum CaregiverRole: String, Sendable, Hashable, CaseIterable, Codable {
  /// The first to turn to (centrale mantelzorger); a recipient has one at a time at most.
  case primary
  /// Takes over when the first cannot (vervanger).
  case backup
  /// Cares beside them (medemantelzorger).
  case other
}

/// How well a person finds their way online (digitale vaardigheid).
package enum DigitalSkill: String, Sendable, Hashable, CaseIterable, Codable {
  /// Is not online (niet online).
  case none
  /// Manages with help (met hulp).
  case withHelp = "with_help"
  /// Manages alone (zelfstandig).
  case independent
}

/// The eight areas in which caregivers ask for support (vraaggebieden, basisfuncties mantelzorgondersteuning).
package enum SupportArea: String, Sendable, Hashable, CaseIterable, Codable {
  /// Information and advice (informatie en advies).
  case information
  /// Personal guidance (persoonlijke begeleiding).
  case guidance
  /// Education (educatie).
  case education
  /// Emotional support (emotionele steun).
  case emotional
  /// Practical help (praktische hulp).
  case practical
  /// Respite care (respijtzorg).
  case respite
  /// Financial help (financiële hulp).
  case financial
  /// Material help (materiële hulp).
  case material
}

/// Who notices a caregiver beside the municipality (partner).
package enum PartnerKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// General practitioner (huisarts).
  case generalPractitioner = "general_practitioner"
  /// Home nurse (thuisverpleegkundige).
  case homeNurse = "home_nurse"
  /// Social service of a hospital (sociale dienst van een ziekenhuis).
  case hospitalSocialService = "hospital_social_service"
  /// School or student service (school, studentenvoorziening).
  case school
  /// Local service centre (lokaal dienstencentrum).
  case localServiceCentre = "local_service_centre"
  /// Health insurance fund (ziekenfonds).
  case healthFund = "health_fund"
  /// Public centre for social welfare (OCMW).
  case socialWelfareCentre = "social_welfare_centre"
  /// Association of caregivers (mantelzorgvereniging).
  case caregiverAssociation = "caregiver_association"
}

/// What kind of document or statement supports a fact (soort bewijsstuk).
package enum EvidenceKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// Declaration on honour (verklaring op eer).
  case declarationOnHonour = "declaration_on_honour"
  /// Agreement of the recipient (akkoord van de zorgvrager).
  case recipientAgreement = "recipient_agreement"
  /// Attestation by the general practitioner (attest van de huisarts).
  case gpAttestation = "gp_attestation"
  /// Recognition by a health insurance fund (erkenning door het ziekenfonds).
  case fundRecognition = "fund_recognition"
  /// Score on a scale of dependence (inschaling).
  case dependenceScore = "dependence_score"
  /// Decision of an authority on an allowance or budget (beslissing over een tegemoetkoming of budget).
  case entitlement
}

package import CareTypes
package import RuleLanguage

/// Everything that is stored about a person (inzage), as a document for that person. Dates are in ISO 8601.
package struct PersonExport: Encodable, Sendable {
  /// Where the person lives, or lived.
  package struct Residence: Encodable, Sendable {
    /// Start date.
    package let startDate: String
    /// Municipality.
    package let municipality: String?
    /// Country, of someone who lives outside Belgium.
    package let country: String?
    /// Street line.
    package let streetLine: String?
    /// Postal code.
    package let postalCode: String?
    /// Locality.
    package let locality: String?
    /// When it was recorded.
    package let recordTime: String
    /// When another record replaced it; absent for a current one.
    package let replaceTime: String?

    /// A residence, as it is exported.
    package init(
      startDate: String,
      municipality: String?,
      country: String?,
      streetLine: String?,
      postalCode: String?,
      locality: String?,
      recordTime: String,
      replaceTime: String?
    ) {
      self.startDate = startDate
      self.municipality = municipality
      self.country = country
      self.streetLine = streetLine
      self.postalCode = postalCode
      self.locality = locality
      self.recordTime = recordTime
      self.replaceTime = replaceTime
    }
  }

  /// A number by which the person is or was known.
  package struct Number: Encodable, Sendable {
    /// Kind.
    package let kind: String
    /// Digits.
    package let digits: String
    /// Whether it is in force now.
    package let holdsNow: Bool
    /// When it was recorded.
    package let recordTime: String

    /// A number, as it is exported.
    package init(
      kind: String,
      digits: String,
      holdsNow: Bool,
      recordTime: String
    ) {
      self.kind = kind
      self.digits = digits
      self.holdsNow = holdsNow
      self.recordTime = recordTime
    }
  }

  /// A declaration about a consent.
  package struct Consent: Encodable, Sendable {
    /// Purpose.
    package let purpose: String
    /// Whether it is given; otherwise it is withdrawn.
    package let isGiven: Bool
    /// Declared date.
    package let declaredDate: String
    /// Who declared it; nil when not given.
    package let declaredBy: String?
    /// Channel.
    package let channel: String?
    /// Source.
    package let source: String
    /// When it was recorded.
    package let recordTime: String

    /// A consent, as it is exported.
    package init(
      purpose: String,
      isGiven: Bool,
      declaredDate: String,
      declaredBy: String?,
      channel: String?,
      source: String,
      recordTime: String
    ) {
      self.purpose = purpose
      self.isGiven = isGiven
      self.declaredDate = declaredDate
      self.declaredBy = declaredBy
      self.channel = channel
      self.source = source
      self.recordTime = recordTime
    }
  }

  /// Terms of care on some days.
  package struct Terms: Encodable, Sendable {
    /// Start date.
    package let startDate: String
    /// End date.
    package let endDate: String?
    /// The terms.
    package let terms: CareTerms

    /// Terms, as they are exported.
    package init(startDate: String, endDate: String?, terms: CareTerms) {
      self.startDate = startDate
      self.endDate = endDate
      self.terms = terms
    }

    private enum CodingKeys: CodingKey {
      case startDate
      case endDate
    }

    /// Writes the days, and beside them every term under its name.
    package func encode(to encoder: any Encoder) throws {
      var days = encoder.container(keyedBy: CodingKeys.self)
      try days.encode(startDate, forKey: .startDate)
      try days.encodeIfPresent(endDate, forKey: .endDate)
      var values = encoder.container(keyedBy: CareTerm.self)
      for term in CareTerm.allCases {
        switch terms[term] {
        case .word(let word): try values.encode(word, forKey: term)
        case .words(let words): try values.encode(words, forKey: term)
        case .hours(let hours): try values.encode(hours.hours, forKey: term)
        case .truth(let truth): try values.encode(truth, forKey: term)
        case nil: break
        }
      }
    }
  }

  /// What was recorded of a care situation at a time.
  package struct Revision: Encodable, Sendable {
    /// Revision.
    package let revision: Int64
    /// When it was recorded.
    package let recordTime: String
    /// Kind.
    package let kind: String
    /// Start date.
    package let startDate: String
    /// End date.
    package let endDate: String?
    /// End reason.
    package let endReason: String?
    /// Terms.
    package let terms: [Terms]

    /// A revision, as it is exported.
    package init(
      revision: Int64,
      recordTime: String,
      kind: String,
      startDate: String,
      endDate: String?,
      endReason: String?,
      terms: [Terms]
    ) {
      self.revision = revision
      self.recordTime = recordTime
      self.kind = kind
      self.startDate = startDate
      self.endDate = endDate
      self.endReason = endReason
      self.terms = terms
    }
  }

  /// Evidence, with the times at which it was recorded and withdrawn.
  package struct Evidence: Encodable, Sendable {
    /// Resource name.
    package let name: String
    /// Name of the fact.
    package let fact: String
    /// Kind.
    package let kind: String?
    /// Value.
    package let value: FactValue
    /// Assessor.
    package let assessor: String
    /// Issued date.
    package let issuedDate: String
    /// Valid until date.
    package let validUntilDate: String?
    /// When it was recorded.
    package let recordTime: String
    /// When it was withdrawn; nil when it was not.
    package let withdrawTime: String?

    /// An evidence, as it is exported.
    package init(
      name: String,
      fact: String,
      kind: String?,
      value: FactValue,
      assessor: String,
      issuedDate: String,
      validUntilDate: String?,
      recordTime: String,
      withdrawTime: String?
    ) {
      self.name = name
      self.fact = fact
      self.kind = kind
      self.value = value
      self.assessor = assessor
      self.issuedDate = issuedDate
      self.validUntilDate = validUntilDate
      self.recordTime = recordTime
      self.withdrawTime = withdrawTime
    }
  }

  /// A declaration on honour.
  package struct Declaration: Encodable, Sendable {
    /// Signed date.
    package let signedDate: String
    /// Given by.
    package let givenBy: String

    /// A declaration, as it is exported.
    package init(
      signedDate: String,
      givenBy: String
    ) {
      self.signedDate = signedDate
      self.givenBy = givenBy
    }
  }

  /// A care situation, without the identity of the other person.
  package struct Care: Encodable, Sendable {
    /// Resource name.
    package let name: String
    /// Role of the person: `caregiver` or `recipient`.
    package let roleOfThePerson: String
    /// The care situation of the same two people that it was joined into.
    package let joinedInto: String?
    /// Declaration.
    package let declaration: Declaration?
    /// Contact point.
    package let contactPoint: ContactPoint?
    /// Evidence.
    package let evidence: [Evidence]
    /// Confirmed warnings.
    package let confirmedWarnings: [ConfirmedWarning]
    /// History.
    package let history: [Revision]

    /// A care, as it is exported.
    package init(
      name: String,
      roleOfThePerson: String,
      joinedInto: String?,
      declaration: Declaration?,
      contactPoint: ContactPoint?,
      evidence: [Evidence],
      confirmedWarnings: [ConfirmedWarning],
      history: [Revision]
    ) {
      self.name = name
      self.roleOfThePerson = roleOfThePerson
      self.joinedInto = joinedInto
      self.declaration = declaration
      self.contactPoint = contactPoint
      self.evidence = evidence
      self.confirmedWarnings = confirmedWarnings
      self.history = history
    }
  }

  /// An assessment of a caregiver.
  package struct Load: Encodable, Sendable {
    /// Date.
    package let date: String
    /// Assessor.
    package let assessor: String
    /// Instrument.
    package let instrument: String
    /// Answers.
    package let answers: [Bool?]?
    /// Score.
    package let score: Int?
    /// When it was recorded.
    package let recordTime: String

    /// A load, as it is exported.
    package init(
      date: String,
      assessor: String,
      instrument: String,
      answers: [Bool?]?,
      score: Int?,
      recordTime: String
    ) {
      self.date = date
      self.assessor = assessor
      self.instrument = instrument
      self.answers = answers
      self.score = score
      self.recordTime = recordTime
    }
  }

  /// A support area in which the person needs support.
  package struct Need: Encodable, Sendable {
    /// Area.
    package let area: String
    /// When it was recorded.
    package let recordTime: String

    /// A need, as it is exported.
    package init(
      area: String,
      recordTime: String
    ) {
      self.area = area
      self.recordTime = recordTime
    }
  }

  /// An open draft about the person.
  package struct Draft: Encodable, Sendable {
    /// Resource name.
    package let name: String
    /// Municipality.
    package let municipality: String
    /// Sender.
    package let sender: String
    /// Sender kind.
    package let senderKind: String?
    /// When it was received.
    package let receiveTime: String
    /// What it says about the person and the care.
    package let careSituation: JSONValue?
    /// Whether there is a remark. It is in the sender's own words and may mention the other person: a clerk reads it
    /// out.
    package let hasRemark: Bool

    /// A draft, as it is exported.
    package init(
      name: String,
      municipality: String,
      sender: String,
      senderKind: String?,
      receiveTime: String,
      careSituation: JSONValue?,
      hasRemark: Bool
    ) {
      self.name = name
      self.municipality = municipality
      self.sender = sender
      self.senderKind = senderKind
      self.receiveTime = receiveTime
      self.careSituation = careSituation
      self.hasRemark = hasRemark
    }
  }

  /// A plausibility warning that was confirmed.
  package struct ConfirmedWarning: Encodable, Sendable {
    /// Warning.
    package let warning: String
    /// Client.
    package let client: String
    /// When it was recorded.
    package let recordTime: String

    /// A confirmed warning, as it is exported.
    package init(
      warning: String,
      client: String,
      recordTime: String
    ) {
      self.warning = warning
      self.client = client
      self.recordTime = recordTime
    }
  }

  /// A merge of records.
  package struct Merge: Encodable, Sendable {
    /// Merged.
    package let merged: String
    /// Kept.
    package let kept: String
    /// When it was recorded.
    package let recordTime: String
    /// When it was undone; nil when it was not.
    package let undoTime: String?

    /// A merge, as it is exported.
    package init(
      merged: String,
      kept: String,
      recordTime: String,
      undoTime: String?
    ) {
      self.merged = merged
      self.kept = kept
      self.recordTime = recordTime
      self.undoTime = undoTime
    }
  }

  /// That the person was found to be like someone else, who is not named.
  package struct Likeness: Encodable, Sendable {
    /// When it was found.
    package let findTime: String
    /// When the pair was closed; nil while it is open.
    package let closeTime: String?

    /// A likeness, as it is exported.
    package init(
      findTime: String,
      closeTime: String?
    ) {
      self.findTime = findTime
      self.closeTime = closeTime
    }
  }

  /// One record of a person.
  package struct Record: Encodable, Sendable {
    /// Resource name.
    package let name: String
    /// Identity.
    package let identity: Identity?
    /// Birth date.
    package let birthDate: String?
    /// Language.
    package let language: String
    /// Channel.
    package let channel: String
    /// Digital skill.
    package let digitalSkill: String?
    /// Whether the record is sealed.
    package let sealed: Bool
    /// Whether the processing is restricted.
    package let restricted: Bool
    /// When the record was made.
    package let registerTime: String
    /// When the person was erased; nil for others.
    package let eraseTime: String?
    /// Numbers.
    package let numbers: [Number]
    /// Residences.
    package let residences: [Residence]
    /// Consents.
    package let consents: [Consent]
    /// Evidence about the person, in either role. Evidence about the care is listed with the care.
    package let evidence: [Evidence]
    /// Care situations.
    package let careSituations: [Care]
    /// Assessments.
    package let assessments: [Load]
    /// Needs.
    package let needs: [Need]
    /// Drafts.
    package let drafts: [Draft]
    /// Likenesses.
    package let likenesses: [Likeness]
    /// Confirmed warnings.
    package let confirmedWarnings: [ConfirmedWarning]

    /// A record, as it is exported.
    package init(
      name: String,
      identity: Identity?,
      birthDate: String?,
      language: String,
      channel: String,
      digitalSkill: String?,
      sealed: Bool,
      restricted: Bool,
      registerTime: String,
      eraseTime: String?,
      numbers: [Number],
      residences: [Residence],
      consents: [Consent],
      evidence: [Evidence],
      careSituations: [Care],
      assessments: [Load],
      needs: [Need],
      drafts: [Draft],
      likenesses: [Likeness],
      confirmedWarnings: [ConfirmedWarning]
    ) {
      self.name = name
      self.identity = identity
      self.birthDate = birthDate
      self.language = language
      self.channel = channel
      self.digitalSkill = digitalSkill
      self.sealed = sealed
      self.restricted = restricted
      self.registerTime = registerTime
      self.eraseTime = eraseTime
      self.numbers = numbers
      self.residences = residences
      self.consents = consents
      self.evidence = evidence
      self.careSituations = careSituations
      self.assessments = assessments
      self.needs = needs
      self.drafts = drafts
      self.likenesses = likenesses
      self.confirmedWarnings = confirmedWarnings
    }
  }

  /// The record of the person.
  package let person: Record
  /// The records that were merged into this person, with the data that stayed with them.
  package let merged: [Record]
  /// The merges that the person was part of.
  package let merges: [Merge]

  /// An export.
  package init(person: Record, merged: [Record], merges: [Merge]) {
    self.person = person
    self.merged = merged
    self.merges = merges
  }

  private enum CodingKeys: String, CodingKey {
    case mergedPersons, merges
  }

  /// Writes the record of the person, and beside it the merged records.
  package func encode(to encoder: any Encoder) throws {
    try person.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(merged, forKey: .mergedPersons)
    try container.encode(merges, forKey: .merges)
  }
}

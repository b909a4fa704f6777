import CareTypes
import Crypto
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

@testable import Registration

@Suite("What is left of a person who was erased", .serialized)
struct ErasureReachTests {
  /// Columns in which the opaque id of an erased person stays, and why.
  static let keptIDs: [String: String] = [
    "registration.person.id": "the row stays, without identity, for the counts of earlier days",
    "registration.outbox.payload": "the feed tells that the person was erased, and what concerned them by id",
    "registration.request_ledger.answer": "a repeated request has its first answer, for 90 days",
    "rights.situation.caregiver": "decisions that were taken stay, by id",
    "rights.situation.recipient": "decisions that were taken stay, by id",
    "rights.payment_line.holder": "what was paid stays in the accounts, by id",
    "rights.payment_line.beneficiary": "what was paid stays in the accounts, by id",
    "rights.payment_line.payee": "what was paid stays in the accounts, by id",
    "rights.erased_person.person": "what the feeds tell of the person later is not taken in",
    "rights.merged_person.merged": "what the feeds tell of the one later befalls the other",
    "rights.merged_person.kept": "what the feeds tell of the one later befalls the other",
    "moments.outbox.payload": "the feed tells what happened, by id",
    "moments.withdrawal.person": "what was read before the erasure plans no notice",
    "gateway.audit.resource": "who saw the person can be asked",
    "gateway.audit_shown.resource": "who saw the person can be asked",
  ]

  /// Columns of bytes that no key of a person opens: they are searched as they are, keyed hashes of the person among what
  /// is searched for.
  static let unsealed: Set<String> = [
    "registration.data_key.wrapped", "registration.person.likeness_keys",
    "registration.person_identifier.hash",
    "registration.number_claim.hash", "registration.draft_person.hash", "registration.imported_row.identity",
    "registration.imported_row.content", "registration.imported_row.traces",
    "registration.outbox.payload", "registration.request_ledger.digest", "registration.request_ledger.answer",
    "rights.payment_run.id", "rights.payment_line.id", "rights.payment_line.holder", "rights.payment_line.beneficiary",
    "rights.payment_line.payee", "rights.award_action.holder", "rights.card.holder", "rights.card.issued_to",
    "rights.situation.id",
    "rights.situation.caregiver", "rights.situation.recipient",
    "rights.standing_consent.person", "rights.recipient_moment.person", "rights.recipient_moment.moment",
    "rights.erased_person.person",
    "rights.merged_person.merged", "rights.merged_person.kept", "rights.decision_set.id", "rights.fact_sheet.digest",
    "rights.outcome_list.digest", "rights.outcome_list.content",
    "moments.moment.digest", "moments.outbox.payload", "statutes.outbox.payload", "rights.outbox.payload",
    "rights.request_ledger.digest",
    "rights.request_ledger.answer", "statutes.request_ledger.digest", "statutes.request_ledger.answer",
  ]

  /// Columns that go on holding keyed hashes of the person's numbers, and why.
  static let keptHashes: [String: String] = [
    "gateway.audit_asked.hash": "who asked about the person can be asked by who knows the number"
  ]

  /// Tables that nothing of a person can reach, and why they may be empty here.
  static let withoutPeople: [String: String] = [
    "gateway.event_cursor": "the gateway reads no feed",
    "gateway.outbox": "the gateway tells no events",
    "gateway.probe": "how often a client asked in vain, without about whom",
    "gateway.request_ledger": "the gateway answers no request itself",
    "gateway.zone_release": "figures, with small cells withheld",
    "moments.request_ledger": "a report is known by its event id",
    "registration.event_cursor": "Registration reads no feed",
    "registration.facts_to_tell": "care whose evidence an older version kept, until the first round",
    "registration.joined_care": "how care of the same two was taken together, by the keys of rows alone",
    "registration.likeness_backlog": "people whom an older version registered, until the first round",
    "rights.decision_id": "the ids of decisions that an older version stored one by one",
    "rights.erased_person": "filled by the erasure",
    "rights.evaluation_queue": "worked off at once",
    "rights.reevaluation": "why and where was decided anew, about nobody",
    "rights.found_proofs": "what is found of regulations",
    "statutes.event_cursor": "Statutes reads no feed",
  ]

  @Test("No table of any service holds what the person gave, and their id stands only where it is said why")
  func walk() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.publish(Self.pack)
    let visit = try await installation.withGateway { client in
      let visit = Visit(client, installation)
      try await visit.giveEverything()
      return visit
    }
    let folder = installation.folder.path("data")
    let masterKeys = MasterKeyFile(path: installation.folder.path("master.keys"))
    try await Self.waitUntilTold(in: folder)

    let before = try DatabaseWalk(folder, masterKeys: masterKeys)
    let forgotten = before.empty.subtracting(Self.withoutPeople.keys)
    #expect(forgotten.isEmpty, "Nothing is put into these tables: give them something of the person, or say why not")
    let filled = Set(Self.withoutPeople.keys).subtracting(before.empty)
    #expect(filled.isEmpty, "These tables hold something after all")
    let marks = try visit.marks(KeyFile(path: installation.folder.path("registration.key")))
    let known = before.columns(with: visit.ids).keys
    for column in [
      "moments.moment.person", "moments.notice.caregiver", "rights.standing_consent.person",
      "rights.recipient_moment.person", "rights.card.holder", "rights.card.issued_to",
    ] {
      #expect(known.contains(column), "the person never stood in \(column)")
    }
    let standing = before.columns(with: marks)
    for mark in marks where !mark.name.hasPrefix("absent") {
      #expect(standing.values.contains { $0.contains(mark.name) }, "\(mark.name) never stood anywhere")
    }

    try await installation.withGateway { try await Visit($0, installation).erase(visit.person) }
    try await Self.waitUntilTold(in: folder)
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)

    let after = try DatabaseWalk(folder, masterKeys: masterKeys)
    let unread = after.unread.subtracting(Self.keptHashes.keys)
    #expect(unread.isSubset(of: Self.unsealed), "\(unread.subtracting(Self.unsealed).sorted())")
    let left = after.columns(with: marks)
    #expect(left.isEmpty, "\(left.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.sorted())" })")
    #expect(after.empty.contains("registration.number_claim"), "a number that was told of the person is left")
    let ids = after.columns(with: visit.ids).keys
    #expect(Set(ids) == Set(Self.keptIDs.keys), "\(Set(ids).symmetricDifference(Self.keptIDs.keys).sorted())")
  }

  /// Waits until everyone has read what Registration and HingeMoments told.
  private static func waitUntilTold(in folder: String) async throws {
    func number(_ service: String, _ sql: String) throws -> Int64 {
      let database = try DatabaseFile(path: "\(folder)/\(service).sqlite")
      defer { try? database.close() }
      return try database.read { try $0.value(Int64.self, sql) ?? 0 }
    }
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let told = try number("registration", "SELECT max(sequence) FROM outbox")
      let open = try number("moments", "SELECT count(*) FROM moment WHERE state = 'waiting'")
      let queued = try number(
        "rights",
        "SELECT (SELECT count(*) FROM evaluation_queue) + (SELECT count(*) FROM reevaluation WHERE ended IS NULL)"
      )
      let read = try ["rights", "moments"].map {
        try number($0, "SELECT max(sequence) FROM event_cursor WHERE feed LIKE '%registration%'")
      }
      let moments = try number("moments", "SELECT max(sequence) FROM outbox")
      let readMoments = try number("rights", "SELECT max(sequence) FROM event_cursor WHERE feed LIKE '%moments%'")
      if open == 0, queued == 0, read.allSatisfy({ $0 >= told }), readMoments >= moments { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("The feeds were not read in time")
  }

  private static let pack = """
    authority: {id: test, name: {nl: Test, en: Test}, level: municipal, territory: ["44084"]}
    provisions:
      - id: test-premie
        version: 1
        title: {nl: Testpremie, en: Test premium}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: caregiver.resident && caregiver.age >= 18
        grant_mode: automatic
        valid_from: 2020-01-01
        sources: [{title: Test}]
      - id: test-erkenning
        version: 1
        title: {nl: Testerkenning, en: Test recognition}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: recognition
        support_areas: [practical]
        condition: caregiver.age >= 18
        grant_mode: automatic
        valid_from: 2020-01-01
        sources: [{title: Test}]
      - id: test-toelage
        version: 1
        title: {nl: Testtoelage, en: Test allowance}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: allowance
        support_areas: [financial]
        condition: caregiver.age >= 18
        grant_mode: ratify
        valid_from: 2020-01-01
        sources: [{title: Test}]
      - id: test-uitkering
        version: 1
        title: {nl: Testuitkering, en: Test benefit}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: caregiver.resident && caregiver.age >= 18
        benefit: {amount_cents: 2500, frequency: once, payee: caregiver, proration: none}
        grant_mode: ratify
        valid_from: 2020-01-01
        sources: [{title: Test}]
    """
}

/// Everything that can be told of one person, told by a municipality and a hospital.
private final class Visit: Sendable {
  private static let born = (year: 1961, month: 3, day: 2)
  private static let (earlierNumber, number, foreignNumber) = ("61030295197", "61030295395", "61030295593")
  private static let words = [
    "Vroegernaam", "Onmiskenbare", "Zeldzaamheid", "Overgedragen", "Schuilstraat 17", "Verhuislaan 71",
    "Overdrachtdreef 5", "onmiskenbaar@example.org", "overgedragen@example.org", "Vertrouwelinge", "buurvrouwtje",
    "vertrouwelinge@example.org", "Keurmeesterdienst", "Meetdienst", "Aanspreekdienst", "aanspreek@example.org",
    "Opmerkelijkheid", "Herhaaldelijkheid", "Aangevuldheid", "Afgewezenheid", "Rekeninghoudster", "BE68539007547034",
  ]
  private static let phones = ["468007766", "468007744", "468007733"]
  /// What only rejected or rehearsed rows told, and what was replaced since.
  private static let absent = ["Oefeningstraat", "Geweigerdheid", "468007755"]

  private let client: GRPCClient<HTTP2ClientTransport.Posix>
  private let installation: Installation
  private let told = Mutex(Told())

  private struct Told {
    var person = ""
    var merged = ""
  }

  init(_ client: GRPCClient<HTTP2ClientTransport.Posix>, _ installation: Installation) {
    self.client = client
    self.installation = installation
  }

  /// Name of the person.
  var person: String { told.withLock(\.person) }

  /// The opaque ids of the person, and of the record that was merged into theirs.
  var ids: [(name: String, bytes: Data)] {
    told.withLock { [$0.person, $0.merged] }.compactMap { try? ResourceCollection.persons.id(from: $0) }
      .flatMap { id in id.storedForms.map { (id.text, $0) } }
  }

  /// What the person gave, and the keyed hashes by which it finds them. The number that another has is none of it.
  func marks(_ keys: KeyFile) throws -> [(name: String, bytes: Data)] {
    let lookup = LookupHash(key: keys.key(for: "registration/lookup"))
    let numbers = [Self.number, Self.earlierNumber]
    var marks = (Self.words + Self.phones + numbers).map { (name: $0, bytes: Data($0.utf8)) }
    marks += Self.absent.map { ("absent: \($0)", Data($0.utf8)) }
    for number in numbers { marks.append(("hash of \(number)", lookup("insz/\(number)"))) }
    marks.append(("row of \(Self.number)", lookup("imported/trace/caregiver/\(Self.number)").prefix(8)))
    marks.append(("likeness by e-mail", lookup("likeness/contact/onmiskenbaar@example.org").prefix(8)))
    for text in [
      "birth-date/1961-03-02", "phone/+32468007766", "email/onmiskenbaar@example.org", "address/44084/schuilstraat17",
      "name/vertrouwelinge",
    ] {
      marks.append(("draft by \(text)", lookup("draft/\(text)")))
    }
    return marks
  }

  private var options: CallOptions { installation.options }
  private var aalter: Metadata { installation.key("aalter") }
  private var persons: Mantel_Registration_V1_PersonService.Client<HTTP2ClientTransport.Posix> {
    .init(wrapping: client)
  }
  private var care: Mantel_Registration_V1_CareService.Client<HTTP2ClientTransport.Posix> { .init(wrapping: client) }
  private var awards: Mantel_Rights_V1_AwardService.Client<HTTP2ClientTransport.Posix> { .init(wrapping: client) }
  private var signals: Mantel_Registration_V1_SignalService.Client<HTTP2ClientTransport.Posix> {
    .init(wrapping: client)
  }
  private var municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix> {
    .init(wrapping: client)
  }

  /// The person as told at first.
  private static func first() -> Mantel_Registration_V1_PersonDetails {
    .with {
      $0.insz = earlierNumber
      $0.familyName = "Vroegernaam"
      $0.givenNames = "Zeldzaamheid"
      $0.streetLine = "Schuilstraat 17"
      $0.postalCode = "9880"
      $0.municipality = "44084"
      $0.phone = "0468 00 77 55"
      $0.email = "onmiskenbaar@example.org"
      $0.trustedAdult = .with {
        $0.displayName = "Vertrouwelinge"
        $0.relation = "buurvrouwtje"
        $0.phone = "0468 00 77 44"
        $0.email = "vertrouwelinge@example.org"
      }
    }
  }

  /// Someone else, who stays.
  private static func other(_ serial: Int, municipality: String = "44084") throws
    -> Mantel_Registration_V1_PersonDetails
  {
    let birth = try CalendarDate(year: 1935, month: 5, day: 6)
    return Samples.recipient(insz: try INSZ.fictional(born: birth, serial: serial).digits, municipality: municipality)
  }

  private func register(
    _ caregiver: Mantel_Registration_V1_PersonDetails,
    _ recipient: Mantel_Registration_V1_PersonDetails,
    as client: String = "aalter"
  ) async throws -> Mantel_Gateway_V1_RegisterCareSituationResponse {
    var situation = Samples.careSituation()
    situation.caregiver = caregiver
    situation.recipient = recipient
    if caregiver.insz == Self.earlierNumber {
      // What attests something of the recipient is the recipient's, and stays.
      situation.evidence[0] = .with {
        $0.fact = "caregiver.fod_points"
        $0.intValue = 9
        $0.assessor = "Keurmeesterdienst"
        $0.issuedDate = Samples.date(2024, 1, 10)
      }
      situation.hoursPerWeek = 168
      situation.confirmedWarnings = [.everyHourOfTheWeek]
    }
    situation.caregiverConsents = [Samples.consent(.automaticRights), Samples.consent(.hospital)]
    let sent = situation
    return try await municipality.registerCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = sent
      },
      metadata: installation.key(client),
      options: options
    )
  }

  private func etag(_ person: String) async throws -> String {
    try await persons.getPerson(.with { $0.name = person }, metadata: aalter, options: options).person.etag
  }

  /// Tells everything of the person, in every way.
  func giveEverything() async throws {
    let asCaregiver = try await register(Self.first(), Self.other(951))
    let person = asCaregiver.caregiver
    try await rectify(person)
    var now = Self.first()
    (now.familyName, now.insz) = ("Onmiskenbare", Self.number)
    let asRecipient = try await register(Self.other(953), now)
    try await support(person, asCaregiver.careSituation)
    try await refuseAward(of: person)
    try await issueCard(to: person)
    try await pay(person)
    let merged = try await merge(into: person)
    told.withLock { $0 = Told(person: person, merged: merged) }
    try await signal(now)
    try await importRows(now)
    try await report(asRecipient.recipient)
  }

  private func rectify(_ person: String) async throws {
    var etag = try await etag(person)
    etag = try await persons.updatePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = etag
        $0.updateMask.paths = ["family_name", "phone"]
        $0.details.familyName = "Onmiskenbare"
        $0.details.phone = "0468 00 77 66"
      },
      metadata: aalter,
      options: options
    ).etag
    let known = etag
    etag = try await persons.movePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = known
        $0.residence = .with {
          $0.startDate = Samples.date(2025, 5, 1)
          $0.municipality = "44084"
          $0.streetLine = "Verhuislaan 71"
          $0.postalCode = "9880"
        }
      },
      metadata: aalter,
      options: options
    ).etag
    let moved = etag
    _ = try await persons.replaceNumber(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = moved
        $0.insz = Self.number
      },
      metadata: aalter,
      options: options
    )
  }

  /// Applies for an award of the person, and has it refused.
  private func refuseAward(of person: String) async throws {
    let name = "\(person)/awards/test-toelage"
    // Rights decides once it has read the event.
    for _ in 0..<300 {
      let found = try? await awards.getAward(.with { $0.name = name }, metadata: aalter, options: options)
      if found != nil { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    _ = try await awards.applyForAward(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.applyDate = Samples.date(2025, 5, 1)
      },
      metadata: aalter,
      options: options
    )
    _ = try await awards.ruleOnAwards(
      .with {
        $0.requestID = UUID().uuidString
        $0.names = [name]
        $0.ruling.number = "2025/7"
        $0.ruling.date = Samples.date(2025, 5, 20)
        $0.ruling.reason = "Afgewezenheid"
      },
      metadata: aalter,
      options: options
    )
  }

  /// Issues a card as soon as the recognition is granted.
  private func issueCard(to person: String) async throws {
    let cards = Mantel_Rights_V1_CardService.Client(wrapping: client)
    for _ in 0..<300 {
      let issued = try? await cards.issueCard(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = person
        },
        metadata: aalter,
        options: options
      )
      if issued != nil { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("No card was issued")
  }

  /// Grants a premium that is paid, and makes a run of it.
  private func pay(_ person: String) async throws {
    _ = try await Mantel_Registration_V1_BankAccountService.Client(wrapping: client).setBankAccount(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.iban = "BE68 5390 0754 7034"
        $0.accountHolder = "Rekeninghoudster"
      },
      metadata: aalter,
      options: options
    )
    _ = try await awards.ruleOnAwards(
      .with {
        $0.requestID = UUID().uuidString
        $0.names = ["\(person)/awards/test-uitkering"]
        $0.ruling.grants = true
        $0.ruling.number = "2025/8"
        $0.ruling.date = Samples.date(2025, 5, 20)
        $0.ruling.grantFromDate = Samples.date(2025, 5, 20)
      },
      metadata: aalter,
      options: options
    )
    let payments = Mantel_Rights_V1_PaymentService.Client(wrapping: client)
    _ = try await payments.setPaymentBudget(
      .with {
        $0.requestID = UUID().uuidString
        $0.municipality = "44084"
        $0.year = 2025
        $0.amountCents = 100_000
      },
      metadata: aalter,
      options: options
    )
    let run = try await payments.preparePaymentRun(
      .with {
        $0.requestID = UUID().uuidString
        $0.municipality = "44084"
        $0.periodFirstDate = Samples.date(2025, 5, 1)
        $0.periodLastDate = Samples.date(2025, 5, 31)
      },
      metadata: aalter,
      options: options
    ).run
    #expect(run.payableCents == 2_500)
  }

  private func support(_ person: String, _ situation: String) async throws {
    let etag = try await municipality.getCareSituation(
      .with { $0.name = situation },
      metadata: aalter,
      options: options
    ).careSituation.etag
    _ = try await care.recordContactPoint(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = situation
        $0.etag = etag
        $0.contactPoint = .with {
          $0.organisation = "Aanspreekdienst"
          $0.email = "aanspreek@example.org"
        }
      },
      metadata: aalter,
      options: options
    )
    _ = try await care.recordAssessment(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.assessment = .with {
          $0.assessDate = Samples.date(2025, 5, 1)
          $0.assessor = "Meetdienst"
          $0.zbi12Score = 31
        }
      },
      metadata: aalter,
      options: options
    )
    _ = try await care.recordNeeds(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.areas = [.guidance]
      },
      metadata: aalter,
      options: options
    )
    _ = try await care.recordGap(
      .with {
        $0.requestID = UUID().uuidString
        $0.gap = .with {
          $0.municipality = "44084"
          $0.area = .guidance
          $0.description_p = "Geen nachtopvang"
        }
      },
      metadata: aalter,
      options: options
    )
  }

  /// Registers the person once more, under a number that another municipality told of someone out of sight, and merges
  /// the two; and someone who is like them and is not merged.
  private func merge(into person: String) async throws -> String {
    var foreign = try Self.other(957, municipality: "43010")
    foreign.insz = Self.foreignNumber
    _ = try await register(foreign, Self.other(959, municipality: "43010"), as: "maldegem")
    var again = Self.first()
    (again.insz, again.familyName, again.givenNames) = (Self.foreignNumber, "Overgedragen", "Zeldzaamheid")
    (again.streetLine, again.email, again.phone) = ("Overdrachtdreef 5", "overgedragen@example.org", "0468 00 77 33")
    let merged = try await register(again, Self.other(961)).caregiver
    let etag = try await etag(person)
    _ = try await persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = person
        $0.etag = etag
        $0.merged = merged
      },
      metadata: aalter,
      options: options
    )
    var like = Samples.caregiver(insz: "")
    (like.familyName, like.givenNames) = ("ÓNMISKENBARE", "Toevallig")
    like.birthDate = Samples.date(1961, 3, 2)
    _ = try await register(like, Self.other(963))
    return merged
  }

  private func signal(_ now: Mantel_Registration_V1_PersonDetails) async throws {
    // By number, by name and birth date, by name and telephone number.
    var unnumbered = now
    unnumbered.insz = ""
    unnumbered.birthDate = Samples.date(1961, 3, 2)
    unnumbered.phone = ""
    var byPhone = unnumbered
    byPhone.clearBirthDate()
    byPhone.phone = "0468 00 77 66"
    byPhone.streetLine = "Herhaaldelijkheid"
    for (index, details) in [now, unnumbered, byPhone].enumerated() {
      let draft = try await signals.sendSignal(
        .with {
          $0.requestID = UUID().uuidString
          $0.signal = .with {
            $0.municipality = "44084"
            $0.careSituation.caregiver = details
            $0.remark = "Opmerkelijkheid"
            $0.caregiverAgreed = true
          }
        },
        metadata: installation.key("hospital"),
        options: options
      ).draft
      guard index == 0 else { continue }
      var completed = details
      completed.streetLine = "Aangevuldheid"
      let sent = completed
      _ = try await signals.updateDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = draft
          $0.etag = "\"1\""
          $0.careSituation.caregiver = sent
        },
        metadata: aalter,
        options: options
      )
    }
  }

  private func importRows(_ now: Mantel_Registration_V1_PersonDetails) async throws {
    let imports = Mantel_Registration_V1_ImportService.Client(wrapping: client)
    for isDryRun in [true, false] {
      var good = Samples.careSituation()
      (good.caregiver, good.recipient) = (now, try Self.other(965))
      good.confirmedWarnings = [.hoursBeyondTheWeek]
      if isDryRun { good.caregiver.streetLine = "Oefeningstraat" }
      var wrong = good
      wrong.hoursPerWeek = 500
      wrong.caregiver.streetLine = "Geweigerdheid"
      let rows = [good, wrong]
      let results = try await imports.importCareSituations(
        metadata: aalter,
        options: options,
        requestProducer: { writer in
          try await writer.write(
            .with {
              $0.header.listID = "premie"
              $0.header.dryRun = isDryRun
            }
          )
          for (index, row) in rows.enumerated() {
            try await writer.write(
              .with {
                $0.row.number = Int64(index + 1)
                $0.row.careSituation = row
              }
            )
          }
        }
      ).results
      #expect(results.map(\.outcome) == [isDryRun ? .acceptable : .registered, .rejected], "\(results)")
    }
  }

  private func report(_ person: String) async throws {
    _ = try await municipality.recordConsent(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.consent = Samples.consent(.hospital)
      },
      metadata: aalter,
      options: options
    )
    let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: client)
    // Of the person, and of whom they care for.
    for (index, patient) in [Self.number, try Self.other(951).insz].enumerated() {
      _ = try await hospital.reportMoment(
        .with {
          $0.eventID = "opname-\(index)"
          $0.kind = .admission
          $0.patientInsz = patient
          $0.occurTime = .init(Instant(seconds: 1_750_000_000))
        },
        metadata: installation.key("hospital"),
        options: options
      )
    }
    // The notice is planned before the consent is withdrawn.
    try await Task.sleep(for: .seconds(1))
    _ = try await municipality.withdrawConsent(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.purpose = .hospital
      },
      metadata: aalter,
      options: options
    )
  }

  /// Erases the person.
  func erase(_ person: String) async throws {
    let etag = try await etag(person)
    _ = try await persons.erasePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = person
        $0.etag = etag
      },
      metadata: aalter,
      options: options
    )
  }
}

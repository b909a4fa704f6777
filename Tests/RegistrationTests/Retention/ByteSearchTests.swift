import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

/// A database of the registry in a file, and what an intruder sees of it.
struct RegistryFile: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var path: String { folder.appending(path: "registration.sqlite").path }
  var location: ServiceDatabase.Location { .file(path) }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Every byte of the database, its log and the index of the log.
  func bytes() throws -> Data {
    try ["", "-wal", "-shm"].reduce(into: Data()) { bytes, suffix in
      let file = path + suffix
      if FileManager.default.fileExists(atPath: file) { bytes += try Data(contentsOf: URL(filePath: file)) }
    }
  }

  /// Reads beside the service.
  func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    let database = try DatabaseFile(path: path)
    defer { try? database.close() }
    return try database.read(body)
  }

  /// The keys of persons, care situations and drafts, as they are kept.
  func wrappedKeys() throws -> [Data] {
    try read { try $0.values(Data.self, "SELECT wrapped FROM data_key ORDER BY key") }
  }
}

/// Someone who works in the registry, one call after the other.
struct Clerk: Sendable {
  let registry: Registry

  init(_ registry: Registry) { self.registry = registry }

  /// A fictional national number.
  static func insz(_ year: Int, _ month: Int, _ day: Int, serial: Int = 951) throws -> String {
    try INSZ.fictional(born: CalendarDate(year: year, month: month, day: day), serial: serial).digits
  }

  func update(
    _ name: String,
    _ paths: [String],
    _ change: (inout Mantel_Registration_V1_PersonDetails) -> Void
  ) async throws {
    let etag = try await registry.person(name).etag
    var request = Mantel_Registration_V1_UpdatePersonRequest.with {
      $0.requestID = UUID().uuidString
      $0.name = name
      $0.etag = etag
      $0.updateMask = .with { $0.paths = paths }
    }
    change(&request.details)
    _ = try await registry.persons.updatePerson(request)
  }

  func move(_ name: String, to street: String, in municipality: String = "44084") async throws {
    let etag = try await registry.person(name).etag
    _ = try await registry.persons.movePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.residence = .with {
          $0.startDate = Samples.date(2025, 5, 1)
          $0.municipality = municipality
          $0.streetLine = street
          $0.postalCode = "9880"
        }
      }
    )
  }

  func replaceNumber(of name: String, with insz: String) async throws {
    let etag = try await registry.person(name).etag
    _ = try await registry.persons.replaceNumber(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.insz = insz
        $0.confirmedWarnings = [.numberOfAnotherBirthDate]
      }
    )
  }

  func merge(_ merged: String, into kept: String) async throws {
    _ = try await self.merged(merged, into: kept)
  }

  /// Merges a person into another, and answers what came of it.
  func merged(_ merged: String, into kept: String) async throws -> Mantel_Registration_V1_MergePersonsResponse {
    let etag = try await registry.person(kept).etag
    return try await registry.persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = kept
        $0.etag = etag
        $0.merged = merged
      }
    )
  }

  func unmerge(_ merged: String) async throws {
    _ = try await registry.persons.unmergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.merged = merged
      }
    )
  }

  @discardableResult
  func erase(_ name: String, requestID: String = UUID().uuidString, etag: String? = nil) async throws
    -> Google_Protobuf_Timestamp
  {
    var known = etag
    if known == nil { known = try await registry.person(name).etag }
    let sent = known ?? ""
    return try await registry.persons.erasePerson(
      .with {
        $0.requestID = requestID
        $0.name = name
        $0.etag = sent
      }
    ).eraseTime
  }

  func seal(_ name: String) async throws {
    let etag = try await registry.person(name).etag
    _ = try await registry.persons.sealPerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.sealed = true
      }
    )
  }

  func recordContactPoint(of care: String, _ contact: Mantel_Registration_V1_ContactPoint) async throws {
    let etag = try await registry.situation(care).etag
    _ = try await registry.care.recordContactPoint(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = care
        $0.etag = etag
        $0.contactPoint = contact
      }
    )
  }

  func recordEvidence(
    of care: String,
    _ fact: String = "recipient.fod_points",
    points: Int64,
    assessor: String
  ) async throws -> String {
    try await registry.care.recordEvidence(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = care
        $0.evidence = .with {
          $0.fact = fact
          $0.intValue = points
          $0.assessor = assessor
          $0.issuedDate = Samples.date(2025, 2, 3)
        }
      }
    ).evidence
  }

  func recordLoad(of person: String, assessor: String, score: Int32) async throws {
    _ = try await registry.care.recordAssessment(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.assessment = .with {
          $0.assessDate = Samples.date(2025, 5, 1)
          $0.assessor = assessor
          $0.zbi12Score = score
        }
      }
    )
  }

  func recordNeeds(of person: String, _ areas: [Mantel_Type_V1_SupportArea]) async throws {
    _ = try await registry.care.recordNeeds(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.areas = areas
      }
    )
  }

  /// Records a consent.
  ///
  /// - Returns: Whether it stands.
  @discardableResult
  func consent(
    _ person: String,
    _ purpose: Mantel_Type_V1_ConsentPurpose,
    on date: Mantel_Type_V1_Date = Samples.date(2024, 3, 1)
  ) async throws -> Bool {
    try await registry.registration.recordConsent(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.consent = Samples.consent(purpose, on: date)
      }
    ).stands
  }

  /// Withdraws a consent, on a day or today.
  func withdraw(
    _ person: String,
    _ purpose: Mantel_Type_V1_ConsentPurpose,
    on date: Mantel_Type_V1_Date? = nil
  ) async throws {
    _ = try await registry.registration.withdrawConsent(
      .with {
        $0.requestID = UUID().uuidString
        $0.person = person
        $0.purpose = purpose
        if let date { $0.withdrawDate = date }
      }
    )
  }

  func signal(_ situation: Mantel_Registration_V1_NewCareSituation, remark: String = "") async throws -> String {
    try await registry.signals.sendSignal(
      .with {
        $0.requestID = UUID().uuidString
        $0.signal = .with {
          $0.municipality = "44084"
          $0.careSituation = situation
          $0.remark = remark
          $0.caregiverAgreed = true
        }
      }
    ).draft
  }

  func draft(_ name: String) async throws -> Mantel_Registration_V1_Draft {
    try await registry.signals.getDraft(.with { $0.name = name }).draft
  }

  func search(insz: String) async throws -> [String] {
    try await registry.persons.searchPersons(
      .with {
        $0.municipality = "44084"
        $0.insz = insz
      }
    ).persons.map(\.name)
  }

  func search(name: String, born: Mantel_Type_V1_Date) async throws -> [String] {
    try await registry.persons.searchPersons(
      .with {
        $0.municipality = "44084"
        $0.familyName = name
        $0.birthDate = born
      }
    ).persons.map(\.name)
  }

  /// Caregivers of Aalter by age band on a day.
  func count(_ date: Mantel_Type_V1_Date) async throws -> [Mantel_Registration_V1_CaregiverCount] {
    try await registry.registration.countCaregivers(
      .with {
        $0.municipalities = ["44084"]
        $0.date = date
      }
    ).counts
  }

  /// Sends rows in one call.
  func imports(
    _ rows: [Mantel_Registration_V1_NewCareSituation],
    list: String = "aalter-2025",
    from first: Int64 = 1,
    dryRun: Bool = false
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    var parts: [Mantel_Registration_V1_ImportCareSituationsRequest] = [
      .with {
        $0.header = .with {
          $0.listID = list
          $0.dryRun = dryRun
        }
      }
    ]
    for (index, row) in rows.enumerated() {
      parts.append(
        .with {
          $0.row = .with {
            $0.number = first + Int64(index)
            $0.careSituation = row
          }
        }
      )
    }
    return try await send(parts)
  }

  /// Sends the parts of an import as they are.
  func send(
    _ parts: [Mantel_Registration_V1_ImportCareSituationsRequest]
  ) async throws -> [Mantel_Registration_V1_ImportResult] {
    try await registry.imports.importCareSituations(requestProducer: { writer in
      for part in parts { try await writer.write(part) }
    }).results
  }
}

/// Words that were put in, each in no other place.
private struct Planted {
  private(set) var words: [String] = []

  mutating func callAsFunction(_ word: String) -> String {
    words.append(word)
    return word
  }

  /// A telephone number, in the forms in which it could stand somewhere.
  mutating func phone(_ last: Int) -> String {
    words += ["46800\(last)", "468 00 \(last)", "0468/00"]
    return "0468 00 \(String("\(last)".prefix(2))) \(String("\(last)".suffix(2)))"
  }

  /// A national number, in the forms in which it could stand somewhere.
  mutating func number(_ insz: String) -> String {
    let d = Array(insz).map(String.init)
    words.append(insz)
    words.append(
      "\(d[0...1].joined()).\(d[2...3].joined()).\(d[4...5].joined())-\(d[6...8].joined()).\(d[9...10].joined())"
    )
    return insz
  }

  mutating func person(_ mark: String, insz: String, phone: Int) -> Mantel_Registration_V1_PersonDetails {
    .with {
      $0.insz = number(insz)
      $0.familyName = self("\(mark)Familie")
      $0.givenNames = self("\(mark)Voornaam")
      $0.streetLine = self("\(mark)Straat 12")
      $0.postalCode = "9880"
      $0.municipality = "44084"
      $0.phone = self.phone(phone)
      $0.email = self("\(mark.lowercased())@example.org")
    }
  }

  mutating func situation(_ mark: String, born year: Int, phone: Int) throws
    -> Mantel_Registration_V1_NewCareSituation
  {
    var situation = Samples.careSituation()
    situation.caregiver = person("\(mark)Zorger", insz: try Clerk.insz(year, 5, 6), phone: phone)
    situation.recipient = person("\(mark)Vrager", insz: try Clerk.insz(year, 5, 7), phone: phone + 1)
    situation.evidence[0].assessor = self("\(mark)Beoordelaar")
    return situation
  }
}

@Suite("Nothing that identifies stands in the files")
struct ByteSearchTests {
  @Test("Whatever is put in, through whichever call, no word of it stands in the database, its log or its index")
  func everyCall() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let words = try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      var planted = Planted()

      // Registered, rectified, moved, under another number, with a trusted adult and a contact point.
      var first = try planted.situation("Eerste", born: 1950, phone: 1010)
      first.caregiver.trustedAdult = .with {
        $0.displayName = planted("Vertrouweling")
        $0.relation = planted("leerlingbegeleidster")
        $0.phone = planted.phone(1020)
        $0.email = planted("vertrouweling@example.org")
      }
      let registered = try await registry.register(first)
      let changes = planted.person("Verbeterd", insz: try Clerk.insz(1951, 2, 3), phone: 1030)
      let adult = planted("TweedeVertrouweling")
      try await clerk.update(
        registered.caregiver,
        ["family_name", "given_names", "phone", "email", "trusted_adult"]
      ) {
        $0 = changes
        $0.trustedAdult = .with {
          $0.displayName = adult
          $0.email = "tweede@example.org"
        }
      }
      try await clerk.move(registered.caregiver, to: planted("Verhuisstraat 5"))
      try await clerk.replaceNumber(of: registered.caregiver, with: changes.insz)
      let contact = Mantel_Registration_V1_ContactPoint.with {
        $0.organisation = planted("Aanspreekdienst")
        $0.displayName = planted("Aanspreekster")
        $0.phone = planted.phone(1040)
        $0.email = planted("aanspreek@example.org")
      }
      try await clerk.recordContactPoint(of: registered.careSituation, contact)
      _ = try await clerk.recordEvidence(
        of: registered.careSituation,
        points: 14,
        assessor: planted("LatereBeoordelaar")
      )
      try await clerk.recordLoad(of: registered.caregiver, assessor: planted("Belastingmeter"), score: 30)

      // Signals: one left open and changed, one confirmed, one dropped.
      let open = try await clerk.signal(
        planted.situation("Signaal", born: 1952, phone: 1050),
        remark: planted("Opmerkelijk")
      )
      let changed = try planted.situation("Aangevuld", born: 1953, phone: 1060)
      let draft = try await clerk.draft(open)
      _ = try await registry.signals.updateDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = open
          $0.etag = draft.etag
          $0.careSituation = changed
        }
      )
      let confirmed = try await clerk.signal(planted.situation("Bevestigd", born: 1954, phone: 1070))
      _ = try await registry.signals.confirmDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = confirmed
          $0.etag = "\"1\""
        }
      )
      let dropped = try await clerk.signal(planted.situation("Geschrapt", born: 1955, phone: 1080))
      _ = try await registry.signals.dropDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = dropped
          $0.etag = "\"1\""
          $0.reason = .mistake
        }
      )

      // Imports: taken, refused, rehearsed.
      var wrong = try planted.situation("Geweigerd", born: 1957, phone: 1100)
      wrong.hoursPerWeek = 500
      let results = try await clerk.imports([planted.situation("Ingelezen", born: 1956, phone: 1090), wrong])
      #expect(results.map(\.outcome) == [.registered, .rejected])
      let rehearsed = try await clerk.imports(
        [planted.situation("Geoefend", born: 1958, phone: 1110)],
        list: "dry",
        dryRun: true
      )
      #expect(rehearsed.map(\.outcome) == [.acceptable])

      // Merged and taken apart, merged again, erased, refused.
      let second = try await registry.register(planted.situation("Samengevoegd", born: 1959, phone: 1120))
      try await clerk.merge(second.caregiver, into: registered.caregiver)
      try await clerk.unmerge(second.caregiver)
      try await clerk.merge(second.caregiver, into: registered.caregiver)
      let gone = try await registry.register(planted.situation("Gewist", born: 1960, phone: 1130))
      try await clerk.erase(gone.caregiver)
      var refused = try planted.situation("Mislukt", born: 1961, phone: 1140)
      refused.recipient.insz = refused.caregiver.insz
      let sent = refused
      let seen = try await refusal { try await registry.register(sent) }
      #expect(seen?.code == .invalidArgument)
      _ = try await clerk.search(insz: planted.number(Clerk.insz(1962, 3, 4)))
      return planted.words
    }
    #expect(words.count > 200)
    let bytes = try file.bytes()
    #expect(bytes.range(of: Data("own_home".utf8)) != nil)
    for word in Set(words) {
      for (form, data) in Self.forms(of: word) {
        #expect(bytes.range(of: data) == nil, "\(word) stands in the files as \(form)")
      }
    }
  }

  /// A word as it could be written: as text of either width, and a number as SQLite writes one.
  private static func forms(of word: String) -> [(String, Data)] {
    var forms = [("UTF-8", Data(word.utf8)), ("lower case", Data(word.lowercased().utf8))]
    if let wide = word.data(using: .utf16LittleEndian) { forms.append(("UTF-16", wide)) }
    forms.append(("base 64", Data(Data(word.utf8).base64EncodedString().dropLast(4).utf8)))
    if word.count == 11, let number = Int64(word) {
      forms.append(("an integer", withUnsafeBytes(of: number.bigEndian) { Data($0.suffix(6)) }))
    }
    return forms
  }
}

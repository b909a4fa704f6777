import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf

// A person who stood in the registry twice, and who asks to be forgotten.
extension Story {
  mutating func mergeAndErase() async throws {
    heading("A man of Eeklo stands in the registry twice, and then asks to be erased (wissing)")
    let start = try today.adding(months: -9)
    var situations: [String] = []
    for situation in [withoutNumber(from: start), withNumber(from: start)] {
      let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
        $0.requestID = UUID().uuidString; $0.careSituation = situation
      }
      situations.append(try await register(request, by: "eeklo").careSituation)
    }
    guard let pair = try await duplicate(of: situations) else {
      return check(false, "the two are found to be alike")
    }
    tell("side by side: \(Self.told(pair.first))  |  \(Self.told(pair.second))")
    check(
      pair.first.details.insz.isEmpty && !pair.second.details.insz.isEmpty,
      "the two are found to be alike, though one has no national number"
    )
    let (caller, kept) = (caller, pair.second.name)
    let merged = try await caller.persons.mergePersons(
      .with {
        $0.requestID = UUID().uuidString
        $0.kept = kept
        $0.etag = pair.second.etag
        $0.merged = pair.first.name
      },
      metadata: caller.key("eeklo"),
      options: Caller.within()
    )
    var recipients: [String] = []
    for name in situations { recipients.append(try await situation(name).recipient.name) }
    check(recipients == [kept, kept], "the clerk merges them: both caregivers now care for \(kept)")

    _ = try await caller.persons.erasePerson(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = kept
        $0.etag = merged.etag
      },
      metadata: caller.key("eeklo"),
      options: Caller.within()
    )
    let person = try await caller.persons.getPerson(
      .with { $0.name = kept },
      metadata: caller.key("eeklo"),
      options: Caller.within()
    ).person
    let identity = [
      person.details.familyName, person.details.givenNames, person.details.insz, person.details.streetLine,
    ]
    tell("asked for again: \(Self.told(person))")
    let isForgotten = identity.allSatisfy(\.isEmpty) && person.birthDate != pair.second.birthDate
    check(isForgotten, "once erased, nothing tells who he was: the month of birth alone is left, for the counts")
    var reasons: [Mantel_Registration_V1_EndReason] = []
    for name in situations { reasons.append(try await situation(name).endReason) }
    check(reasons == [.erased, .erased], "his care situations end on this day")
  }

  /// The pair of the recipients of two care situations, when it is on the list of Eeklo.
  private func duplicate(of situations: [String]) async throws -> Mantel_Registration_V1_Duplicate? {
    var names: Set<String> = []
    for name in situations { names.insert(try await situation(name).recipient.name) }
    var token = ""
    repeat {
      let (caller, after) = (caller, token)
      let page = try await caller.persons.listDuplicates(
        .with {
          $0.municipality = "43005"; $0.pageToken = after
        },
        metadata: caller.key("eeklo"),
        options: Caller.within()
      )
      if let pair = page.duplicates.first(where: { [$0.first.name, $0.second.name].allSatisfy(names.contains) }) {
        return pair
      }
      token = page.nextPageToken
    } while !token.isEmpty
    return nil
  }

  private func situation(_ name: String) async throws -> Mantel_Registration_V1_CareSituation {
    try await caller.municipality.getCareSituation(
      .with { $0.name = name },
      metadata: caller.key("eeklo"),
      options: Caller.within()
    ).careSituation
  }

  private static func told(_ person: Mantel_Registration_V1_Person) -> String {
    let details = person.details
    let name = details.familyName.isEmpty ? "no name" : "\(details.givenNames) \(details.familyName)"
    let birth = (try? CalendarDate(person.birthDate)).map { "born \($0)" } ?? "no birth date"
    let number = details.insz.isEmpty ? "no national number" : "a national number"
    return "\(name), \(birth), \(number)"
  }
}

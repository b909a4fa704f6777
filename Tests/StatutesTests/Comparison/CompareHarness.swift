import RuleLanguage
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing

@testable import StatutesDomain

typealias ProvenRelation = Mantel_Statutes_V1_ConditionRelation

extension ServedStatutes {
  /// The matrix of municipalities.
  func matrix(
    _ codes: [String],
    _ change: (inout Mantel_Statutes_V1_CompareMunicipalitiesRequest) -> Void = { _ in }
  ) async throws -> Mantel_Statutes_V1_CompareMunicipalitiesResponse {
    var request = Mantel_Statutes_V1_CompareMunicipalitiesRequest()
    request.municipalities = codes
    change(&request)
    return try await comparison.compareMunicipalities(request)
  }

  /// What someone would get in municipalities.
  func profile(
    _ codes: [String],
    _ facts: [(String, String)],
    _ change: (inout Mantel_Statutes_V1_CompareProfileRequest) -> Void = { _ in }
  ) async throws -> Mantel_Statutes_V1_CompareProfileResponse {
    var request = Mantel_Statutes_V1_CompareProfileRequest()
    request.municipalities = codes
    request.facts = facts.map { name, value in
      .with {
        $0.fact = name
        $0.value = value
      }
    }
    request.bothLiveThere = true
    change(&request)
    return try await comparison.compareProfile(request)
  }

  /// Publishes one provision, `{authority}-premie`, of each authority in its municipality.
  func publish(_ conditions: [(authority: String, code: String, condition: String)]) async throws {
    for (authority, code, condition) in conditions {
      let provision = Packs.provision("\(authority)-premie", ["condition": condition])
      _ = try await statutes.publish(Packs.pack(authority, territory: [code], [provision]))
    }
  }
}

/// Two municipalities that were not part of a merger.
enum Codes {
  static let aalter = "44084"
  static let kaprijke = "43007"
  static let maldegem = "43010"
}

/// Whether a condition is met by an example, as far as it tells; nothing when the example does not tell enough.
func holds(
  _ condition: String,
  _ example: [Mantel_Statutes_V1_ProfileFact],
  with more: FactSheet = [:]
) throws -> Bool? {
  var sheet = more
  for told in example {
    let fact = try #require(FactCatalogue.care[told.fact])
    let value = try #require(fact.value(from: told.value), "\(told.fact) \(told.value)")
    sheet[told.fact] = value
  }
  return switch try Condition(condition, catalogue: .care).evaluate(sheet).outcome {
  case .yes: true
  case .no: false
  case .unknown: nil
  }
}

/// Checks that each difference is shown by its example.
func expectShown(_ relation: ProvenRelation, _ first: String, _ second: String) throws {
  for difference in relation.differences {
    #expect(try holds(first, difference.example) == difference.meetsFirst, "\(difference)")
    #expect(try holds(second, difference.example) == !difference.meetsFirst, "\(difference)")
    #expect(!difference.text.nl.isEmpty && !difference.text.en.isEmpty)
  }
}

import GRPCCore
import StatutesAPI
import TestSupport
import Testing

@testable import StatutesDomain

@Suite("The municipalities of a comparison")
struct CompareInputTests {
  @Test(
    "What is asked for must be between 1 and 30 different municipalities of the day",
    arguments: [
      ([], "municipalities"),
      ((0..<31).map { "\(44_000 + $0)" }, "municipalities"),
      ([Codes.aalter, "nowhere"], "municipalities[1]"),
      ([Codes.aalter, Codes.aalter], "municipalities[1]"),
      (["44049"], "municipalities[0]"),
    ]
  )
  func wrong(codes: [String], field: String) async throws {
    try await withStatutes { served in
      let expected = SeenError(.invalidArgument, "INVALID_FIELD", fields: [field])
      let matrix = try await refusal { try await served.matrix(codes) }
      let profile = try await refusal { try await served.profile(codes, []) }
      #expect(matrix == expected && profile == expected)
      let date = try await refusal { try await served.matrix([Codes.aalter]) { $0.date = Samples.date(2025, 2, 30) } }
      #expect(date == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["date"]))
    }
  }
}

import GRPCCore
import ServiceRuntime
import TestSupport
import Testing

@testable import Gateway

/// How many calls to the services behind the gateway a request takes. To need one more is a decision: change the table.
@Suite("Calls behind the gateway")
struct UpstreamCallTests {
  /// The methods that take more than one call, with the reason.
  private static let several = [
    // Rights does not know which care situations are sealed: Registration is asked first.
    "ListDecisions": 2, "PreviewMove": 2,
    // Only the decision names its care situation; the answer shows the provision that was applied.
    "ExplainDecision": 3,
  ]

  @Test(
    "A request takes one call, except for a few",
    arguments: AnyCall.ofMunicipalities.filter { $0.method != "WatchNotices" } + [.ofHospitals]
  )
  func own(call: AnyCall) async throws {
    try await withGateway { gateway in
      let client = call.method == "ReportMoment" ? "de-linde" : "aalter"
      _ = try await refusal { try await call.make(gateway, World.inside, key(of: client)) }
      #expect(gateway.world.asked.count == Self.several[call.method, default: 1])
    }
  }

  @Test("A request that is passed on takes one call, except for a few", arguments: ForwardedCall.all)
  func forwarded(call: ForwardedCall) async throws {
    try await withGateway { gateway in
      let client = try #require(call.callers.first)
      _ = try await call.make(gateway, key(of: client))
      #expect(gateway.world.asked.count == Self.several[call.method.method, default: 1])
    }
  }
}

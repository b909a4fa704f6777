import GRPCCore
import ServiceRuntime
import Statutes
import StatutesAPI

/// The law that comes with Mantel, published from its packs into an empty Statutes.
struct LawMeasurement {
  let site: Site
  let effort: Effort

  func measure() async throws -> Measurement {
    var runs: [Pace] = []
    for _ in 0..<effort.runs {
      let statutes = try StatutesComponent.make(
        location: .file(site.newDatabase()),
        clock: site.clock,
        tables: site.tables
      )
      runs.append(
        try await InsideProcess.serve(statutes) { client in
          let watch = Stopwatch()
          return watch.pace(of: try await Self.publish(by: client))
        }
      )
    }
    return Measurement(name: "provisions of the law published", pace: .median(of: runs))
  }

  /// Publishes the packs that come with Mantel.
  ///
  /// - Returns: How many provisions they have.
  static func publish(by client: GRPCClient<some ClientTransport>) async throws -> Int {
    var count = 0
    for pack in try ShippedPacks.texts() {
      count += try await Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
        .publish(pack.text, drafter: "drafter", publisher: "publisher").published.count
    }
    return count
  }
}

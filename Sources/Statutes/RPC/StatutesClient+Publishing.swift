import Foundation
package import GRPCCore
package import StatutesAPI
import StatutesDomain
import SwiftProtobuf

extension Mantel_Statutes_V1_StatutesService.ClientProtocol {
  /// Drafts a regulation pack in the name of one person and publishes it in that of another.
  ///
  /// - Throws: `RPCError` as the service answers.
  package func publish(
    _ pack: String,
    drafter: String,
    publisher: String,
    options: CallOptions = .defaults
  ) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    let drafted = try await draftRegulation(
      .with {
        $0.requestID = UUID().uuidString
        $0.pack = pack
        $0.drafter = drafter
      },
      options: options
    )
    return try await publishRegulation(
      .with {
        $0.requestID = UUID().uuidString
        $0.draft = drafted.draft.name
        $0.publisher = publisher
      },
      options: options
    )
  }
}

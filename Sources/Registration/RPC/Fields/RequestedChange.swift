import CareTypes
import GRPCCore
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// A request that changes one record under the etag that the client read last.
protocol ChangeRequest: SwiftProtobuf.Message {
  var requestID: String { get }
  var name: String { get }
  var etag: String { get }
}

extension Mantel_Registration_V1_UpdateCareSituationRequest: ChangeRequest {}
extension Mantel_Registration_V1_CorrectCareSpanRequest: ChangeRequest {}
extension Mantel_Registration_V1_RecordDeclarationRequest: ChangeRequest {}
extension Mantel_Registration_V1_RecordContactPointRequest: ChangeRequest {}
extension Mantel_Registration_V1_UpdatePersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_MovePersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_ReplaceNumberRequest: ChangeRequest {}
extension Mantel_Registration_V1_SealPersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_RestrictPersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_ErasePersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_ConfirmPersonRequest: ChangeRequest {}
extension Mantel_Registration_V1_UpdateDraftRequest: ChangeRequest {}
extension Mantel_Registration_V1_ConfirmDraftRequest: ChangeRequest {}
extension Mantel_Registration_V1_DropDraftRequest: ChangeRequest {}

/// What all requests that change a record have in common: which record, under which etag, by whom.
struct RequestedChange {
  /// The id of the record.
  let id: OpaqueID
  /// The etag that the client read last.
  let etag: String
  /// The command, for the request ledger.
  let command: Command
  /// For whom the record is changed.
  let viewer: Viewer
  /// Reads the other fields of the request.
  let reader: RequestReader
}

extension RegistrationContext {
  /// Reads what a request that changes a record has in common with all others.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - collection: The collection of the record.
  ///   - method: The RPC.
  ///   - validation: Notes a wrong etag.
  /// - Throws: `Refusal` when the request id is not a UUID, or the name is not one of the collection.
  func change(
    _ request: some ChangeRequest,
    of collection: ResourceCollection,
    _ method: MethodDescriptor,
    _ validation: inout Validation
  ) throws -> RequestedChange {
    let command = try Command(request.requestID, method, request)
    let id = try collection.id(ofField: "name", request.name)
    let reader = try reader()
    reader.etag(request.etag, &validation)
    return RequestedChange(id: id, etag: request.etag, command: command, viewer: try viewer(), reader: reader)
  }

  /// Reads a request that changes a record and has no other fields to be checked.
  ///
  /// - Throws: `Refusal` as for other changes, or for a wrong etag.
  func change(
    _ request: some ChangeRequest,
    of collection: ResourceCollection,
    _ method: MethodDescriptor
  ) throws -> RequestedChange {
    var validation = Validation()
    let change = try change(request, of: collection, method, &validation)
    try validation.finish()
    return change
  }
}

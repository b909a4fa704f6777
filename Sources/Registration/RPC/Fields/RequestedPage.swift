import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A request for a page of a list of a municipality.
protocol MunicipalityListRequest {
  var municipality: String { get }
  var pageSize: Int32 { get }
  var pageToken: String { get }
}

extension Mantel_Registration_V1_ListCareSituationsRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListDuplicatesRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListUnconfirmedPersonsRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListDraftsRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListExpiringEvidenceRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListIncompleteConsentsRequest: MunicipalityListRequest {}
extension Mantel_Registration_V1_ListGapsRequest: MunicipalityListRequest {}

/// What all requests for a page of a municipality's list have in common.
struct RequestedPage {
  /// Reads the other fields of the request.
  let reader: RequestReader
  /// For whom the list is read.
  let viewer: Viewer
  /// The most items on the page.
  let limit: Int
  /// The municipality; nil if it is wrong.
  private let municipality: NISCode?
  private let token: String

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - hidesExistence: Whether a client gets the same answer for a municipality that does not exist as for one outside
  ///     its scope.
  ///   - context: The clock and tables of the service.
  ///   - validation: Notes what is wrong.
  init(
    _ request: some MunicipalityListRequest,
    hidesExistence: Bool = false,
    _ context: RegistrationContext,
    _ validation: inout Validation
  ) throws {
    reader = try context.reader()
    viewer = try context.viewer()
    municipality =
      hidesExistence
      ? reader.municipality(request.municipality, "municipality", for: viewer, &validation)
      : reader.municipality(request.municipality, "municipality", &validation)
    limit = validation.pageSize(request.pageSize)
    token = request.pageToken
  }

  /// Ends the validation.
  ///
  /// - Parameter query: The list and what was asked of it; a page token is only valid for the same.
  /// - Returns: The municipality, and the key after which the page begins: 0 for the first page.
  /// - Throws: `Refusal` naming every wrong field, or for a token of another query.
  func start(_ validation: Validation, of query: String) throws -> (municipality: NISCode, key: Int64) {
    (try validation.finish(municipality), try PageToken.readNumber(token, query: query) ?? 0)
  }
}

import RegistrationDomain
import ServiceCore

extension Page where Place == Int64 {
  /// The token with which a client asks for the next page of a query; empty if this page is the last.
  func nextToken(of query: String) -> String {
    next.map { PageToken(after: $0).text(query: query) } ?? ""
  }
}

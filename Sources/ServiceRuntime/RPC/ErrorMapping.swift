package import ServiceCore
package import GRPCCore
package import GRPCProtobuf
import Logging

/// Turns errors into statuses with one ErrorInfo each. Total: what it does not know is logged and answered `INTERNAL`.
package struct ErrorMapping: Sendable {
  /// The `domain` of every ErrorInfo, such as `registration.mantel`.
  package let domain: String

  /// A mapping for a service.
  package init(service: String) {
    domain = "\(service).mantel"
  }

  /// The status that a caller sees for an error.
  package func status(for error: any Error) -> GoogleRPCStatus {
    switch error {
    case let status as GoogleRPCStatus:
      return status
    case let refusal as Refusal:
      return status(for: refusal)
    case is CancellationError:
      return GoogleRPCStatus(code: .cancelled, message: "The call was cancelled")
    case let error as RPCError:
      return status(forUpstream: error)
    case let fault as StatementFault where fault.isBusy:
      log(fault)
      return status(for: Refusal(.upstreamUnavailable, "The database does not take the call now; try again"))
    default:
      log(error)
      return status(for: Refusal(.internal, "Internal error"))
    }
  }

  /// The status for a refusal.
  package func status(for refusal: Refusal) -> GoogleRPCStatus {
    var metadata: [String: String] = [:]
    for violation in refusal.violations { metadata["field"] = metadata["field"] ?? violation.field }
    var details: [ErrorDetails] = [
      .errorInfo(reason: refusal.reason.name, domain: domain, metadata: metadata)
    ]
    if !refusal.violations.isEmpty {
      details.append(
        .badRequest(
          violations: refusal.violations.map {
            ErrorDetails.BadRequest.FieldViolation(field: $0.field, description: $0.description)
          }
        )
      )
    }
    if let delay = refusal.retryDelay { details.append(.retryInfo(delay: delay)) }
    return GoogleRPCStatus(code: RPCError.Code(refusal.reason.status), message: refusal.message, details: details)
  }

  /// An error of a service behind this one. Statuses that Mantel's services give on purpose pass with their details;
  /// anything else, and all transport metadata, stays inside.
  private func status(forUpstream error: RPCError) -> GoogleRPCStatus {
    if let status = try? error.unpackGoogleRPCStatus(), status.code != .internalError { return status }
    switch error.code {
    case .cancelled:
      return GoogleRPCStatus(code: .cancelled, message: "The call was cancelled")
    case .deadlineExceeded:
      return status(for: Refusal(.deadlinePassed, "The deadline passed before the answer was ready"))
    case .invalidArgument:
      // Mantel's own refusals carry details: this is a message that cannot be decoded.
      return status(for: Refusal(.invalidField, "The message cannot be decoded"))
    case .unavailable:
      return status(for: Refusal(.upstreamUnavailable, "A service that is needed does not answer; try again"))
    default:
      log(error)
      return status(for: Refusal(.internal, "Internal error"))
    }
  }

  /// Logs the cause without its texts: those of the database or of a decoder could repeat values.
  private func log(_ error: any Error) {
    var metadata: Logger.Metadata = ["error.type": "\(type(of: error))"]
    if let fault = error as? StatementFault {
      metadata["error.code"] = "\(fault.code)"
      metadata["error.sql"] = "\(fault.sql)"
    }
    if let error = error as? RPCError { metadata["error.code"] = "\(error.code)" }
    if let error = error as? Refusal { metadata["error.message"] = "\(error.message)" }
    Logger.current.error("Unexpected error", metadata: metadata)
  }
}

extension RPCError.Code {
  /// The gRPC status code of a refusal.
  package init(_ status: Refusal.Status) {
    self =
      switch status {
      case .invalidArgument: .invalidArgument
      case .notFound: .notFound
      case .alreadyExists: .alreadyExists
      case .failedPrecondition: .failedPrecondition
      case .aborted: .aborted
      case .permissionDenied: .permissionDenied
      case .unauthenticated: .unauthenticated
      case .resourceExhausted: .resourceExhausted
      case .deadlineExceeded: .deadlineExceeded
      case .unavailable: .unavailable
      case .dataLoss: .dataLoss
      case .internalError: .internalError
      }
  }
}

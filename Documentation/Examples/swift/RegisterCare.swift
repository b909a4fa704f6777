import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GRPCProtobuf
import GatewayAPI
import RegistrationAPI
import RightsAPI
import SwiftProtobuf
import TypeAPI

/// A municipality registers a care situation, and reads the decisions that follow. The people are fictional.
///
/// `register-care HOST PORT KEY-FILE`, for example `register-care 127.0.0.1 7300 aalter.key`.
@main
enum RegisterCare {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 3, let host = arguments.first, let port = Int(arguments[2]) else {
      return fail("usage: register-care HOST PORT KEY-FILE")
    }
    let key = try String(contentsOfFile: arguments[3], encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    // Mantel does not encrypt connections itself yet: outside one machine, use TLS to the proxy in front of it.
    let transport = try HTTP2ClientTransport.Posix(
      target: .ipv4(address: host, port: port),
      transportSecurity: .plaintext
    )
    do {
      try await withGRPCClient(transport: transport) { client in
        try await register(.init(wrapping: client), metadata: ["authorization": "Bearer \(key)"])
      }
    } catch let error as RPCError {
      fail(try explanation(of: error))
    }
  }

  /// Registers, waits for the first decisions, and prints them.
  private static func register(
    _ municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix>,
    metadata: Metadata
  ) async throws {
    var options = CallOptions.defaults
    options.timeout = .seconds(10)

    // The request id belongs to this registration: sent again, it answers the same and registers nothing twice.
    let registered = try await municipality.registerCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = newCareSituation()
      },
      metadata: metadata,
      options: options
    )
    print("Registered as \(registered.careSituation)")

    // Decisions follow within moments.
    var decisions: [Mantel_Rights_V1_Decision] = []
    for _ in 0..<50 where decisions.isEmpty {
      decisions = try await municipality.listDecisions(
        .with { $0.careSituation = registered.careSituation },
        metadata: metadata,
        options: options
      ).decisions
      if decisions.isEmpty { try await Task.sleep(for: .milliseconds(200)) }
    }
    for decision in decisions {
      print("\(decision.titleNl): \(decision.outcome)")
      for fact in decision.missing { print("  \(fact.labelNl): te bezorgen door \(fact.suppliedByNl)") }
    }
  }

  /// A daughter who cares for her father, ten hours a week.
  private static func newCareSituation() -> Mantel_Registration_V1_NewCareSituation {
    let start = Mantel_Type_V1_Date.with {
      $0.year = 2025
      $0.month = 9
      $0.day = 1
    }
    let consents = [Mantel_Type_V1_ConsentPurpose.hospital, .automaticRights].map { purpose in
      Mantel_Registration_V1_Consent.with {
        $0.purpose = purpose
        $0.givenDate = start
        $0.givenBy = .self_
      }
    }
    return .with {
      $0.caregiver = person("76.07.22-962.23", "Mieke", "Verzonnenlaan 12")
      $0.recipient = person("48.03.17-951.53", "Jozef", "Denkbeeldstraat 3")
      $0.relation = .child
      $0.hoursPerWeek = 10
      $0.tasks = [.household, .transport]
      $0.startDate = start
      $0.dwelling = .ownHome
      $0.professionalInvolved = true
      $0.caregiverConsents = consents
      $0.recipientConsents = consents
    }
  }

  private static func person(_ insz: String, _ givenNames: String, _ street: String)
    -> Mantel_Registration_V1_PersonDetails
  {
    .with {
      $0.insz = insz
      $0.familyName = "De Fictieve"
      $0.givenNames = givenNames
      $0.streetLine = street
      $0.postalCode = "9880"
      $0.municipality = "44084"
    }
  }

  /// The status, the reason (an `ErrorReason`) and the wrong fields of a refused call. None of them repeats a value.
  private static func explanation(of error: RPCError) throws -> String {
    var lines = ["\(error.code): \(error.message)"]
    for detail in try error.unpackGoogleRPCStatus()?.details ?? [] {
      if let info = detail.errorInfo { lines.append("  reason: \(info.reason)") }
      for violation in detail.badRequest?.violations ?? [] {
        lines.append("  \(violation.field) \(violation.description)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func fail(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
    exit(EXIT_FAILURE)
  }
}

import ArgumentParser
import RightsAPI
import SwiftProtobuf

/// `mantel payments show`: lists runs, or shows one with its lines.
struct ShowPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "List the runs of a municipality, or show a run with its lines."
  )

  @Argument(help: ArgumentHelp("The run.", valueName: "paymentRuns/ID"))
  var run: String?

  @Option(help: ArgumentHelp("The municipality whose runs are listed.", valueName: "NIS code"))
  var municipality: String?

  @OptionGroup var connection: GatewayOptions

  func validate() throws {
    guard (run == nil) != (municipality == nil) else {
      throw ValidationError("Give a run, or --municipality to list runs")
    }
  }

  func run() async throws {
    let text = try await PaymentsConnection.open(connection) { connection in
      if let run { return try await Self.sheet(of: run, connection) }
      return try await Self.list(municipality ?? "", connection)
    }
    print(text)
  }

  private static func sheet(of run: String, _ connection: PaymentsConnection) async throws -> String {
    let shown = try await connection.payments.getPaymentRun(
      .with { $0.name = run },
      metadata: connection.key,
      options: PaymentsConnection.options
    ).run
    var lines: [Mantel_Rights_V1_PaymentLine] = []
    var token = ""
    repeat {
      let wanted = token
      let page = try await connection.payments.listPaymentLines(
        .with {
          $0.run = run
          $0.pageSize = 200
          $0.pageToken = wanted
        },
        metadata: connection.key,
        options: PaymentsConnection.options
      )
      lines += page.lines
      token = page.nextPageToken
    } while !token.isEmpty
    return "\(PaymentSheet.text(shown))\n\n\(PaymentSheet.text(lines))"
  }

  private static func list(_ municipality: String, _ connection: PaymentsConnection) async throws -> String {
    let page = try await connection.payments.listPaymentRuns(
      .with {
        $0.municipality = municipality
        $0.pageSize = 200
      },
      metadata: connection.key,
      options: PaymentsConnection.options
    )
    return page.runs.isEmpty ? "No payment runs" : page.runs.map(PaymentSheet.text).joined(separator: "\n\n")
  }
}

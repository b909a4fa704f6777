import CareTypes
import Foundation
import FoundationXML
import GRPCCore
import GatewayAPI
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("The export of payments")
struct PaymentExportTests {
  private typealias Payments = Mantel_Rights_V1_PaymentService.Method
  private typealias Accounts = Mantel_Registration_V1_BankAccountService.Method

  private static let run = "paymentRuns/\(World.inside)"
  private static let (payee, other) = ("persons/\(World.inside)", "persons/\(World.outside)")
  private static let line = String(repeating: "d", count: 26)

  private static func line(of payee: String, _ id: String) -> Mantel_Rights_V1_PaymentLine {
    .with {
      $0.name = "\(run)/lines/\(id)"
      $0.award = "\(payee)/awards/aalter-mantelzorgpremie"
      $0.payee = payee
      $0.kind = .ordinary
      $0.state = .exported
      $0.periodFirstDate = Samples.date(2025, 5, 1)
      $0.periodLastDate = Samples.date(2025, 5, 31)
      $0.amountCents = 123_405
    }
  }

  /// Lets the services behind answer about two payees, one of whom has an account.
  private func prepare(_ world: World) {
    world.answer(
      Payments.ListPaymentLines.Input.self,
      Payments.ListPaymentLines.Output.with {
        $0.lines = [Self.line(of: Self.payee, Self.line), Self.line(of: Self.other, World.nowhere)]
      }
    )
    world.answer(
      Accounts.GetPayees.Input.self,
      Accounts.GetPayees.Output.with {
        $0.payees = [
          .with {
            $0.person = Self.payee
            $0.accountHolder = "=Mieke \"Müller\" <De Fictieve>; ø & zoon"
            $0.iban = "BE68539007547034"
          }
        ]
      }
    )
    world.answer(
      Payments.ReleasePaymentRun.Input.self,
      Payments.ReleasePaymentRun.Output.with {
        $0.run.exportTime.seconds = 1_748_779_200
        $0.lines = [Self.line(of: Self.payee, Self.line)]
        $0.withoutAccountCount = 1
      }
    )
  }

  private func export(
    _ gateway: ServedGateway,
    change: (inout Mantel_Gateway_V1_ExportPaymentRunRequest) -> Void
  ) async throws -> Mantel_Gateway_V1_ExportPaymentRunResponse {
    var request = Mantel_Gateway_V1_ExportPaymentRunRequest()
    request.requestID = UUID().uuidString
    request.run = Self.run
    change(&request)
    return try await Mantel_Gateway_V1_PaymentExportService.Client(wrapping: gateway.client)
      .exportPaymentRun(request, metadata: key(of: "aalter"))
  }

  private static func order(_ request: inout Mantel_Gateway_V1_ExportPaymentRunRequest) {
    request.form = .creditTransfer
    request.debtorName = "Gemeente Aalter"
    request.debtorIban = "BE64 9799 9990 0152"
    request.executionDate = Samples.date(2025, 6, 3)
  }

  @Test("An order to a bank has each payment with its ids, in letters that banks take")
  func order() async throws {
    try await withGateway { gateway in
      prepare(gateway.world)
      let answer = try await export(gateway, change: Self.order)
      #expect(answer.mediaType == "application/xml" && answer.paymentCount == 1 && answer.amountCents == 123_405)
      #expect(answer.withoutAccountCount == 1 && answer.payees == [Self.payee])
      let xml = String(decoding: answer.document, as: UTF8.self)
      let document = try Elements(of: answer.document)
      #expect(document["Document/CstmrCdtTrfInitn/GrpHdr/MsgId"] == [World.inside])
      #expect(document["Document/CstmrCdtTrfInitn/GrpHdr/CreDtTm"] == ["2025-06-01T12:00:00Z"])
      #expect(document["Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs"] == ["1"])
      let order = "Document/CstmrCdtTrfInitn/PmtInf"
      #expect(document["\(order)/CtrlSum"] == ["1234.05"] && document["\(order)/ReqdExctnDt/Dt"] == ["2025-06-03"])
      #expect(document["\(order)/Dbtr/Nm"] == ["Gemeente Aalter"])
      #expect(document["\(order)/DbtrAcct/Id/IBAN"] == ["BE64979999900152"])
      let payment = "\(order)/CdtTrfTxInf"
      #expect(document["\(payment)/PmtId/EndToEndId"] == [Self.line])
      #expect(document["\(payment)/Amt/InstdAmt"] == ["1234.05"] && xml.contains("<InstdAmt Ccy=\"EUR\">"))
      #expect(document["\(payment)/Cdtr/Nm"] == ["Mieke Muller De Fictieve o + zoon"])
      #expect(document["\(payment)/CdtrAcct/Id/IBAN"] == ["BE68539007547034"])
      #expect(document["\(payment)/RmtInf/Ustrd"] == ["aalter-mantelzorgpremie 2025-05-01 - 2025-05-31"])
      let released = try #require(gateway.world.asked(Payments.ReleasePaymentRun.Input.self).last)
      #expect(released.payeesWithoutAccount == [Self.other] && released.name == Self.run)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.resource) == [Self.run] && trail.map(\.shown) == [[Self.payee]])
    }
  }

  @Test("A table has a row for each payment, and no field that a spreadsheet takes for a formula")
  func table() async throws {
    try await withGateway { gateway in
      prepare(gateway.world)
      let answer = try await export(gateway) { $0.form = .table }
      #expect(answer.mediaType == "text/csv")
      #expect(
        String(decoding: answer.document, as: UTF8.self)
          == """
          betaling;toekenning;rekeninghouder;iban;bedrag_eur;van;tot;mededeling\r
          \(Self.line);\(Self.payee)/awards/aalter-mantelzorgpremie;\
          "'=Mieke ""Müller"" <De Fictieve>; ø & zoon";BE68539007547034;1234,05;2025-05-01;2025-05-31;\
          aalter-mantelzorgpremie 2025-05-01 - 2025-05-31\r

          """
      )
    }
  }

  @Test("What is asked wrongly is told by its field, before anything is exported")
  func fields() async throws {
    try await withGateway { gateway in
      prepare(gateway.world)
      for (fields, change) in [
        (["form"], { $0.form = .unspecified }), (["run"], { $0.run = "" }), (["debtor_name"], { $0.debtorName = "" }),
        (["debtor_name"], { $0.debtorName = "漢字" }), (["debtor_iban"], { $0.debtorIban = "BE64 9799 9990 0153" }),
        (["execution_date"], { $0.clearExecutionDate() }),
        (["execution_date"], { $0.executionDate = Samples.date(2025, 5, 31) }),
        (
          ["debtor_name", "debtor_iban", "execution_date"],
          {
            $0 = .with {
              $0.requestID = UUID().uuidString
              $0.run = Self.run
              $0.form = .creditTransfer
            }
          }
        ),
      ] as [([String], (inout Mantel_Gateway_V1_ExportPaymentRunRequest) -> Void)] {
        let seen = try await refusal {
          try await export(gateway) {
            Self.order(&$0)
            change(&$0)
          }
        }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      }
      #expect(gateway.world.asked(Payments.ReleasePaymentRun.Input.self).isEmpty)
    }
  }

  @Test("Names are cut to what banks take, and become letters that they take")
  func texts() {
    #expect(SEPAText.text("Łukasz Žižka-Åström", atMost: 70) == "Lukasz Zizka-Astrom")
    #expect(SEPAText.text("//a//b/", atMost: 70) == "a/b")
    #expect(SEPAText.text(String(repeating: "ab ", count: 40), atMost: 70).count == 70)
    #expect(SEPAText.text("漢字 🙂", atMost: 70).isEmpty)
  }
}

/// The texts of an XML document, by the paths of their elements.
private final class Elements: NSObject, XMLParserDelegate {
  private var path: [String] = []
  private var text = ""
  private var texts: [String: [String]] = [:]

  init(of data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    try #require(parser.parse(), "The document is no XML")
  }

  subscript(path: String) -> [String] { texts[path] ?? [] }

  func parser(
    _ parser: XMLParser,
    didStartElement element: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(element)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if !trimmed.isEmpty { texts[path.joined(separator: "/"), default: []].append(trimmed) }
    path.removeLast()
    text = ""
  }
}

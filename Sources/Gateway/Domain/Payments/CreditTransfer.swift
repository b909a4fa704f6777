package import CareTypes

/// A credit transfer initiation of ISO 20022 (pain.001.001.09): the order to a bank to pay a run.
package struct CreditTransfer: Sendable {
  /// The most characters of a name.
  package static let mostNameCharacters = 70
  private static let mostCommunicationCharacters = 140

  /// The id of the message: that of the run.
  package let id: String
  /// When the run was exported, in ISO 8601.
  package let time: String
  /// The day on which the bank pays.
  package let day: CalendarDate
  /// Who pays.
  package let debtor: String
  /// The account from which it is paid.
  package let account: IBAN
  /// The payments.
  package let payments: [ExportedPayment]

  /// An order.
  package init(
    id: String,
    time: String,
    day: CalendarDate,
    debtor: String,
    account: IBAN,
    payments: [ExportedPayment]
  ) {
    self.id = id
    self.time = time
    self.day = day
    self.debtor = debtor
    self.account = account
    self.payments = payments
  }

  /// The document.
  package var xml: String {
    let sum = ExportedPayment.euros(payments.reduce(0) { $0 + $1.cents }, mark: ".")
    let count = String(payments.count)
    var xml = XMLText()
    xml.element("CstmrCdtTrfInitn") { xml in
      xml.element("GrpHdr") { xml in
        xml.element("MsgId", id)
        xml.element("CreDtTm", time)
        xml.element("NbOfTxs", count)
        xml.element("CtrlSum", sum)
        xml.element("InitgPty") { $0.element("Nm", Self.name(debtor)) }
      }
      xml.element("PmtInf") { xml in
        xml.element("PmtInfId", id)
        xml.element("PmtMtd", "TRF")
        xml.element("BtchBookg", "true")
        xml.element("NbOfTxs", count)
        xml.element("CtrlSum", sum)
        xml.element("PmtTpInf") { xml in xml.element("SvcLvl") { $0.element("Cd", "SEPA") } }
        xml.element("ReqdExctnDt") { $0.element("Dt", day.isoText) }
        xml.element("Dbtr") { $0.element("Nm", Self.name(debtor)) }
        xml.element("DbtrAcct") { xml in xml.element("Id") { $0.element("IBAN", account.compact) } }
        xml.element("DbtrAgt") { xml in
          xml.element("FinInstnId") { xml in xml.element("Othr") { $0.element("Id", "NOTPROVIDED") } }
        }
        xml.element("ChrgBr", "SLEV")
        for payment in payments { Self.write(payment, &xml) }
      }
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
      \(xml.text)</Document>

      """
  }

  private static func write(_ payment: ExportedPayment, _ xml: inout XMLText) {
    xml.element("CdtTrfTxInf") { xml in
      xml.element("PmtId") { $0.element("EndToEndId", payment.id) }
      xml.element("Amt") {
        $0.element("InstdAmt", ExportedPayment.euros(payment.cents, mark: "."), attributes: " Ccy=\"EUR\"")
      }
      xml.element("Cdtr") { $0.element("Nm", name(payment.holder)) }
      xml.element("CdtrAcct") { xml in xml.element("Id") { $0.element("IBAN", payment.iban) } }
      xml.element("RmtInf") {
        $0.element("Ustrd", SEPAText.text(payment.communication, atMost: mostCommunicationCharacters))
      }
    }
  }

  /// A name as banks take it; a name of which they take no letter is told to be not provided.
  private static func name(_ name: String) -> String {
    let text = SEPAText.text(name, atMost: mostNameCharacters)
    return text.isEmpty ? "NOTPROVIDED" : text
  }
}

/// Writes elements of XML, one below the other.
private struct XMLText {
  private(set) var text = ""

  /// Writes an element with a text.
  mutating func element(_ name: String, _ content: String, attributes: String = "") {
    text += "<\(name)\(attributes)>\(Self.escaped(content))</\(name)>\n"
  }

  /// Writes an element with elements.
  mutating func element(_ name: String, _ content: (inout XMLText) -> Void) {
    text += "<\(name)>\n"
    content(&self)
    text += "</\(name)>\n"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

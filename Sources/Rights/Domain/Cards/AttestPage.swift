package import CareTypes
package import Proofs
import QRCode

/// An attest as a page to print: HTML that needs nothing else, on A4, with the signed token as a code.
package struct AttestPage: Sendable {
  private let attest: Attest
  private let holder: ProofHolder
  private let term: ProofTerm
  private let issuer: String
  private let token: String
  private let language: TextLanguage

  /// The page of a signed attest.
  ///
  /// - Parameters:
  ///   - issuer: The address that names the registry.
  ///   - token: The signed token.
  package init(
    _ attest: Attest,
    of holder: ProofHolder,
    _ term: ProofTerm,
    by issuer: String,
    token: String,
    in language: Language
  ) {
    self.attest = attest
    self.holder = holder
    self.term = term
    self.issuer = issuer
    self.token = token
    self.language = TextLanguage(language)
  }

  /// The HTML.
  ///
  /// - Throws: `QRCode.TooLong` when the names are so long that no code holds the token.
  package func html() throws -> String {
    let title = AttestTexts.title(attest.kind)[language]
    let rows = rows.map { "<tr><th>\(Self.escaped($0))</th><td>\(Self.escaped($1))</td></tr>" }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(Self.escaped(title))</title>
      <style>
      @page { size: A4; margin: 25mm 20mm; }
      body { font: 11pt/1.45 sans-serif; color: #000; background: #fff; max-width: 170mm; margin: 0 auto; }
      h1 { font-size: 18pt; margin: 0 0 8mm; }
      table { border-collapse: collapse; margin: 6mm 0; }
      th { text-align: left; font-weight: normal; padding: 1mm 8mm 1mm 0; color: #444; }
      td { padding: 1mm 0; }
      .code { margin: 8mm 0 4mm; }
      .small { font-size: 9pt; color: #444; }
      </style>
      </head>
      <body>
      <h1>\(Self.escaped(title))</h1>
      <p><strong>\(Self.escaped(name))</strong> \(Self.escaped(AttestTexts.statement(attest.kind)[language]))</p>
      <table>
      \(rows)
      </table>
      <p>\(Self.escaped(AttestTexts.purpose(attest.kind)[language]))</p>
      <div class="code">\(try QRCode(Array(token.utf8), level: .medium).svg(millimetres: 60))</div>
      <p class="small">\(Self.escaped(AttestTexts.explanation[language]))</p>
      </body>
      </html>

      """
  }

  private var name: String { "\(holder.givenNames) \(holder.familyName)" }

  private var rows: [(String, String)] {
    var rows: [(BilingualText, String)] = [(AttestTexts.name, name)]
    if let until = attest.until {
      rows.append((AttestTexts.carePeriod, AttestTexts.days(attest.from, until)[language]))
    } else {
      rows.append((AttestTexts.careFrom, AttestTexts.day(attest.from)[language]))
    }
    if let months = attest.months { rows.append((AttestTexts.careMonths, String(months))) }
    rows += [
      (AttestTexts.issued, AttestTexts.day(term.issued)[language]),
      (AttestTexts.validUntil, AttestTexts.day(term.validUntil)[language]), (AttestTexts.issuer, issuer),
    ]
    return rows.map { ($0[language], $1) }
  }

  /// A text that cannot be taken for a part of the page, whatever name someone gave.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}

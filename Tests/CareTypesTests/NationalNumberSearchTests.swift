import CareTypes
import Foundation
import Testing

@Suite("National numbers in free identifiers")
struct NationalNumberSearchTests {
  /// A number cut where its parts meet, in every way, with a separator in each cut.
  private func forms(of digits: String, separator: String) -> [String] {
    let joints = [2, 4, 6, 9]
    return (0..<16).map { choice in
      digits.enumerated().map { index, digit in
        let isCut = joints.firstIndex(of: index).map { choice >> $0 & 1 == 1 } ?? false
        return (isCut ? separator : "") + String(digit)
      }.joined()
    }
  }

  @Test("Each written form is found, whatever punctuation or end stands around it")
  func everyForm() throws {
    for serial in [948, 949, 998] {
      for born in [try CalendarDate(year: 1948, month: 3, day: 17), try CalendarDate(year: 2003, month: 12, day: 1)] {
        let number = try INSZ.fictional(born: born, serial: serial)
        let separated = [".", "-", " ", "/", "_", ":", " - ", "\u{A0}", "–"].flatMap {
          forms(of: number.digits, separator: $0)
        }
        for form in separated + [number.formatted] {
          for (before, after) in [
            ("", ""), ("list-", ""), ("", "-2025"), ("(", ")"), ("ADT ", " x"), ("nr", "z"), ("é", "é"),
          ] {
            #expect(NationalNumberSearch.isNumber(in: before + form + after), "\(before)\(form)\(after)")
          }
        }
      }
    }
  }

  @Test("No UUID is taken for one, however written")
  func uuids() {
    var generator = SystemRandomNumberGenerator()
    var refused = 0
    for _ in 0..<200_000 {
      // Many digits, so that chance has the most room.
      let isDecimal = Bool.random(using: &generator)
      let hex = (0..<32).map { _ in
        String(Int.random(in: 0..<(isDecimal ? 10 : 16), using: &generator), radix: 16)
      }.joined()
      var text = hex
      for place in [20, 16, 12, 8] { text.insert("-", at: text.index(text.startIndex, offsetBy: place)) }
      for written in [text, hex, text.uppercased(), "urn:uuid:" + text] where NationalNumberSearch.isNumber(in: written)
      {
        refused += 1
      }
    }
    #expect(refused == 0)
  }

  @Test(
    "Glued to more digits or to hexadecimal letters, cut elsewhere, or with wrong check digits it is none",
    arguments: [
      "148031795153", "480317951531", "a48031795153", "48031795153f", "480-31795153", "48.03.17-951.54",
      "2025-03-10T12:00:00", "20250310120000", "4803179515", "",
    ]
  )
  func otherTexts(text: String) {
    #expect(!NationalNumberSearch.isNumber(in: text))
  }
}

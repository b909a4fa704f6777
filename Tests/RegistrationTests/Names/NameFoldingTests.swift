import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Names as they are compared")
struct NameFoldingTests {
  @Test(
    "Spellings of one name fold to one form",
    arguments: [
      ("Déwulf-D'Hondt", "dewulfdhondt"), ("DE WULF DHONDT", "dewulfdhondt"), ("De Wulf – d’Hondt", "dewulfdhondt"),
      ("de wulf dʼhondt", "dewulfdhondt"), ("D`Hondt", "dhondt"), ("D´Hondt", "dhondt"),
      ("Van der Straeten", "vanderstraeten"), ("VANDERSTRAETEN", "vanderstraeten"), ("Ÿsebaert", "ysebaert"),
      ("Vandenĳs", "vandenijs"), ("VANDENĲS", "vandenijs"), ("Vandenijs", "vandenijs"), ("Groß", "gross"),
      ("GROẞ", "gross"), ("Gross", "gross"), ("Bjørnsen", "bjornsen"), ("BJØRNSEN", "bjornsen"),
      ("Bjǿrnsen", "bjornsen"), ("Ægidius", "aegidius"), ("Cœur", "coeur"), ("Łukasiewicz", "lukasiewicz"),
      ("Đorđević", "dordevic"), ("Þórsdóttir", "thorsdottir"), ("IŞIK", "isik"), ("Işık", "isik"),
      ("İnönü", "inonu"), ("Nuñez", "nunez"), ("Nun\u{303}ez", "nunez"), ("Nguyễn", "nguyen"),
      ("Čapek", "capek"), ("Muller 2", "muller2"), ("Ｄｅ Ｗｕｌｆ", "dewulf"), ("𝐃𝐞 𝐖𝐮𝐥𝐟", "dewulf"),
      // Copied text brings joiners, soft hyphens and spaces that nobody sees.
      ("De\u{200D} Wu\u{200C}lf", "dewulf"), ("De\u{AD}\u{200B}\u{A0}Wulf\u{FEFF}", "dewulf"),
    ]
  )
  func folded(_ name: String, _ expected: String) {
    #expect(NameFolding.folded(name) == expected)
  }

  @Test("Other names stay other names")
  func others() {
    let names = ["De Wulf", "De Wolf", "Dewulf 2", "Jansen", "Janssen", "Janssens", "Iwanow", "Иванов", "李"]
    #expect(Set(names.map(NameFolding.folded)).count == names.count)
  }

  @Test("What folds to nothing has no letters", arguments: ["", " ", "-", "'’ʼ", "...", "\u{301}", "\u{200D}"])
  func empty(_ name: String) {
    #expect(NameFolding.folded(name).isEmpty)
  }

  @Test("To fold twice is to fold once")
  func twice() {
    for name in ["Déwulf-D'Hondt", "Groß", "Đorđević", "Þórsdóttir", "Cœur", "IŞIK", "Nguyễn", "𝐃𝐞"] {
      let once = NameFolding.folded(name)
      #expect(NameFolding.folded(once) == once)
    }
  }
}

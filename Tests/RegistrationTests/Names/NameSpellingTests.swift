import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("Names as registers spell them")
struct NameSpellingTests {
  private static func identity(_ familyName: String, _ givenNames: String = "Jozef Maria") -> Identity {
    Identity(familyName: familyName, givenNames: givenNames, phone: nil, email: nil, trustedAdult: nil)
  }

  private static func fit(_ one: String, _ other: String) -> Bool {
    let (forth, back) = (
      NameMatch.fits(familyName: one, givenNames: "Godelieve", identity(other)),
      NameMatch.fits(familyName: other, givenNames: "Godelieve", identity(one))
    )
    #expect(forth == back, "\(one), \(other)")
    return forth && back
  }

  @Test(
    "A name without the letters that a system lacks, or with what stands for them, is the same name",
    arguments: [
      ("Müller", "Mueller"), ("Müller", "Muller"), ("MÜLLER", "MUELLER"), ("Mu\u{308}ller", "Mueller"),
      ("Göring", "Goering"), ("Göring", "Goring"), ("Jäcques", "Jaecques"), ("Jäcques", "Jacques"),
      ("Straße", "Strasse"), ("STRAẞE", "STRASSE"), ("Bjørnsen", "Bjoernsen"), ("Bjørnsen", "Bjornsen"),
      ("Åberg", "Aaberg"), ("Åberg", "Aberg"), ("A\u{30A}berg", "Aaberg"), ("Søgård", "Soegaard"),
      ("Søgård", "Sogaard"), ("Søgård", "Søgaard"), ("Ægidius", "Aegidius"), ("Łukasiewicz", "Lukasiewicz"),
      ("Đorđević", "Djordjevic"), ("Đorđević", "Dordevic"), ("Đorđević", "Djordjević"), ("Işık", "Isik"),
      ("YILMAZ", "Yılmaz"), ("Öztürk", "Oeztuerk"), ("Öztürk", "Ozturk"), ("Þórsdóttir", "Thorsdottir"),
      ("IJsebaert", "Ysebaert"), ("IJsebaert", "Ijsebaert"), ("Ĳsebaert", "Ysebaert"), ("ĳsebaert", "IJSEBAERT"),
      ("Ÿsebaert", "IJsebaert"), ("De Bruyne", "De Bruijne"),
    ]
  )
  func spellings(_ one: String, _ other: String) {
    #expect(Self.fit(one, other))
    #expect(NameLikeness(one, other).map { [.same, .spelling].contains($0) } == true)
    #expect(!NameSpelling.foldedForms(of: one).isDisjoint(with: [NameFolding.folded(other)]))
    #expect(!NameSpelling.foldedForms(of: other).isDisjoint(with: [NameFolding.folded(one)]))
  }

  @Test(
    "Parts, order, particles, apostrophes and what lists shorten make no other name",
    arguments: [
      ("Van Hecke", "Vanhecke"), ("Van Hecke", "Hecke, Van"), ("VAN DEN BERGH", "Vanden Bergh"),
      ("Van den Bergh", "Vandenbergh"), ("Van den Bergh-Peeters", "Vanden Bergh"),
      ("Vandenbergh", "Peeters - Van den Bergh"),
      ("De Wilde", "Wilde de"), ("Op de Beeck", "Opdebeeck"), ("Op de Beeck-Peeters", "Opdebeeck"),
      ("D'Hondt", "D’Hondt"), ("D'Hondt", "Dʼhondt"), ("D'Hondt", "D`Hondt"), ("D'Hondt", "D ´Hondt"),
      ("D'Hondt", "d′Hondt"), ("Dʼhondt-Peeters", "Peeters D'Hondt"), ("O'Brien", "Obrien"), ("'t Kindt", "T Kindt"),
      ("Müller-Peeters", "Mueller"), ("Mueller Peeters", "Peeters-Müller"), ("Sint-Jan", "St. Jan"),
      ("de Saint-Georges", "de St Georges"), ("Van der Walle", "V.d. Walle"), ("Van de Walle", "v/d Walle"),
      ("Van den Walle", "Vd Walle"), ("Do Nguyen", "Nguyen"), ("Do Nguyen", "Do"), ("Lo Presti", "Lopresti"),
      ("San Martin", "Martin"), ("Verzinsel San Martin", "San Martin"), ("Bou Fictief", "Fictief"),
      ("El Amrani", "Elamrani"), ("El Amrani", "Al-Amrani"), ("El Amrani", "Amrani"),
      ("Ben El Amrani", "Benamrani"), ("Roelandt", "Roelandt echtg. Van Hecke"), ("Mc Donald", "McDonald"),
      ("Roelandt—Van Hecke", "Van Hecke"), ("Roelandt\u{A0}Van\u{202F}Hecke", "Van Hecke"), ("Иванов", "ИВАНОВ"),
      ("Əliyev", "Aliyev"), ("Əliyev", "Eliyev"), ("Żaħra", "Zahra"), ("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ"),
    ]
  )
  func parts(_ one: String, _ other: String) {
    #expect(Self.fit(one, other))
  }

  @Test(
    "Other names stay other names, also where two transliterations would meet",
    arguments: [
      ("Mueller", "Muller"), ("Goering", "Goring"), ("Aaberg", "Aberg"), ("Djordjevic", "Dordevic"), ("Moens", "Mons"),
      ("Maes", "Mas"), ("Van den Bergh", "Vandenberghe"), ("Van Hecke", "Hecke"), ("De Hondt", "D'Hondt"),
      ("Van de Walle", "Van der Walle"), ("O'Brien", "Brien"), ("O'Brien", "O"), ("L'Ecluse", "L"),
      ("Van Hecke", "Van"),
      ("Hecke Van", "Van"), ("De Wilde", "De"), ("St. Jan", "Sint"), ("Sint-Jan", "Saint-Jan"), ("Sint-Jan", "Jan"),
      ("El Amrani", "El"), ("Elamrani", "Amrani"), ("Ivanov", "Иванов"), ("Papadopoulos", "Παπαδόπουλος"),
      ("Amrani", "العمراني"), ("Li", "李"), ("Jansen", "Janssen"), ("De Smet", "De Smedt"), ("Claes", "Claeys"),
      ("Peeters", "P."), ("Peeters", "-"),
    ]
  )
  func others(_ one: String, _ other: String) {
    #expect(!Self.fit(one, other))
  }

  @Test("Names that were filled in the wrong way round fit when both are the same, with the first given name alone too")
  func swapped() {
    let held = Self.identity("Müller", "Jozef Maria")
    for (family, given, fits) in [
      ("Jozef Maria", "Mueller", true), ("JOZEF", "Muller", true), ("Maria", "Müller", false),
      ("Jozef", "Maes", false), ("Jef", "Müller", false), ("Jozef", "Jozef", false),
    ] {
      #expect(NameMatch.fits(familyName: family, givenNames: given, held) == fits, "\(family), \(given)")
    }
  }

  @Test("However many letters a name has that some systems lack, it has few spellings, its plain one among them")
  func bounded() {
    for name in [String(repeating: "äöüåøđ", count: 16), String(repeating: "aeoeuey", count: 14)] {
      let forms = NameSpelling.foldedForms(of: name)
      #expect(forms.count <= 64 && forms.contains(NameFolding.folded(name)))
      #expect(NameSpelling.areOne(name, NameFolding.folded(name)))
    }
  }

  @Test("A folded name is found under a spelling and under the name that it transliterates")
  func forms() {
    #expect(NameSpelling.foldedForms(of: "Müller") == ["muller", "mueller"])
    #expect(NameSpelling.foldedForms(of: "Mueller") == ["muller", "mueller"])
    #expect(NameSpelling.foldedForms(of: "Muller") == ["muller"])
    #expect(NameSpelling.foldedForms(of: "Ysebaert").isSuperset(of: ["ysebaert", "ijsebaert"]))
  }
}

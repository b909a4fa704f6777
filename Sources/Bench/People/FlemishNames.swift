/// Names as often as they are in Flanders, roughly: the frequent ones by hand, and a long tail that is made up of parts.
struct FlemishNames {
  /// Family names, each as often as it comes.
  let families: WeightedList
  /// Given names of who was born before 1955, by sex.
  let olderGivens: (female: WeightedList, male: WeightedList)
  /// Given names of who was born later, by sex.
  let youngerGivens: (female: WeightedList, male: WeightedList)
  /// Streets, of which each municipality has some.
  let streets: WeightedList

  init() {
    // The most frequent name is borne by some 5 in 1,000, the hundredth by 1 in 1,000 (figures of Statbel, rounded).
    families = WeightedList(Self.frequentFamilies + Self.rareFamilies) { 1 / Double($0 + 40) }
    olderGivens = (
      WeightedList(Self.olderFemale) { 1 / Double($0 + 3) }, WeightedList(Self.olderMale) { 1 / Double($0 + 4) }
    )
    youngerGivens = (
      WeightedList(Self.youngerFemale) { 1 / Double($0 + 12) }, WeightedList(Self.youngerMale) { 1 / Double($0 + 12) }
    )
    streets = WeightedList(
      ["Kerk", "Dorp", "Molen", "Veld", "School", "Beek", "Kasteel", "Nieuw", "Linden", "Heide", "Bos", "Brug"].flatMap
      {
        stem in ["straat", "laan", "weg", "dreef", "plein"].map { stem + $0 }
      }
    ) { 1 / Double($0 + 5) }
  }

  private static let frequentFamilies = [
    "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens", "Wouters", "De Smet",
    "Vermeulen", "Pauwels", "Hermans", "Aerts", "Michiels", "Martens", "De Clercq", "Van Damme", "Desmet", "Claeys",
    "De Backer", "Coppens", "Verhaegen", "Lambrechts", "Bogaert", "Van den Broeck", "De Vos", "Van de Velde", "Smets",
    "Segers", "Cools", "Hendrickx", "Lemmens", "De Wilde", "Verstraete", "De Meyer", "De Cock", "Stevens", "Verbeke",
    "Wauters", "De Pauw", "Van Hecke", "Declercq", "De Bruyne", "Thijs", "Vandenberghe", "Christiaens", "Moens",
    "De Ridder", "Bosmans", "Baert", "Van Acker", "Dhondt", "Goethals", "Lippens", "Standaert", "Roels", "Ryckaert",
    "Buysse", "Matthys", "Van Parijs", "De Baets", "Wille", "Steyaert", "De Muynck", "Geirnaert", "Van de Walle",
    "Bonte", "Cornelis", "Dierckx", "Eeckhout", "Franck", "Geerts", "Heyvaert", "Ide", "Joos", "Keppens", "Leys",
    "Meert", "Neyt", "Ongena", "Pieters", "Quintyn", "Raes", "Saelens", "Temmerman", "Uyttersprot", "Vlaeminck",
    "Wittevrongel", "Ysebaert", "Zutterman",
  ]

  private static let rareFamilies: [String] = {
    let fronts = ["", "Van ", "De ", "Van de ", "Van den ", "Ver"]
    let stems = [
      "Beke", "Bosch", "Brugge", "Campen", "Dael", "Eecke", "Gheyn", "Haute", "Hoorne", "Kerck", "Laer", "Meers",
      "Moere", "Nieuwen", "Oost", "Putte", "Rijcke", "Steene", "Straete", "Velde", "Waele", "Winckel", "Zande", "Zype",
    ]
    let ends = [
      "", "man", "mans", "aert", "ens", "inck", "hove", "gem", "zele", "broeck", "dael", "kens", "hout", "voorde",
    ]
    return fronts.flatMap { front in
      stems.flatMap { stem in ends.map { front.last == "r" ? front + (stem + $0).lowercased() : front + stem + $0 } }
    }
  }()

  private static let olderFemale = [
    "Maria", "Godelieve", "Christiane", "Rita", "Jeannine", "Monique", "Simonne", "Irma", "Yvonne", "Denise", "Paula",
    "Georgette", "Anna", "Lutgarde", "Marie-Louise", "Rosa", "Agnes", "Julienne", "Gilberte", "Elza", "Martha", "Alice",
    "Nicole", "Lea", "Suzanne", "Marie-Jeanne", "Bertha", "Clara", "Emma", "Germaine", "Hilda", "Josiane",
  ]
  private static let olderMale = [
    "Jozef", "Roger", "Etienne", "Andre", "Willy", "Albert", "Gerard", "Frans", "Jan", "Marcel", "Maurice", "Gilbert",
    "Antoine", "Robert", "Georges", "Luc", "Achiel", "Remi", "Cyriel", "Omer", "Julien", "Leon", "Karel", "Gaston",
    "Lucien", "Daniel", "Hubert", "Noel", "Paul", "Raymond", "Firmin", "Walter",
  ]
  private static let youngerFemale = [
    "Ann", "Els", "Katrien", "Sofie", "Ilse", "Sarah", "Kathleen", "Nathalie", "An", "Lieve", "Veerle", "Inge", "Kim",
    "Karen", "Leen", "Evelien", "Lotte", "Emma", "Laura", "Julie", "Marijke", "Greet", "Hilde", "Martine", "Nele",
    "Tine",
    "Griet", "Elke", "Barbara", "Charlotte", "Eline", "Jana", "Femke", "Heidi", "Kristel", "Sabine", "Tinneke", "Wendy",
  ]
  private static let youngerMale = [
    "Dirk", "Marc", "Johan", "Peter", "Luc", "Tom", "Koen", "Bart", "Wim", "Stijn", "Jan", "Patrick", "Kristof",
    "Geert",
    "Thomas", "Pieter", "Kevin", "Filip", "Steven", "Wouter", "Jeroen", "Lars", "Bram", "Sven", "Danny", "Eddy", "Hans",
    "Jurgen", "Mathias", "Nick", "Rik", "Simon", "Tim", "Yves", "Ward", "Joris", "Hendrik", "Arne",
  ]
}

/// Words, of which some come more often than others.
struct WeightedList {
  private let words: [String]
  private let sums: [Double]

  /// Words with the weights of their ranks, from 0.
  init(_ words: [String], weight: (Int) -> Double) {
    self.words = words
    var sum = 0.0
    sums = words.indices.map { rank in
      sum += weight(rank)
      return sum
    }
  }

  /// One of the words.
  func pick(using random: inout some RandomNumberGenerator) -> String {
    let place = Double.random(in: 0..<(sums.last ?? 1), using: &random)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > place { high = middle } else { low = middle + 1 }
    }
    return words[low]
  }
}

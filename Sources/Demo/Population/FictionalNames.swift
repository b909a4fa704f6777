/// Names that are common enough to mean nobody, and streets that are nowhere.
enum FictionalNames {
  static let family = [
    "De Smet", "Claeys", "Van Hecke", "Goethals", "De Vos", "Lippens", "Van Damme", "Dhondt", "Wille", "Martens",
    "Bral",
    "Standaert", "De Baets", "Verstraete", "Matthys", "Van de Velde", "Roels", "Coppens", "Ryckaert", "Buysse",
  ]
  static let given = [
    "Maria", "Jozef", "Godelieve", "Etienne", "Christiane", "Roger", "Rita", "Luc", "Ann", "Marc", "Els", "Johan",
    "Katrien",
    "Dirk", "Lieve", "Koen", "Sofie", "Wim", "Lotte", "Thomas", "Emma", "Lars",
  ]
  static let streets = ["Verzonnenstraat", "Denkbeeldlaan", "Fantasieweg", "Sprookjesdreef", "Nergenshuizestraat"]
}

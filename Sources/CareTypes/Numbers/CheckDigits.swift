/// The modulus-97 rule that Belgian numbers of persons, enterprises and care providers share.
enum CheckDigits {
  /// The check number of `number`, 1...97, written with two digits.
  static func modulo97(_ number: Int) -> Int {
    97 - number % 97
  }
}

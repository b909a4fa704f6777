import CareTypes
import Foundation
import RegistrationDomain
import ServiceRuntime

/// Reads and writes bank accounts.
enum BankAccountRows {
  /// What is encrypted of an account.
  struct Content: Codable {
    let iban: String
    let holder: String?
  }

  /// Ends the accounts of a person before a day, and removes those that begin on it or later.
  ///
  /// - Returns: How many accounts were changed or removed.
  @discardableResult
  static func end(of person: Int64, on day: Int, in db: Connection) throws -> Int {
    try db.change(removeSQL, [person, day]) + db.change(endSQL, [day - 1, person, day, day])
  }

  /// An account of a row.
  static func account(_ row: SQLRow, _ cipher: FieldCipher) throws -> BankAccount {
    let content = try cipher.open(row["content"], as: Content.self, at: SealedField.bankAccount)
    return BankAccount(
      iban: try IBAN(content.iban),
      holder: content.holder,
      days: DayRange(from: row["first_day"], until: row["last_day"])
    )
  }

  static let removeSQL = "DELETE FROM bank_account WHERE person = ? AND first_day >= ?"
  static let endSQL = """
    UPDATE bank_account SET last_day = ? WHERE person = ? AND first_day < ? AND (last_day IS NULL OR last_day >= ?)
    """
  static let accountSQL = """
    SELECT content, first_day, last_day FROM bank_account
    WHERE person = ? AND first_day <= ? AND (last_day IS NULL OR last_day >= ?) ORDER BY first_day DESC LIMIT 1
    """
  static let allSQL =
    "SELECT content, first_day, last_day, recorded FROM bank_account WHERE person = ? ORDER BY first_day"
}

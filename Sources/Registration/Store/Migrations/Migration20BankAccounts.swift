import ServiceRuntime

extension Migration {
  /// Adds the bank accounts of people, each encrypted with the key of the person.
  static let bankAccounts = Migration(
    "registration-bank-accounts",
    """
    CREATE TABLE bank_account (
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (key),
      content BLOB NOT NULL,
      -- Days since 1970-01-01.
      first_day INTEGER NOT NULL,
      -- Null while no end is known.
      last_day INTEGER,
      -- Microseconds since 1970.
      recorded INTEGER NOT NULL,
      CHECK (last_day IS NULL OR last_day >= first_day)
    ) STRICT;
    CREATE INDEX bank_account_by_person ON bank_account (person, first_day);
    """
  )
}

import ServiceRuntime

extension Migration {
  /// Adds caregiver cards: their days and their places in the status lists, never what they say.
  static let cards = Migration(
    "rights-12-cards",
    """
    CREATE TABLE card (
      key INTEGER PRIMARY KEY,
      -- The person who holds it; that into whom they were merged. Null after an erasure: the card is revoked then.
      holder BLOB,
      -- The person for whom it was issued.
      issued_to BLOB,
      -- Microseconds since 1970.
      issued INTEGER NOT NULL,
      -- Days since 1970-01-01.
      last_day INTEGER NOT NULL,
      -- Microseconds since 1970; null while it is not revoked.
      revoked INTEGER,
      -- Whether the right that it rests on has ended.
      is_ended INTEGER NOT NULL DEFAULT 0 CHECK (is_ended IN (0, 1))
    ) STRICT;
    CREATE INDEX card_by_holder ON card (holder) WHERE holder IS NOT NULL;
    CREATE INDEX card_by_person ON card (issued_to) WHERE issued_to IS NOT NULL;

    -- The places of cards in the status lists. A place is never given twice.
    CREATE TABLE card_status (
      place INTEGER PRIMARY KEY,
      card INTEGER NOT NULL REFERENCES card (key),
      is_credential INTEGER NOT NULL CHECK (is_credential IN (0, 1)),
      -- Whether the list says that it is revoked.
      is_revoked INTEGER NOT NULL DEFAULT 0 CHECK (is_revoked IN (0, 1)),
      UNIQUE (card, is_credential)
    ) STRICT;
    CREATE INDEX card_status_revoked ON card_status (place) WHERE is_revoked = 1;
    """
  )
}

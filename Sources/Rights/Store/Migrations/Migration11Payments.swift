import ServiceRuntime

extension Migration {
  /// Adds payment runs with their lines, and the budgets of municipalities. Neither holds names or accounts.
  static let payments = Migration(
    "rights-11-payments",
    """
    CREATE TABLE payment_run (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      -- NIS code of who pays.
      municipality TEXT NOT NULL,
      -- Null: all provisions that the municipality pays.
      provision INTEGER REFERENCES provision (key),
      -- The periods that were asked for, in days since 1970-01-01.
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      state TEXT NOT NULL,
      -- The client that made it.
      actor TEXT NOT NULL,
      -- Microseconds since 1970.
      prepared INTEGER NOT NULL,
      -- Null while it is not exported.
      exported INTEGER
    ) STRICT;
    CREATE INDEX payment_run_by_municipality ON payment_run (municipality, key);

    CREATE TABLE payment_line (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      run INTEGER NOT NULL REFERENCES payment_run (key),
      -- The id of the person or the care situation that holds the award.
      holder BLOB NOT NULL,
      holder_is_care_situation INTEGER NOT NULL CHECK (holder_is_care_situation IN (0, 1)),
      provision INTEGER NOT NULL REFERENCES provision (key),
      beneficiary BLOB NOT NULL,
      payee BLOB NOT NULL,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      -- The period, in days since 1970-01-01.
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      -- Euro cents; null when not known.
      cents INTEGER,
      full_cents INTEGER,
      due_cents INTEGER,
      earlier_cents INTEGER NOT NULL,
      held_days INTEGER NOT NULL,
      -- Who pays, and the year of the last day, for the budget.
      municipality TEXT NOT NULL,
      year INTEGER NOT NULL,
      -- The line that it corrects.
      corrects INTEGER REFERENCES payment_line (key),
      -- Why it came back or is corrected; empty for neither.
      reason TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX payment_line_by_run ON payment_line (run, key);
    CREATE INDEX payment_line_by_holder ON payment_line (holder, provision, first_day);
    CREATE INDEX payment_line_by_budget ON payment_line (municipality, year);
    CREATE INDEX payment_line_by_corrected ON payment_line (corrects) WHERE corrects IS NOT NULL;
    -- Nobody is paid twice for a period.
    CREATE UNIQUE INDEX payment_line_once ON payment_line (holder, provision, first_day)
      WHERE kind = 'ordinary' AND state IN ('to_pay', 'exported', 'paid');

    CREATE TABLE payment_budget (
      municipality TEXT NOT NULL,
      year INTEGER NOT NULL,
      cents INTEGER NOT NULL,
      -- Microseconds since 1970.
      recorded INTEGER NOT NULL,
      -- The client that set it.
      actor TEXT NOT NULL,
      PRIMARY KEY (municipality, year)
    ) STRICT, WITHOUT ROWID;
    """
  )
}

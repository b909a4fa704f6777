import ServiceRuntime

extension Migration {
  /// Keeps the hours of care beside the terms as minutes per year, in which those per week, per month and per year are exact.
  /// The terms themselves say in which unit they were declared; those of before are hours per week.
  static let hoursAsDeclared = Migration(
    "registration-hours-as-declared",
    """
    ALTER TABLE care_period ADD COLUMN minutes_per_year INTEGER NOT NULL DEFAULT 0;
    UPDATE care_period SET minutes_per_year = minutes_per_week * 52;
    DROP INDEX care_period_by_care_situation;
    ALTER TABLE care_period DROP COLUMN minutes_per_week;
    CREATE INDEX care_period_by_care_situation
      ON care_period (care_situation, until, start_date, end_date, minutes_per_year);
    """
  )
}

import ServiceRuntime

extension Migration {
  /// Keeps which care ended because the caregiver died: their rights end with it, also on other care that has no last day.
  static let caregiverDeaths = Migration(
    "rights-13-caregiver-deaths",
    """
    ALTER TABLE situation ADD COLUMN caregiver_died INTEGER NOT NULL DEFAULT 0 CHECK (caregiver_died IN (0, 1));
    """
  )
}

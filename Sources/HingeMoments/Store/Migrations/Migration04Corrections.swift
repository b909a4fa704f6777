import ServiceRuntime

extension Migration {
  /// Adds the kind of place of a moment, and when a moment was corrected.
  static let corrections = Migration(
    "moments-4-corrections",
    """
    -- The kind of place of an admission or discharge; null when it is not known.
    ALTER TABLE moment ADD COLUMN place_kind TEXT;
    -- When its source reported that it did not happen like that, in microseconds.
    ALTER TABLE moment ADD COLUMN corrected INTEGER;
    """
  )
}

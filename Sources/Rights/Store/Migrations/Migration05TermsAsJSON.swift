import ServiceRuntime

extension Migration {
  /// Keeps the terms of a care situation in the column `terms` only, as JSON (`CareTerms`), also when they do not change over
  /// time. No query asks for one of them.
  static let termsAsJSON = Migration(
    "rights-5-terms-as-json",
    """
    UPDATE situation SET terms = json_array(json_object(
      'from', start_date,
      'relation', relation,
      'minutesPerWeek', minutes_per_week,
      'dwelling', dwelling,
      'sameAddress', json(CASE same_address WHEN 1 THEN 'true' ELSE 'false' END),
      'professionalInvolved', json(CASE professional_involved WHEN 1 THEN 'true' ELSE 'false' END)))
    WHERE terms = '[]';
    ALTER TABLE situation DROP COLUMN relation;
    ALTER TABLE situation DROP COLUMN minutes_per_week;
    ALTER TABLE situation DROP COLUMN dwelling;
    ALTER TABLE situation DROP COLUMN same_address;
    ALTER TABLE situation DROP COLUMN professional_involved;
    """
  )
}

import ServiceRuntime

extension Migration {
  /// Keeps the terms of care as one JSON value (`CareTerms`), so that a term that no query asks for needs no column. Hours
  /// and role stay columns as well, because queries ask for them.
  static let termsAsJSON = Migration(
    "registration-terms-as-json",
    """
    ALTER TABLE care_period ADD COLUMN terms TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(terms));
    UPDATE care_period SET terms = json_object(
      'relation', relation,
      'minutesPerWeek', minutes_per_week,
      'tasks', json(CASE tasks WHEN '' THEN '[]' ELSE '["' || replace(tasks, ' ', '","') || '"]' END),
      'causes', json(CASE causes WHEN '' THEN '[]' ELSE '["' || replace(causes, ' ', '","') || '"]' END),
      'dwelling', dwelling,
      'sameAddress', json(CASE same_address WHEN 1 THEN 'true' ELSE 'false' END),
      'professionalInvolved', json(CASE professional_involved WHEN 1 THEN 'true' ELSE 'false' END),
      'role', role);
    ALTER TABLE care_period DROP COLUMN relation;
    ALTER TABLE care_period DROP COLUMN tasks;
    ALTER TABLE care_period DROP COLUMN causes;
    ALTER TABLE care_period DROP COLUMN dwelling;
    ALTER TABLE care_period DROP COLUMN same_address;
    ALTER TABLE care_period DROP COLUMN professional_involved;
    """
  )
}

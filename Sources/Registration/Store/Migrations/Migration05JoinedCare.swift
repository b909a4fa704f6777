import ServiceRuntime

extension Migration {
  /// Lets one care situation replace another of the same two people after a merge.
  static let joinedCare = Migration("registration-5-joined-care") { database in
    try database.script(
      """
      -- The care situation of the same two people that stands for this one since records of a person were merged.
      ALTER TABLE care_situation ADD COLUMN joined_into INTEGER REFERENCES care_situation (key);
      CREATE INDEX care_situation_by_joined ON care_situation (joined_into) WHERE joined_into IS NOT NULL;
      """
    )
  }
}

import ServiceRuntime

extension Migration {
  /// Adds what people record about awards. Where an award stands follows from it and from the decisions.
  static let awards = Migration(
    "rights-9-awards",
    """
    CREATE TABLE award_action (
      key INTEGER PRIMARY KEY,
      -- The id of the person or the care situation that holds the award.
      holder BLOB NOT NULL,
      holder_is_care_situation INTEGER NOT NULL CHECK (holder_is_care_situation IN (0, 1)),
      provision INTEGER NOT NULL REFERENCES provision (key),
      -- The client that recorded it.
      actor TEXT NOT NULL,
      -- Microseconds since 1970.
      recorded INTEGER NOT NULL,
      -- The key of the last decisions that were stored before: clocks may be set, keys only grow.
      decisions_before INTEGER NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content))
    ) STRICT;
    CREATE INDEX award_action_by_holder ON award_action (holder, provision);
    """
  )
}

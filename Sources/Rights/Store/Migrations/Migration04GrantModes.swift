import ServiceRuntime

extension Migration {
  /// Replaces the field of a version that says whether a right is granted without an application by its grant mode.
  ///
  /// Stored versions that are automatic keep that mode. The mode of other stored versions is not known.
  static let grantModes = Migration(
    "rights-4-grant-modes",
    """
    DROP TRIGGER provision_version_never_changes;
    UPDATE provision_version
    SET content = CASE
      WHEN json_extract(content, '$.isAutomatic')
        THEN json_set(json_remove(content, '$.isAutomatic'), '$.grantMode', 'automatic')
      ELSE json_remove(content, '$.isAutomatic')
    END;
    CREATE TRIGGER provision_version_never_changes BEFORE UPDATE ON provision_version
    BEGIN SELECT RAISE(ABORT, 'a version of a provision never changes'); END;
    """
  )
}

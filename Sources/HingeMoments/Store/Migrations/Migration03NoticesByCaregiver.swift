import ServiceRuntime

extension Migration {
  /// Adds an index to find the notices of a caregiver.
  static let noticesByCaregiver = Migration(
    "moments-3-notices-by-caregiver",
    "CREATE INDEX notice_by_caregiver ON notice (caregiver)"
  )
}

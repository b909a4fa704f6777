/// What the caregiver is to the recipient (relatie).
///
/// The raw values are stored and used in conditions: they never change.
package enum Relation: String, Sendable, Hashable, CaseIterable, Codable {
  /// Partner.
  case partner
  /// Child (kind): cares for a parent.
  case child
  /// Parent (ouder): cares for a child.
  case parent
  /// Brother or sister (broer of zus).
  case sibling
  /// Grandchild (kleinkind).
  case grandchild
  /// Other family (ander familielid).
  case otherFamily = "other_family"
  /// Neighbour (buur).
  case neighbour
  /// Friend (vriend).
  case friend
  /// Another social and emotional bond (andere band).
  case other
}

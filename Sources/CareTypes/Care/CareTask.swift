/// What the caregiver does (zorgtaken).
///
/// The raw values are stored and used in conditions: they never change.
package enum CareTask: String, Sendable, Hashable, CaseIterable, Codable {
  /// Personal care (persoonsverzorging).
  case personalCare = "personal_care"
  /// Household (huishouden).
  case household
  /// Transport and accompaniment (vervoer en begeleiding).
  case transport
  /// Administration and money (administratie en geldzaken).
  case administration
  /// Medication and nursing acts (medicatie en verpleegkundige handelingen).
  case medication
  /// Supervision (toezicht).
  case supervision
  /// Emotional support and company (emotionele steun en gezelschap).
  case emotionalSupport = "emotional_support"
  /// Arranging professional care (zorg regelen).
  case coordination
}

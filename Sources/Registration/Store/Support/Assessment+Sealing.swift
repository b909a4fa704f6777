import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// An assessment as it is stored, encrypted.
private struct SealedAssessment: Codable {
  let date: Int
  let assessor: String
  let answers: [Bool?]?
  let zarit12: Int?
}

extension Assessment {
  /// Reads an assessment that was stored.
  init(sealed content: Data, _ cipher: FieldCipher) throws {
    let sealed = try cipher.open(content, as: SealedAssessment.self, at: SealedField.assessment)
    self.init(
      date: try CalendarDate(daysSinceEpoch: sealed.date),
      assessor: sealed.assessor,
      instrument: try sealed.answers.map { .strainIndex(try StrainIndex(answers: $0)) } ?? .zarit12(sealed.zarit12 ?? 0)
    )
  }

  /// The assessment as it is stored.
  func sealed(by cipher: FieldCipher) throws -> Data {
    var (answers, sum): ([Bool?]?, Int?)
    switch instrument {
    case .strainIndex(let index): answers = index.answers
    case .zarit12(let score): sum = score
    }
    let sealed = SealedAssessment(date: date.daysSinceEpoch, assessor: assessor, answers: answers, zarit12: sum)
    return try cipher.seal(json: sealed, at: SealedField.assessment)
  }
}

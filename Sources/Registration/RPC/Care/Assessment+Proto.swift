import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension Mantel_Registration_V1_Assessment {
  /// The message for an assessment.
  init(_ assessment: Assessment) {
    self.init()
    assessDate = Mantel_Type_V1_Date(assessment.date)
    assessor = assessment.assessor
    switch assessment.instrument {
    case .strainIndex(let index):
      strainIndex = .with {
        $0.answers = index.answers.map { answer in answer.map { $0 ? .yes : .no } ?? .unspecified }
        if let score = index.score { $0.score = Int32(score) }
      }
    case .zarit12(let sum): zbi12Score = Int32(sum)
    }
  }
}

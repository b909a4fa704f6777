import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore
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

extension RequestReader {
  /// Reads an assessment of a caregiver's strain (draaglast).
  func assessment(
    _ message: Mantel_Registration_V1_Assessment,
    _ field: String,
    _ validation: inout Validation
  ) -> Assessment? {
    let date = pastDate(message.assessDate, message.hasAssessDate, "\(field).assess_date", &validation)
    let assessor = text(message.assessor, "\(field).assessor", 1...100, &validation)
    var instrument: Assessment.Instrument?
    switch message.instrument {
    case .strainIndex(let index):
      let field = "\(field).strain_index.answers"
      let answers = index.answers.prefix(StrainIndex.questions + 1).enumerated().map { position, answer -> Bool? in
        switch answer {
        case .yes: return true
        case .no: return false
        case .unspecified: return nil
        case .UNRECOGNIZED:
          validation.reject("\(field)[\(position)]", "is not known")
          return nil
        }
      }
      instrument = validation.value(field) { () throws(ValueError) in .strainIndex(try StrainIndex(answers: answers)) }
    case .zbi12Score(let score):
      validation.require((0...48).contains(score), "\(field).zbi12_score", "is not between 0 and 48")
      instrument = .zarit12(Int(score))
    case nil:
      validation.missing("\(field).instrument")
    }
    guard let date, let assessor, let instrument else { return nil }
    return Assessment(date: date, assessor: assessor, instrument: instrument)
  }
}

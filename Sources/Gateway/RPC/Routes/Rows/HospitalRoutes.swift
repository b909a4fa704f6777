import GatewayDomain
import GatewayAPI

/// The row of `mantel.gateway.v1.HospitalService`.
struct HospitalRoutes {
  /// Answers the method.
  let handler: HospitalHandler

  /// The row.
  var all: [any Route] {
    [
      UnaryRoute(
        Mantel_Gateway_V1_HospitalService.Method.ReportMoment.descriptor,
        for: [.hospital, .careCentre],
        within: .placeOfCareOfClient,
        about: .made(\.moment),
        numbers: .asked(by: { [$0.patientInsz] }, isRevealing: false),
        handler.reportMoment
      )
    ]
  }
}

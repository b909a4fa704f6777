import GatewayAPI
package import MomentsAPI
package import RegistrationAPI
package import RightsAPI
package import ServiceCore
package import ServiceRuntime
package import StatutesAPI

/// The Gateway, ready to be served.
package enum GatewayComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - clients: Who may call.
  ///   - keys: The secret by which the audit trail knows the numbers that were asked about.
  ///   - limits: How often clients may ask in vain by number.
  ///   - pause: Lets an answer wait.
  ///   - tables: Municipalities and zones.
  ///   - registration: Who cares for whom.
  ///   - persons: The people of the registry.
  ///   - care: How care situations go on.
  ///   - signals: Who is probably a caregiver.
  ///   - imports: Takes in lists.
  ///   - statutes: What the law says.
  ///   - comparison: What differs between regulations.
  ///   - harmonisation: What brings them closer.
  ///   - rights: Who gets what.
  ///   - moments: What happened, and who must be told.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    clients: ClientRegister,
    keys: KeyFile,
    limits: ProbeLimits = ProbeLimits(),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    tables: ReferenceTables,
    registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol,
    persons: any Mantel_Registration_V1_PersonService.ClientProtocol,
    care: any Mantel_Registration_V1_CareService.ClientProtocol,
    signals: any Mantel_Registration_V1_SignalService.ClientProtocol,
    imports: any Mantel_Registration_V1_ImportService.ClientProtocol,
    statutes: any Mantel_Statutes_V1_StatutesService.ClientProtocol,
    comparison: any Mantel_Statutes_V1_ComparisonService.ClientProtocol,
    harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol,
    rights: any Mantel_Rights_V1_RightsService.ClientProtocol,
    moments: any Mantel_Moments_V1_MomentsService.ClientProtocol
  ) throws -> ServiceComponent {
    let store = try GatewayStore(location, clock: clock)
    let questions = NumberQuestions(store: store, hash: NumberHash(keys: keys), limits: limits, pause: pause)
    let passages = RegistrationPassages(
      persons: persons,
      care: care,
      signals: signals,
      imports: imports,
      questions: questions
    )
    let law = StatutesPassages(
      statutes: statutes,
      comparison: comparison,
      harmonisation: harmonisation,
      rights: rights,
      visibility: Visibility(registration: registration)
    )
    let mapping = ErrorMapping(service: "gateway")
    return ServiceComponent(
      name: "gateway",
      rpcs: [
        MunicipalityRPC(
          registration: registration,
          statutes: statutes,
          rights: rights,
          moments: moments,
          questions: questions
        ),
        HospitalRPC(moments: moments, questions: questions),
        ZoneRPC(
          registration: registration,
          harmonisation: harmonisation,
          rights: rights,
          store: store,
          clock: clock,
          tables: tables
        ),
      ] + passages.all + law.all,
      descriptors: [
        Mantel_Gateway_V1_MunicipalityService.descriptor, Mantel_Gateway_V1_HospitalService.descriptor,
        Mantel_Gateway_V1_ZoneService.descriptor,
      ] + RegistrationPassages.descriptors + StatutesPassages.descriptors,
      interceptors: [
        AuthenticationInterceptor(register: clients, mapping: mapping),
        AuditInterceptor(store: store, mapping: mapping),
        RequestSizeInterceptor(),
      ],
      storage: store.database.health
    )
  }
}

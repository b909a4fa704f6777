import CareTypes
import GRPCCore
import RightsAPI
import RightsDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

extension RightsRPC {
  func simulateRegulation(
    request: Mantel_Rights_V1_SimulateRegulationRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse {
    let table = store.municipalities
    let today = request.hasDate ? nil : try clock.today()
    let asked = try SimulationRequest(request, today: today, table)
    let area = try ScopedArea(asked.municipalities, scope: CallContext.current.scope, on: asked.date, table)
    let inForce = try await ProvisionVersion.inForce(store.provisions(), on: asked.date.daysSinceEpoch)
    let plan = SimulationPlan(inForce: inForce, drafts: asked.drafts, withdrawn: asked.withdrawn)
    let run = SimulationRun(plan, on: asked.date, table)
    return Mantel_Rights_V1_SimulateRegulationResponse(try await store.simulate(run, in: area, on: asked.date))
  }

  func previewMove(
    request: Mantel_Rights_V1_PreviewMoveRequest,
    context: ServerContext
  ) async throws -> Mantel_Rights_V1_PreviewMoveResponse {
    let table = store.municipalities
    let today = request.hasDate ? nil : try clock.today()
    let asked = try PreviewMoveRequest(request, today: today, tables)
    let area = try ScopedArea([], scope: CallContext.current.scope, on: asked.date, table)
    let situation = try await store.situation(asked.careSituation, on: asked.date).facts
    guard area.holds(situation) else { throw Refusal.notFound(request.careSituation) }
    let book = try await store.ruleBook(on: asked.date)
    let effects = PreviewMoveRule.effects(of: asked.mover, to: asked.place, on: situation, under: book)
    return .with { answer in
      answer.effects = effects.map { effect in
        Mantel_Rights_V1_MoveEffect(effect, book.catalogue(of: effect.version.name))
      }
    }
  }
}

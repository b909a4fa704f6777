import CareTypes
import Foundation
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import Statutes
import StatutesAPI
import SwiftProtobuf

// How people come into the registry, and what follows from it.
extension Story {
  mutating func publishRegulations() async throws {
    heading("The regulations are published, from packs that name their sources")
    var count = 0
    for pack in try ShippedPacks.texts() {
      let answer = try await caller.statutes.publish(
        pack.text,
        drafter: "Ann, who reads the law",
        publisher: "Bea, who checks what Ann read",
        options: Caller.within(.seconds(60))
      )
      count += answer.published.count
      if answer.published.isEmpty { check(false, "\(pack.name) is published") }
    }
    tell("\(count) provisions, each drafted by one and published by another")
    check(count > 100, "the law of all levels is there")
  }

  mutating func registerPopulation() async throws {
    let all = population.registrations
    heading("Nine municipalities register \(all.count) care situations (mantelzorgsituaties)")
    let start = ContinuousClock.now
    let caller = caller
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func addTask() {
        guard next < all.count else { return }
        let registration = all[next]
        next += 1
        group.addTask {
          _ = try await caller.municipality.registerCareSituation(
            .with {
              $0.requestID = UUID().uuidString; $0.careSituation = registration.careSituation
            },
            metadata: caller.key(registration.client),
            options: Caller.within(.seconds(60))
          )
        }
      }
      for _ in 0..<32 { addTask() }
      while try await group.next() != nil { addTask() }
    }
    registered += all.map(\.careSituation)
    let seconds = max(1, (ContinuousClock.now - start).components.seconds)
    tell("\(all.count) registered, each acknowledged when on disk; about \(all.count / Int(seconds)) a second")
  }

  mutating func registerOnce() async throws {
    heading("Aalter registers a daughter who cares for her mother: once, for every authority")
    let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
      $0.requestID = UUID().uuidString
      $0.careSituation = daughterAndMother()
    }
    mine = try await register(request, by: "aalter")
    registered.append(request.careSituation)
    tell("asked: 16 hours a week, both signed, evidence of 13 points (FOD) and BelRAI 14, consents of the mother")
    tell("came back: \(mine.careSituation), caregiver \(mine.caregiver)")
    let again = try await register(request, by: "aalter")
    check(again == mine, "the same request id with the same body returns the first answer")
    var other = request
    other.careSituation.hoursPerWeek = 20
    let changed = other
    let reused = try await refusal { try await register(changed, by: "aalter") }
    check(reused == .alreadyExists, "the same request id with another body is refused")
    let awaiting = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
      $0.requestID = UUID().uuidString
      $0.careSituation = neighbours()
    }
    maldegem = try await register(awaiting, by: "maldegem")
    registered.append(awaiting.careSituation)
    tell("Maldegem registers a neighbour too: \(maldegem.careSituation)")
  }

  mutating func refuseWrongCalls() async throws {
    heading("Wrong calls are answered with what is wrong")
    for (told, field, change) in Self.mistakes {
      var situation = daughterAndMother()
      change(&situation)
      let wrong = situation
      do {
        _ = try await register(
          .with {
            $0.requestID = UUID().uuidString; $0.careSituation = wrong
          },
          by: "aalter"
        )
        check(false, "\(told) is refused")
      } catch let error as RPCError {
        let fields = Self.fields(error)
        check(
          error.code == .invalidArgument && fields == [field],
          "\(told): \(error.code), \(fields.joined(separator: ", "))"
        )
      }
    }
    let absent = ResourceCollection.careSituations.name(.random())
    let (name, caller) = (mine.careSituation, caller)
    var texts: [String] = []
    for asked in [name, absent] {
      do {
        _ = try await caller.municipality.getCareSituation(
          .with { $0.name = asked },
          metadata: caller.key("kaprijke"),
          options: Caller.within()
        )
      } catch let error as RPCError where error.code == .notFound {
        texts.append(error.message.replacingOccurrences(of: asked, with: "NAME"))
      }
    }
    check(
      texts.count == 2 && texts[0] == texts[1],
      "Kaprijke asks for Aalter's: NOT_FOUND, just as what does not exist"
    )
    let nameless = try await refusal {
      try await caller.municipality.getCareSituation(.with { $0.name = name }, options: Caller.within())
    }
    check(nameless == .unauthenticated, "a call without a key is refused")
  }

  mutating func rightsFollow() async throws {
    heading("The rights that follow are there without being asked for")
    let expected = [
      "provisions/aalter-mantelzorgpremie": Mantel_Rights_V1_Outcome.proposed, "provisions/fed-erk-alg": .proposed,
      "provisions/fed-erk-soc": .proposed, "provisions/vl-zb-zz": .granted,
    ]
    func isExpected(_ decisions: [Mantel_Rights_V1_Decision]) -> Bool {
      let outcomes = Dictionary(uniqueKeysWithValues: decisions.map { ($0.provision, $0.outcome) })
      return expected.allSatisfy { outcomes[$0.key] == $0.value }
    }
    let decisions = try await decisions(of: mine.careSituation, by: "aalter", until: isExpected)
    tell(decisions)
    check(isExpected(decisions), "the care budget is granted, what needs a signature is proposed")
    if let granted = decisions.first(where: { $0.outcome == .granted }) {
      let answer = try await caller.municipality.explainDecision(
        .with { $0.name = granted.name },
        metadata: caller.key("aalter"),
        options: Caller.within()
      )
      tell("why: \(answer.provision.legalBasis)")
      for line in answer.lines where !line.folded { tell("\(line.textNl)  |  \(line.textEn)") }
      check(!answer.lines.isEmpty, "the decision is explained in Dutch and English")
    }
    let others = try await self.decisions(of: maldegem.careSituation, by: "maldegem") { decisions in
      decisions.contains { $0.provision == "provisions/maldegem-mantel-en-thuiszorgtoelage" }
    }
    let waiting = others.first { $0.provision == "provisions/maldegem-mantel-en-thuiszorgtoelage" }
    tell(
      "Maldegem: \(waiting.map { Self.word($0.outcome) } ?? "none"), missing: \(waiting?.missing.map(\.labelNl) ?? [])"
    )
    check(
      waiting?.outcome == .awaitingEvidence && waiting?.missing.map(\.name) == ["parameter.bel_threshold"],
      "a figure that the source does not tell is not made up: the decision waits for it"
    )
  }

  mutating func showOnce() async throws {
    heading("Another neighbour cares for the same man: what was shown of him is not asked again (bewijsstukken)")
    let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
      $0.requestID = UUID().uuidString
      $0.careSituation = otherNeighbour()
    }
    let other = try await register(request, by: "maldegem")
    registered.append(request.careSituation)
    check(other.recipient == maldegem.recipient, "he is known by his number; no evidence is handed in")
    let allowance = "provisions/maldegem-mantel-en-thuiszorgtoelage"
    let decisions = try await decisions(of: other.careSituation, by: "maldegem") { decisions in
      decisions.contains { $0.provision == allowance }
    }
    let decision = decisions.first { $0.provision == allowance }
    check(
      decision?.missing.map(\.name) == ["parameter.bel_threshold"],
      "his BEL score and budgets count here too: only the figure that the source does not tell is missing"
    )
    guard let decision else { return }
    let answer = try await caller.municipality.explainDecision(
      .with { $0.name = decision.name },
      metadata: caller.key("maldegem"),
      options: Caller.within()
    )
    let line = answer.lines.first { $0.textEn.contains("33") }
    tell("why: \(line.map { "\($0.textNl)  |  \($0.textEn)" } ?? "not told")")
    check(line != nil, "the decision tells the score that it rests on")
  }

  static func fields(_ error: RPCError) -> [String] {
    let status = try? error.unpackGoogleRPCStatus()
    return status?.details.compactMap(\.badRequest).flatMap { $0.violations.map(\.field) } ?? []
  }
}

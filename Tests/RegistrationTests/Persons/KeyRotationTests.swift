import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

/// Master keys that cannot be read for a while.
private final class Unsteady: MasterKeyProvider {
  let keys = MemoryMasterKeys(names: ["old"])
  let isGone = Mutex(false)

  func masterKeys() throws -> MasterKeys {
    if isGone.withLock({ $0 }) { throw StartupError("The master key file cannot be read") }
    return try keys.masterKeys()
  }
}

@Suite("Wrapping data keys anew")
struct KeyRotationTests {
  private func rewrap(_ registry: Registry, batch: Int32 = 0) async throws
    -> Mantel_Registration_V1_RewrapDataKeysResponse
  {
    try await registry.keys.rewrapDataKeys(.with { $0.batchSize = batch })
  }

  private func situation(_ day: Int, in month: Int = 2) throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.caregiver.insz = try Clerk.insz(1970, month, day)
    situation.recipient.insz = try Clerk.insz(1940, month, day)
    // The care situation has a key of its own when there is something about it to seal.
    situation.evidence.append(evidence("situation.kinship_degree", 1))
    return situation
  }

  @Test("Without a newer master key there is nothing to do")
  func nothing() async throws {
    try await withRegistry { registry in
      _ = try await registry.register(situation(1))
      let answer = try await rewrap(registry)
      #expect(answer.masterKey == "test-1" && answer.rewrapped == 0 && answer.remaining == 0)
    }
  }

  @Test("A batch takes as many as it is told, until none remains; another size is refused")
  func batches() async throws {
    let masters = MemoryMasterKeys(names: ["old"])
    try await withRegistry(masterKeys: masters) { registry in
      // Two persons and one care situation each.
      for day in 1...3 { _ = try await registry.register(situation(day)) }
      masters.addKey(named: "new")
      for size: Int32 in [-1, 10_001, .max, .min] {
        let seen = try await refusal { try await rewrap(registry, batch: size) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["batch_size"]))
      }
      var seen: [[Int64]] = []
      for _ in 0..<4 {
        let answer = try await rewrap(registry, batch: 4)
        #expect(answer.masterKey == "new")
        seen.append([answer.rewrapped, answer.remaining])
      }
      #expect(seen == [[4, 5], [4, 1], [1, 0], [0, 0]])
      #expect(try await rewrap(registry, batch: 10_000).rewrapped == 0)
    }
  }

  @Test("Names of master keys need no order: the newest is the one added last")
  func names() async throws {
    for (old, new) in [("a", "b"), ("b", "a"), ("2025-06-01-x", "2025-05-01-x")] {
      let masters = MemoryMasterKeys(names: [old])
      try await withRegistry(masterKeys: masters) { registry in
        let registered = try await registry.register(situation(1))
        masters.addKey(named: new)
        let answer = try await rewrap(registry)
        #expect(answer.masterKey == new && answer.rewrapped == 3 && answer.remaining == 0)
        masters.removeKey(named: old)
        #expect(try await rewrap(registry).remaining == 0)
        #expect(try await registry.person(registered.caregiver).details.familyName == "De Fictieve")
      }
    }
  }

  @Test("Master keys that cannot be read are told as unavailable, and those from before stay in use")
  func unreadable() async throws {
    let masters = Unsteady()
    try await withRegistry(masterKeys: masters) { registry in
      let registered = try await registry.register(situation(1))
      masters.isGone.withLock { $0 = true }
      let seen = try await refusal { try await rewrap(registry) }
      #expect(seen == SeenError(.unavailable, "UPSTREAM_UNAVAILABLE"))
      #expect(try await registry.person(registered.caregiver).details.familyName == "De Fictieve")
      _ = try await registry.register(situation(3))
      masters.keys.addKey(named: "new")
      masters.isGone.withLock { $0 = false }
      #expect(try await rewrap(registry).masterKey == "new")
    }
  }

  @Test("While others register, every key comes under the newest, and opens after a restart without the old one")
  func meanwhile() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let (keys, masters) = (KeyFile(), MemoryMasterKeys(names: ["old"]))
    let names = try await withRegistry(location: file.location, keys: keys, masterKeys: masters) { registry in
      var names: [String] = []
      for day in 1...20 { names.append(try await registry.register(situation(day)).caregiver) }
      let clerk = Clerk(registry)
      try await clerk.recordLoad(of: names[0], assessor: "Meter", score: 14)
      _ = try await clerk.signal(situation(21), remark: "Belt zelf")
      masters.addKey(named: "new")
      let added = try await withThrowingTaskGroup(of: String?.self) { group in
        for month in 3...6 {
          for day in 1...20 {
            group.addTask { try await registry.register(situation(day, in: month)).caregiver }
          }
        }
        group.addTask {
          while try await rewrap(registry, batch: 7).remaining > 0 {}
          return nil
        }
        return try await group.reduce(into: [String]()) { names, name in if let name { names.append(name) } }
      }
      #expect(added.count == 80)
      // What was registered before the first batch came in may have been added behind the last: one more call ends it.
      #expect(try await rewrap(registry).remaining == 0)
      return names + added
    }
    let held = try file.read {
      try $0.rows("SELECT master, count(*) AS number FROM data_key GROUP BY master")
    }
    #expect(held.map { $0["master"] as String } == ["new"] && held.map { $0["number"] as Int } == [301])

    masters.removeKey(named: "old")
    try await withRegistry(location: file.location, keys: keys, masterKeys: masters) { registry in
      for name in names {
        let person = try await registry.person(name)
        #expect(person.details.familyName == "De Fictieve" && person.details.insz.count == 11)
      }
      let load = try await registry.care.listAssessments(.with { $0.person = names[0] })
      #expect(load.assessments.map(\.assessor) == ["Meter"])
      let drafts = try await registry.signals.listDrafts(.with { $0.municipality = "44084" }).drafts
      #expect(drafts.map(\.signal.remark) == ["Belt zelf"])
      let list = try await registry.registration.listCareSituations(
        .with {
          $0.municipality = "44084"
          $0.pageSize = 200
        }
      )
      #expect(list.careSituations.count == 100 && list.careSituations.allSatisfy { !$0.recipientName.isEmpty })
    }
  }

  @Test("What is registered after the first call of a rotation is under the newest at once")
  func during() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let masters = MemoryMasterKeys(names: ["old"])
    try await withRegistry(location: file.location, masterKeys: masters) { registry in
      for day in 1...5 { _ = try await registry.register(situation(day)) }
      masters.addKey(named: "new")
      _ = try await rewrap(registry, batch: 1)
      _ = try await registry.register(situation(6))
      let masters = try file.read {
        try $0.values(String.self, "SELECT master FROM data_key ORDER BY key DESC LIMIT 3")
      }
      #expect(masters == ["new", "new", "new"])
    }
  }

  @Test("When none remains, nothing that the old master key wrapped is left in the files")
  func bytes() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let masters = MemoryMasterKeys(names: ["old"])
    try await withRegistry(location: file.location, masterKeys: masters) { registry in
      for day in 1...20 { _ = try await registry.register(situation(day)) }
      let wrapped = try file.wrappedKeys()
      #expect(wrapped.count == 60)
      let before = try file.bytes()
      for key in wrapped { #expect(before.range(of: key) != nil) }
      masters.addKey(named: "new")
      while try await rewrap(registry, batch: 16).remaining > 0 {}
      let after = try file.bytes()
      for key in wrapped { #expect(after.range(of: key) == nil) }
    }
  }

  @Test("A master key that was taken out before its time ends the call, and nothing is lost")
  func tooEarly() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let (keys, masters) = (KeyFile(), Unsteady())
    try await withRegistry(location: file.location, keys: keys, masterKeys: masters) { registry in
      let registered = try await registry.register(situation(1))
      let wrapped = try file.wrappedKeys()
      let whole = try masters.keys.masterKeys()
      masters.keys.addKey(named: "new")
      masters.keys.removeKey(named: "old")
      let seen = try await refusal { try await rewrap(registry) }
      #expect(seen == SeenError(.internalError, "INTERNAL"))
      #expect(try file.wrappedKeys() == wrapped)
      let lost = try await refusal { try await registry.person(registered.caregiver) }
      #expect(lost == SeenError(.internalError, "INTERNAL"))
      #expect(whole.key(named: "old") != nil)
    }
  }

  @Test("Keys in a file are read anew at each call, and only while they are their owner's alone")
  func keyFile() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "master.keys").path
    let masters = MasterKeyFile(path: path)
    #expect(throws: StartupError.self) { try DataKeys(provider: masters) }
    try masters.addKey(named: "old")
    try await withRegistry(masterKeys: masters) { registry in
      let registered = try await registry.register(situation(1))
      try masters.addKey(named: "new")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      let seen = try await refusal { try await rewrap(registry) }
      #expect(seen == SeenError(.unavailable, "UPSTREAM_UNAVAILABLE"))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      let answer = try await rewrap(registry)
      #expect(answer.masterKey == "new" && answer.rewrapped == 3 && answer.remaining == 0)
      try FileManager.default.removeItem(atPath: path)
      let gone = try await refusal { try await rewrap(registry) }
      #expect(gone == SeenError(.unavailable, "UPSTREAM_UNAVAILABLE"))
      #expect(try await registry.person(registered.caregiver).details.familyName == "De Fictieve")
    }
  }
}

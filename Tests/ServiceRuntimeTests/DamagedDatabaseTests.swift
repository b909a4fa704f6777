import CareTypes
import Foundation
import GRPCCore
import HealthAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

/// A service of the tests that reads and writes its database: `read`, `write`, or its health.
private struct Shelf: Grpc_Health_V1_Health.SimpleServiceProtocol {
  let database: ServiceDatabase

  func check(
    request: Grpc_Health_V1_HealthCheckRequest,
    context: ServerContext
  ) async throws -> Grpc_Health_V1_HealthCheckResponse {
    switch request.service {
    case "read":
      _ = try await database.read { try $0.value(Int.self, "SELECT sum(length(text)) FROM page") }
    case "write":
      try await database.write { transaction in
        for _ in 0..<50 {
          try transaction.connection.script("INSERT INTO page (text) VALUES (zeroblob(4000))")
        }
      }
    default:
      return try await HealthService(services: [], storage: database.health).check(request: request, context: context)
    }
    return .with { $0.status = .serving }
  }
}

@Suite("A damaged database is not served")
struct DamagedDatabaseTests {
  private func open(_ path: String) throws -> ServiceDatabase {
    try ServiceDatabase(.file(path), label: "test", clock: .system, migrations: [Self.pages])
  }

  private static let pages = Migration("test-1") { db in
    try db.script("CREATE TABLE page (key INTEGER PRIMARY KEY, text BLOB NOT NULL) STRICT")
    for _ in 0..<3_000 { try db.execute("INSERT INTO page (text) VALUES (randomblob(1000))") }
  }

  private func withFile(_ body: (String) async throws -> Void) async throws {
    let path = NSTemporaryDirectory() + "damaged-\(OpaqueID.random()).sqlite"
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
    try await body(path)
  }

  /// Overwrites two bytes of each page that a test picks, and tells how many were.
  private func flip(_ path: String, at offset: Int, ofPages isPicked: (_ firstByte: UInt8) -> Bool) throws -> Int {
    var bytes = try Data(contentsOf: URL(filePath: path))
    var count = 0
    for start in stride(from: 4_096, to: bytes.count, by: 4_096) where isPicked(bytes[start]) {
      bytes[start + offset] ^= 0xff
      bytes[start + offset + 1] ^= 0xff
      count += 1
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.write(contentsOf: bytes)
    try handle.close()
    return count
  }

  @Test(
    "Flipped bytes in the head, an inner page or a leaf are found at the start, in one line",
    arguments: ["head", "schema", "inner", "leaf"]
  )
  func atStart(place: String) async throws {
    try await withFile { path in
      try await open(path).emptyLog()
      switch place {
      case "head", "schema":
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seek(toOffset: place == "head" ? 16 : 100)
        try handle.write(contentsOf: [0xee, 0xee])
        try handle.close()
      case "inner": #expect(try flip(path, at: 3) { $0 == 5 } > 0)
      default: #expect(try flip(path, at: 3) { $0 == 13 } > 0)
      }
      #expect {
        _ = try open(path)
      } throws: { error in
        guard let error = error as? StartupError else { return false }
        return error.message.contains("test database") && !error.message.contains("\n")
      }
    }
  }

  @Test("Once damage is met while serving, health says so and everything is refused with its reason")
  func whileServing() async throws {
    try await withFile { path in
      try await open(path).emptyLog()
      let database = try open(path)
      let component = ServiceComponent(name: "test", rpcs: [Shelf(database: database)])
      // The file is damaged under the open database, before it has read these pages.
      #expect(try flip(path, at: 3) { $0 == 13 } > 0)
      try await withServed(component) { grpc in
        let client = Grpc_Health_V1_Health.Client(wrapping: grpc)
        #expect(try await client.check(.init()).status == .serving)
        let seen = try await refusal { try await client.check(.with { $0.service = "read" }) }
        #expect(seen == SeenError(.dataLoss, "DATABASE_DAMAGED"))
        #expect(try await client.check(.init()).status == .notServing)
        let write = try await refusal { try await client.check(.with { $0.service = "write" }) }
        #expect(write == SeenError(.dataLoss, "DATABASE_DAMAGED"))
      }
    }
  }

  @Test("On a full disk writes are refused with their reason, reads and health go on, and room lets writes through")
  func fullDisk() async throws {
    try await withFile { path in
      let database = try open(path)
      try await database.limitGrowth(true)
      try await withServed(ServiceComponent(name: "test", rpcs: [Shelf(database: database)])) { grpc in
        let client = Grpc_Health_V1_Health.Client(wrapping: grpc)
        for _ in 0..<3 {
          let seen = try await refusal { try await client.check(.with { $0.service = "write" }) }
          #expect(seen == SeenError(.resourceExhausted, "STORAGE_FULL"))
          #expect(try await client.check(.with { $0.service = "read" }).status == .serving)
          #expect(try await client.check(.init()).status == .serving)
        }
        try await database.limitGrowth(false)
        #expect(try await client.check(.with { $0.service = "write" }).status == .serving)
      }
    }
  }
}

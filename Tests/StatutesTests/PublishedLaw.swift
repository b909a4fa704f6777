import CareTypes
import Foundation
import ServiceRuntime
import TestSupport

@testable import Statutes

/// A database in which the packs that come with Mantel are published. It is made once; each test gets a copy.
private struct PublishedLaw: Sendable {
  /// The content of the database's files, by suffix.
  private let files: [String: Data]

  static let shared = Task { try await PublishedLaw() }

  private init() async throws {
    let path = Self.newPath()
    defer { Self.remove(path) }
    try await withStatutes(at: .file(path)) { try await $0.statutes.publishShipped() }
    files = try ["", "-wal"].reduce(into: [:]) { files, suffix in
      guard FileManager.default.fileExists(atPath: path + suffix) else { return }
      files[suffix] = try Data(contentsOf: URL(filePath: path + suffix))
    }
  }

  /// Runs a test over a copy.
  func withCopy<Value>(_ body: (ServiceDatabase.Location) async throws -> Value) async throws -> Value {
    let path = Self.newPath()
    defer { Self.remove(path) }
    for (suffix, content) in files { try content.write(to: URL(filePath: path + suffix)) }
    return try await body(.file(path))
  }

  private static func newPath() -> String { NSTemporaryDirectory() + "statutes-\(OpaqueID.random()).sqlite" }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }
}

/// Serves Statutes with the packs that come with Mantel, on 1 June 2025.
func withPublishedLaw<Value: Sendable>(
  _ body: @Sendable (ServedStatutes) async throws -> Value
) async throws -> Value {
  try await PublishedLaw.shared.value.withCopy { try await withStatutes(at: $0, body) }
}

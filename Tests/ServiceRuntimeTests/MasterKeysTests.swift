import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import Testing

@Suite("Master keys")
struct MasterKeysTests {
  private static let good = Data(repeating: 7, count: 32).base64EncodedString()
  private static let other = Data(repeating: 8, count: 32).base64EncodedString()

  /// A folder for the length of a body.
  private func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private func write(_ text: String, to file: URL, permissions: Int = 0o600) throws {
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
  }

  // MARK: - Lines

  @Test("The last line is the newest key; empty lines and more than one space do not matter")
  func lines() throws {
    let keys = try MasterKeys(text: "\nold  \(Self.good) \n\nnew \(Self.other)\n\n")
    #expect(keys.newest == "new")
    #expect(keys.key(named: "old") != nil && keys.key(named: "new") != nil && keys.key(named: "other") == nil)
    #expect(keys.key(named: "old") != keys.key(named: "new"))
    #expect(try MasterKeys(text: "one \(Self.good)").newest == "one")
  }

  @Test(
    "A malformed line is told by its number, and nothing of it is repeated",
    arguments: [
      "first", "first ", " \(good)", "first \(good.dropLast())", "first \(good)\(good)", "first \(good) rest",
      "first\t\(good)", "first \(good)\r", "first AAAA", "first \(good.replacing("B", with: "*"))",
      "naïef geheim woord",
    ]
  )
  func malformed(_ line: String) {
    #expect {
      try MasterKeys(text: "\nzero \(Self.other)\n\(line)\nlast \(Self.other)\n")
    } throws: { error in
      guard let error = error as? StartupError else { return false }
      return error.message.contains("line 3") && !error.message.contains(Self.good.prefix(8))
        && !error.message.contains("geheim")
    }
  }

  @Test("A file whose lines end as on Windows is refused rather than half read")
  func windows() {
    #expect(throws: StartupError.self) { try MasterKeys(text: "old \(Self.good)\r\nnew \(Self.other)\r\n") }
  }

  @Test("No key at all, and a name that stands there twice, are refused", arguments: ["", "\n\n", "   \n"])
  func none(_ text: String) {
    #expect(throws: StartupError.self) { try MasterKeys(text: text) }
    #expect(throws: StartupError.self) { try MasterKeys(text: "a \(Self.good)\nb \(Self.other)\na \(Self.other)\n") }
  }

  @Test("New lines hold keys that are never alike")
  func newLines() throws {
    let lines = Set((0..<100).map { _ in MasterKeys.newLine(named: "key") })
    #expect(lines.count == 100)
    for line in lines { #expect(try MasterKeys(text: line).newest == "key") }
  }

  // MARK: - The file

  @Test("A file that others may read, write or run, or that is not there, is refused")
  func permissions() throws {
    try inFolder { folder in
      let file = folder.appending(path: "master.keys")
      let keys = MasterKeyFile(path: file.path)
      #expect(throws: StartupError.self) { try keys.masterKeys() }
      for permissions in [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666] {
        try write("one \(Self.good)\n", to: file, permissions: permissions)
        #expect(throws: StartupError.self) { try keys.masterKeys() }
        #expect(throws: StartupError.self) { try keys.addKey(named: "two") }
      }
      for permissions in [0o600, 0o400] {
        try write("one \(Self.good)\n", to: file, permissions: permissions)
        #expect(try keys.masterKeys().newest == "one")
        try FileManager.default.removeItem(at: file)
      }
    }
  }

  @Test("What is wrong with a file is told with its path, and nothing of what it holds")
  func told() throws {
    try inFolder { folder in
      let file = folder.appending(path: "master.keys")
      try write("one \(Self.good)\ntwo \(Self.good)geheim\n", to: file)
      #expect {
        try MasterKeyFile(path: file.path).masterKeys()
      } throws: { error in
        guard let error = error as? StartupError else { return false }
        return error.message.contains(file.path) && error.message.contains("line 2")
          && !error.message.contains("geheim") && !error.message.contains(Self.good)
      }
    }
  }

  @Test("A key is added behind the others, which stay, in a file that is its owner's alone")
  func added() throws {
    try inFolder { folder in
      let file = folder.appending(path: "master.keys")
      let keys = MasterKeyFile(path: file.path)
      var names: [String] = []
      for index in 0..<5 {
        let before = try? keys.masterKeys()
        try keys.addKey(named: "key-\(index)")
        names.append("key-\(index)")
        let after = try keys.masterKeys()
        #expect(after.newest == "key-\(index)")
        for name in names.dropLast() { #expect(after.key(named: name) == before?.key(named: name)) }
        let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        #expect(permissions?.intValue == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.keys"])
      }
      // A file that does not end its last line gets no line that runs on.
      try write("one \(Self.good)", to: file)
      try keys.addKey(named: "two")
      #expect(try keys.masterKeys().key(named: "one") != nil)
      #expect(try keys.masterKeys().newest == "two")
    }
  }

  @Test("A key that cannot be added leaves the file as it was", arguments: ["one", "", "a b", "a\nb", "x\n"])
  func refused(_ name: String) throws {
    try inFolder { folder in
      let file = folder.appending(path: "master.keys")
      let keys = MasterKeyFile(path: file.path)
      try write("one \(Self.good)\n", to: file)
      #expect(throws: StartupError.self) { try keys.addKey(named: name) }
      #expect(try String(contentsOf: file, encoding: .utf8) == "one \(Self.good)\n")
      try write("broken", to: file)
      #expect(throws: StartupError.self) { try keys.addKey(named: "two") }
      #expect(try String(contentsOf: file, encoding: .utf8) == "broken")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.keys"])
    }
    #expect(throws: StartupError.self) { try MasterKeyFile(path: "/nowhere/at/all.keys").addKey(named: "one") }
  }

  @Test("What an interrupted run left beside the file neither stands in the way nor is taken for it")
  func interrupted() throws {
    try inFolder { folder in
      let file = folder.appending(path: "master.keys")
      let keys = MasterKeyFile(path: file.path)
      try write("one \(Self.good)\n", to: file)
      try write("half", to: folder.appending(path: "master.keys.new"), permissions: 0o644)
      #expect(try keys.masterKeys().newest == "one")
      try keys.addKey(named: "two")
      #expect(try keys.masterKeys().newest == "two")
      // Nor does a link that points elsewhere lead the keys there.
      let elsewhere = folder.appending(path: "elsewhere")
      try write("", to: elsewhere)
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "master.keys.new"),
        withDestinationURL: elsewhere
      )
      try keys.addKey(named: "three")
      #expect(try keys.masterKeys().newest == "three")
      #expect(try Data(contentsOf: elsewhere).isEmpty)
    }
  }

  @Test("Of keys that are added at once none is lost, and whoever reads meanwhile reads a whole file")
  func atOnce() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: OpaqueID.random().text)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let keys = MasterKeyFile(path: folder.appending(path: "master.keys").path)
    try keys.addKey(named: "first")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<30 {
        group.addTask { try keys.addKey(named: "key-\(index)") }
        group.addTask { () async throws in
          for _ in 0..<20 { #expect(try keys.masterKeys().key(named: "first") != nil) }
        }
      }
      try await group.waitForAll()
    }
    let read = try keys.masterKeys()
    for index in 0..<30 { #expect(read.key(named: "key-\(index)") != nil) }
  }

  @Test("Master keys of a process are added and forgotten by name")
  func memory() throws {
    let keys = MemoryMasterKeys(names: ["key-1", "key-10"])
    keys.addKey(named: "key-2")
    #expect(try keys.masterKeys().newest == "key-2")
    keys.removeKey(named: "key-1")
    let left = try keys.masterKeys()
    #expect(left.key(named: "key-1") == nil && left.key(named: "key-10") != nil && left.newest == "key-2")
    keys.removeKey(named: "key-2")
    #expect(try keys.masterKeys().newest == "key-10")
  }
}

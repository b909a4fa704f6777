package import Foundation
package import SwiftProtobuf

/// The protos, as `protoc` reads them, with their comments.
package struct Protos {
  /// The files of Mantel's own packages.
  package let files: [Google_Protobuf_FileDescriptorProto]

  /// The folder of the protos.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Protos")

  /// Reads them.
  package init() throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).bin")
    defer { try? FileManager.default.removeItem(at: output) }
    let sources = (FileManager.default.enumerator(atPath: Self.folder.path)?.allObjects ?? [])
      .compactMap { $0 as? String }.filter { $0.hasPrefix("mantel/") && $0.hasSuffix(".proto") }.sorted()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = Self.folder
    process.arguments =
      ["protoc", "-I.", "--include_imports", "--include_source_info", "--descriptor_set_out=\(output.path)"] + sources
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Unreadable() }
    let set = try Google_Protobuf_FileDescriptorSet(serializedBytes: Data(contentsOf: output))
    files = set.file.filter { $0.name.hasPrefix("mantel/") }
    guard files.count >= 10 else { throw Unreadable() }
  }

  /// All messages of a file with their full names and paths, nested ones included; map entries are left out.
  package static func messages(
    of file: Google_Protobuf_FileDescriptorProto
  ) -> [(name: String, message: Google_Protobuf_DescriptorProto, path: [Int32])] {
    func nested(
      _ message: Google_Protobuf_DescriptorProto,
      _ name: String,
      _ path: [Int32]
    ) -> [(String, Google_Protobuf_DescriptorProto, [Int32])] {
      [(name, message, path)]
        + message.nestedType.enumerated().flatMap { nested($1, "\(name).\($1.name)", path + [3, Int32($0)]) }
    }
    return file.messageType.enumerated().flatMap { nested($1, "\(file.package).\($1.name)", [4, Int32($0)]) }
  }

  /// All enumerations of a file, nested ones included.
  package static func enums(
    of file: Google_Protobuf_FileDescriptorProto
  ) -> [(value: Google_Protobuf_EnumDescriptorProto, path: [Int32])] {
    file.enumType.enumerated().map { ($1, [5, Int32($0)]) }
      + messages(of: file).flatMap { _, message, path in
        message.enumType.enumerated().map { ($1, path + [4, Int32($0)]) }
      }
  }

  /// The comment in front of an element.
  package static func comment(_ path: [Int32], in file: Google_Protobuf_FileDescriptorProto) -> String {
    file.sourceCodeInfo.location.first { $0.path == path }?.leadingComments ?? ""
  }

  /// `protoc` refuses the protos, or they are not where they were.
  private struct Unreadable: Error {}

  /// Full names of the methods of some services whose requests hold a field of a name, at whatever depth.
  package func methods(
    of services: Set<String>,
    withField isWanted: (String) -> Bool
  ) -> Set<String> {
    var messages: [String: Google_Protobuf_DescriptorProto] = [:]
    for file in files {
      for (name, message, _) in Self.messages(of: file) { messages[".\(name)"] = message }
    }
    func holds(_ type: String, _ seen: inout Set<String>) -> Bool {
      guard seen.insert(type).inserted, let message = messages[type] else { return false }
      for field in message.field {
        if isWanted(field.name) || holds(field.typeName, &seen) { return true }
      }
      return false
    }
    var found: Set<String> = []
    for file in files {
      for service in file.service where services.contains("\(file.package).\(service.name)") {
        for method in service.method {
          var seen: Set<String> = []
          if holds(method.inputType, &seen) { found.insert("\(file.package).\(service.name)/\(method.name)") }
        }
      }
    }
    return found
  }
}

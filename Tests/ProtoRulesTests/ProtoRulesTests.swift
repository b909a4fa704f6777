import Foundation
import GRPCCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

private func isLowerSnake(_ name: String) -> Bool {
  name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil
}

private func snake(_ name: String) -> String {
  name.reduce(into: "") { result, character in
    if character.isUppercase, !result.isEmpty { result += "_" }
    result += character.lowercased()
  }
}

@Suite("The rules of the protos")
struct ProtoRulesTests {
  @Test("A package stands in the folder of its name, has a version, and its files are in lower snake case")
  func places() throws {
    for file in try Protos().files {
      let folder = file.name.split(separator: "/").dropLast().joined(separator: ".")
      #expect(file.package == folder, "\(file.name)")
      #expect(file.package.hasSuffix(".v1"), "\(file.name)")
      #expect(file.syntax == "proto3", "\(file.name)")
      #expect(isLowerSnake((file.name as NSString).lastPathComponent.replacingOccurrences(of: ".proto", with: "")))
    }
  }

  @Test("A service stands alone in the file of its name; requests and responses belong to one RPC")
  func services() throws {
    var used: [String: String] = [:]
    for file in try Protos().files {
      #expect(file.service.count <= 1, "\(file.name)")
      for service in file.service {
        #expect(service.name.hasSuffix("Service"))
        #expect((file.name as NSString).lastPathComponent == "\(snake(service.name)).proto")
        for method in service.method {
          let prefix = method.name == "Read" && service.name == "EventFeedService" ? "Read" : method.name
          #expect(method.inputType == ".\(file.package).\(prefix)Request", "\(method.name)")
          #expect(method.outputType == ".\(file.package).\(prefix)Response", "\(method.name)")
          for type in [method.inputType, method.outputType] {
            #expect(used.updateValue(method.name, forKey: type) == nil, "\(type) is used twice")
          }
        }
      }
    }
  }

  @Test("Clients send no stream of requests again by themselves")
  func streamsOfRequests() throws {
    let streamed = try Protos().files.flatMap { file in
      file.service.filter { $0.method.contains(where: \.clientStreaming) }.map { "\(file.package).\($0.name)" }
    }
    #expect(streamed == ServerSetup.streamedServices)
    let policies = ServerSetup.serviceConfig.methodConfig.map { config in
      (config.names.map(\.service), config.executionPolicy == nil)
    }
    for service in streamed {
      #expect(policies.contains { $0.0.contains(service) && $0.1 }, "\(service)")
    }
  }

  @Test("The services whose calls may take long exist")
  func longServices() throws {
    let services = try Protos().files.flatMap { file in file.service.map { "\(file.package).\($0.name)" } }
    #expect(ServerSetup.longServices.isSubset(of: services))
  }

  @Test("Everything has a comment; an RPC's tells what it answers")
  func comments() throws {
    for file in try Protos().files {
      for (index, service) in file.service.enumerated() {
        let path = [6, Int32(index)]
        #expect(Protos.comment(path, in: file).count > 20, "\(service.name)")
        for (index, method) in service.method.enumerated() {
          let comment = Protos.comment(path + [2, Int32(index)], in: file)
          #expect(comment.count > 20, "\(service.name).\(method.name)")
          let input = Protos.messages(of: file).first { ".\($0.name)" == method.inputType }
          if input?.message.field.isEmpty == false {
            #expect(comment.contains("Answers:"), "\(service.name).\(method.name) does not tell what it answers")
          }
        }
      }
      for (name, message, path) in Protos.messages(of: file) {
        #expect(!Protos.comment(path, in: file).isEmpty, "\(name)")
        for (index, field) in message.field.enumerated() {
          #expect(!Protos.comment(path + [2, Int32(index)], in: file).isEmpty, "\(name).\(field.name)")
        }
      }
      for (value, path) in Protos.enums(of: file) {
        #expect(!Protos.comment(path, in: file).isEmpty, "\(value.name)")
        for (index, element) in value.value.enumerated() {
          #expect(!Protos.comment(path + [2, Int32(index)], in: file).isEmpty, "\(element.name)")
        }
      }
    }
  }

  @Test("Enumerations begin unspecified, and their values carry the enumeration's name")
  func enumerations() throws {
    for file in try Protos().files {
      for (value, _) in Protos.enums(of: file) {
        let prefix = snake(value.name).uppercased() + "_"
        #expect(value.value.first?.name == prefix + "UNSPECIFIED")
        #expect(value.value.first?.number == 0)
        #expect(value.value.allSatisfy { $0.name.hasPrefix(prefix) }, "\(value.name)")
      }
    }
  }

  @Test("Fields are in lower snake case; times end in _time, dates in _date")
  func fields() throws {
    for file in try Protos().files {
      for (name, message, _) in Protos.messages(of: file) {
        for field in message.field {
          #expect(isLowerSnake(field.name), "\(name).\(field.name)")
          #expect(field.typeName != ".google.protobuf.Empty", "\(name).\(field.name)")
          if field.typeName == ".google.protobuf.Timestamp" {
            #expect(field.name.hasSuffix("_time"), "\(name).\(field.name)")
          }
          if field.typeName == ".mantel.type.v1.Date" {
            #expect(field.name == "date" || field.name.hasSuffix("_date"), "\(name).\(field.name)")
          }
        }
      }
    }
  }

  @Test("Commands carry a request id; lists have pages and are no streams")
  func commandsAndLists() throws {
    let commands = ["Register", "End", "Record", "Withdraw", "Publish", "Acknowledge", "Draft", "Drop"]
    // Bounded by how much law there is, and of use as a whole.
    let whole = ["ListFacts", "ListClashes", "ListUnharmonised", "ListOpenTerms", "ListEquivalences"]
    for file in try Protos().files {
      let messages = Dictionary(uniqueKeysWithValues: Protos.messages(of: file).map { (".\($0.name)", $0.message) })
      for method in file.service.flatMap(\.method) {
        let request = try #require(messages[method.inputType]).field.map(\.name)
        let response = try #require(messages[method.outputType]).field.map(\.name)
        if commands.contains(where: method.name.hasPrefix) {
          #expect(request.first == "request_id", "\(method.name)")
        }
        if method.name.hasPrefix("List"), !whole.contains(method.name) {
          #expect(Set(request).isSuperset(of: ["page_size", "page_token"]), "\(method.name)")
          #expect(response.contains("next_page_token") && !method.serverStreaming, "\(method.name)")
        }
      }
    }
  }

  @Test("What was published keeps its numbers and names")
  func baseline() throws {
    var lines: [String] = []
    for file in try Protos().files {
      for service in file.service {
        lines += service.method.map { "rpc \(file.package).\(service.name)/\($0.name)" }
      }
      for (name, message, _) in Protos.messages(of: file) {
        lines += message.field.map { "field \(name).\($0.name) = \($0.number) \($0.type) \($0.typeName) \($0.label)" }
      }
      for (value, _) in Protos.enums(of: file) {
        lines += value.value.map { "value \(file.package).\($0.name) = \($0.number)" }
      }
    }
    let url = Protos.folder.appending(path: "baseline.txt")
    if ProcessInfo.processInfo.environment["MANTEL_WRITE_BASELINE"] == "1" {
      try Data((lines.sorted().joined(separator: "\n") + "\n").utf8).write(to: url)
    }
    let published = Set(try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init))
    let gone = published.subtracting(lines).sorted()
    #expect(gone.isEmpty, "Clients rely on these; if none does yet, `make protos` writes the baseline anew: \(gone)")
  }
}

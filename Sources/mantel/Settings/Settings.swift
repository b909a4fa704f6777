import Assembly
import GatewayDomain
import Configuration
import Foundation
import Gateway
import Logging
import Proofs
import ServiceCore
import ServiceRuntime
import SystemPackage
import Yams

/// What an operator can set.
///
/// Each setting comes from `--set KEY=VALUE`, else from the environment (`MANTEL_` and the key in upper case with
/// underscores), else from the file given with `--config`, else from the default.
///
/// | key | meaning | default |
/// | --- | --- | --- |
/// | `data.directory` | folder of the databases, one file for each service | `data` |
/// | `clock.file` | file of the clock that `mantel serve --clock` starts, the same for all processes | `clock` in the data folder |
/// | `log.level` | `trace`, `debug`, `info`, `notice`, `warning`, `error` or `critical` | `info` |
/// | `metrics.listen` | HOST:PORT of the Prometheus page; empty: none | `127.0.0.1:9464` |
/// | `reference.directory` | folder of `municipalities.csv` and `care_zones.csv` | those shipped with Mantel |
/// | `SERVICE.listen` | HOST:PORT on which a service answers gRPC; with `serve all`, only the gateway listens unless set | `127.0.0.1:7300` for the gateway, 7301 to 7304 for registration, statutes, rights and moments |
/// | `SERVICE.address` | HOST:PORT where the other processes reach it | its default port on 127.0.0.1 |
/// | `registration.key-file`, `moments.key-file`, `gateway.key-file` | secrets, made by `mantel keys new` | required |
/// | `registration.master-key-file` | keys that wrap the keys of persons, made by `mantel keys new-master` | required |
/// | `rights.signing-key-file` | keys that sign caregiver cards and attests, made by `mantel keys new-signing` | required |
/// | `rights.issuer` | https address that names the registry in these proofs, and under which their status lists are published | required |
/// | `gateway.clients-file` | the API clients and their scopes | required |
/// | `gateway.mismatches-free-per-hour` | numbers of people in sight with what does not fit, from one client, that are answered at once | 20 |
/// | `gateway.mismatches-most-per-day` | the same that are answered at all | 500 |
/// | `gateway.misses-free-per-hour` | searches by number that find nobody, from one client, that are answered at once | 200 |
/// | `gateway.misses-most-per-day` | the same that are answered at all | 5000 |
/// | `gateway.longest-pause` | seconds for which an answer beyond the free ones waits at most | 3 |
struct Settings: Sendable {
  private let config: ConfigReader

  /// Reads the sources of settings.
  ///
  /// - Parameters:
  ///   - file: Path of a YAML file.
  ///   - overrides: `KEY=VALUE`, each.
  /// - Throws: `StartupError` when the file cannot be read or an override is malformed.
  init(file: String?, overrides: [String]) async throws {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for override in overrides {
      guard let equals = override.firstIndex(of: "="), equals != override.startIndex else {
        throw StartupError("--set takes KEY=VALUE, not: \(override)")
      }
      let key = String(override[..<equals])
      try Self.refuseUnknown(key, in: "--set")
      values[AbsoluteConfigKey(ConfigKey(key))] = ConfigValue(
        .string(String(override[override.index(after: equals)...])),
        isSecret: false
      )
    }
    var providers: [any ConfigProvider] = [
      InMemoryProvider(name: "command line", values: values),
      EnvironmentVariablesProvider().prefixKeys(with: "mantel"),
    ]
    if let file {
      do {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for key in try Yams.compose(yaml: text).map({ Self.keys(in: $0) }) ?? [] {
          try Self.refuseUnknown(key, in: file)
        }
        providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
      } catch let error as StartupError {
        throw error
      } catch {
        throw StartupError("The configuration file cannot be used: \(file): \(error)")
      }
    }
    config = ConfigReader(providers: providers)
  }

  /// Folder of the databases.
  func dataDirectory() throws -> String { try text("data.directory") ?? "data" }

  /// The file of a clock that is set by hand.
  func clockFile() throws -> String { try text("clock.file") ?? "\(dataDirectory())/clock" }

  /// Folder of the reference tables, when not those shipped with Mantel.
  func referenceDirectory() throws -> String? { try text("reference.directory") }

  /// The least severe level that is logged.
  func logLevel() throws -> Logger.Level {
    guard let text = try text("log.level") else { return .info }
    guard let level = Logger.Level(rawValue: text) else { throw malformed("log.level", "a log level") }
    return level
  }

  /// Where the Prometheus page is served; nil when it is switched off.
  func metricsListen() throws -> Endpoint? {
    guard let text = try text("metrics.listen") else { return Endpoint("127.0.0.1:9464") }
    return text.isEmpty ? nil : try endpoint("metrics.listen", text)
  }

  /// Where a service listens, when that is set.
  func listen(_ service: ServiceName) throws -> Endpoint? {
    try text("\(service.rawValue).listen").map { try endpoint("\(service.rawValue).listen", $0) }
  }

  /// Where a service listens in a process of its own.
  func listenOrDefault(_ service: ServiceName) throws -> Endpoint {
    if let endpoint = try listen(service) { return endpoint }
    return try endpoint("\(service.rawValue).listen", "127.0.0.1:\(service.defaultPort)")
  }

  /// Where other processes reach a service.
  func address(_ service: ServiceName) throws -> Endpoint {
    let key = "\(service.rawValue).address"
    return try endpoint(key, try text(key) ?? "127.0.0.1:\(service.defaultPort)")
  }

  /// The secret of a service.
  func keys(_ service: ServiceName) throws -> KeyFile {
    try KeyFile(path: required("\(service.rawValue).key-file"))
  }

  /// The file of the master keys of Registration.
  func masterKeyFile() throws -> MasterKeyFile {
    MasterKeyFile(path: try required("registration.master-key-file"))
  }

  /// The file of the keys that sign proofs.
  func signingKeyFile() throws -> SigningKeyFile {
    SigningKeyFile(path: try required("rights.signing-key-file"))
  }

  /// What signs proofs. The keys are read once, so that a process without them does not start.
  func issuer() throws -> ProofIssuer {
    let address = try required("rights.issuer")
    guard let url = URL(string: address), url.scheme == "https", url.host()?.isEmpty == false, url.query() == nil,
      url.fragment() == nil, url.user() == nil, !address.hasSuffix("/"), address.utf8.count <= 100
    else { throw malformed("rights.issuer", "an https address of at most 100 characters, without a slash at the end") }
    let file = try signingKeyFile()
    _ = try file.signingKeys()
    return ProofIssuer(address: address, keys: file)
  }

  /// The file of API clients.
  func clientsFile() throws -> String { try required("gateway.clients-file") }

  /// How often a client may ask in vain by number.
  func probeLimits() throws -> ProbeLimits {
    let usual = ProbeLimits()
    func limit(_ name: String, _ usual: ProbeLimits.Limit) throws -> ProbeLimits.Limit {
      try ProbeLimits.Limit(
        freePerHour: number("gateway.\(name)-free-per-hour", 0...1_000_000) ?? usual.freePerHour,
        mostPerDay: number("gateway.\(name)-most-per-day", 1...1_000_000) ?? usual.mostPerDay
      )
    }
    return try ProbeLimits(
      mismatches: limit("mismatches", usual.mismatches),
      misses: limit("misses", usual.misses),
      longestPause: number("gateway.longest-pause", 0...20).map { .seconds($0) } ?? usual.longestPause
    )
  }

  private func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = try text(key) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw malformed(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func required(_ key: String) throws -> String {
    guard let text = try text(key), !text.isEmpty else { throw StartupError("The setting \(key) is required") }
    return text
  }

  private func endpoint(_ key: String, _ text: String) throws -> Endpoint {
    guard let endpoint = Endpoint(text) else { throw malformed(key, "HOST:PORT") }
    return endpoint
  }

  private func text(_ key: String) throws -> String? {
    config.string(forKey: ConfigKey(key))
  }

  /// Every key that there is: a slip of the pen must stop the start rather than pass unseen.
  private static let known: Set<String> = {
    var keys: Set = [
      "data.directory", "clock.file", "log.level", "metrics.listen", "reference.directory", "gateway.clients-file",
      "registration.key-file", "registration.master-key-file", "moments.key-file", "gateway.key-file",
      "rights.signing-key-file", "rights.issuer",
      "gateway.mismatches-free-per-hour", "gateway.mismatches-most-per-day", "gateway.misses-free-per-hour",
      "gateway.misses-most-per-day", "gateway.longest-pause",
    ]
    for service in ServiceName.allCases {
      keys.formUnion(["\(service.rawValue).listen", "\(service.rawValue).address"])
    }
    return keys
  }()

  private static func refuseUnknown(_ key: String, in source: String) throws {
    if !known.contains(key) { throw StartupError("\(source) has an unknown setting: \(key)") }
  }

  /// The keys of a YAML file, nested ones joined by dots; a list, which no setting is, shows as `[]`.
  private static func keys(in node: Yams.Node, prefix: [String] = []) -> [String] {
    if node.sequence != nil { return [(prefix + ["[]"]).joined(separator: ".")] }
    guard case .mapping(let mapping) = node else { return [prefix.joined(separator: ".")] }
    return mapping.flatMap { key, value in keys(in: value, prefix: prefix + [key.string ?? "?"]) }
  }

  private func malformed(_ key: String, _ expected: String) -> StartupError {
    StartupError("The setting \(key) is not \(expected)")
  }
}

// swift-tools-version: 6.2
import PackageDescription

let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.3"),
  .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.2"),
  .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.1"),
  .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0", traits: []),
  .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
  .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
  .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.7.3"),
  .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
  .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: [.defaults, "YAML"]),
  .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
  .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
  .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
  .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
]

let grpc: Target.Dependency = .product(name: "GRPCCore", package: "grpc-swift-2")
let grpcInProcess: Target.Dependency = .product(name: "GRPCInProcessTransport", package: "grpc-swift-2")
let grpcHTTP2: Target.Dependency = .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport")
let grpcProtobuf: Target.Dependency = .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of generated protobuf code.
func api(_ name: String, _ imports: String...) -> Target {
  .target(
    name: name,
    dependencies: [grpc, grpcProtobuf, protobuf] + imports.map { .target(name: $0) },
    path: "Sources/API/\(name)"
  )
}

/// The rules of a service, in its folder `Domain`: they cannot import gRPC, protobuf or a database.
func domain(_ service: String, _ libraries: Target.Dependency...) -> Target {
  .target(
    name: "\(service)Domain",
    dependencies: ["CareTypes", "RuleLanguage", "ServiceCore"] + libraries,
    path: "Sources/\(service)/Domain",
    swiftSettings: settings
  )
}

/// One of the five services: its rules, its own API, its database, and the APIs of those it calls; never another service.
@MainActor func service(
  _ name: String,
  apis: [String],
  libraries: [Target.Dependency] = [],
  exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name,
    dependencies: ["ServiceCore", "ServiceRuntime", "RuleLanguage", "CareTypes", "TypeAPI", "EventsAPI"]
      + domains.filter { $0.name == "\(name)Domain" }.map { .target(name: $0.name) }
      + apis.map { .target(name: $0) }
      + [grpc, grpcProtobuf, protobuf, lifecycle, logging] + libraries,
    path: "Sources/\(name)",
    exclude: exclude + (domains.contains { $0.name == "\(name)Domain" } ? ["Domain"] : []),
    resources: resources,
    swiftSettings: settings
  )
}

/// The tests of a module.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let apis: [Target] = [
  api("TypeAPI"),
  api("EventsAPI", "TypeAPI", "RightsAPI"),
  api("RegistrationAPI", "TypeAPI"),
  api("StatutesAPI", "TypeAPI"),
  api("RightsAPI", "TypeAPI"),
  api("MomentsAPI", "TypeAPI"),
  api("GatewayAPI", "TypeAPI", "RegistrationAPI", "StatutesAPI", "RightsAPI", "MomentsAPI"),
  api("HealthAPI"),
]

let allAPIs: [Target.Dependency] = apis.map { .target(name: $0.name) }

let foundations: [Target] = [
  .target(name: "CareTypes", swiftSettings: settings),
  .target(name: "RuleLanguage", dependencies: ["CareTypes"], exclude: ["LANGUAGE.md"], swiftSettings: settings),
  .target(name: "RuleReasoning", dependencies: ["RuleLanguage", "CareTypes"], swiftSettings: settings),
  .target(
    name: "ServiceCore",
    dependencies: ["CareTypes", crypto],
    resources: [.copy("Resources")],
    swiftSettings: settings
  ),
  .target(name: "Disclosure", dependencies: ["CareTypes"], swiftSettings: settings),
  .target(name: "QRCode", swiftSettings: settings),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  // Signed proofs that others check offline.
  .target(name: "Proofs", dependencies: ["CareTypes", "CZlib", jwt, crypto], swiftSettings: settings),
  .target(
    name: "ServiceRuntime",
    dependencies: [
      "ServiceCore", "CareTypes", "TypeAPI", "EventsAPI", "HealthAPI",
      grpc, grpcInProcess, grpcHTTP2, grpcProtobuf, protobuf, grdb, sqlite, lifecycle, metrics, tracing, logging,
      crypto,
      .product(name: "CoreMetrics", package: "swift-metrics"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
    ],
    swiftSettings: settings
  ),
]

/// The services whose rules are a target of their own.
let domains: [Target] = [
  domain("Registration"),
  domain("Statutes", "RuleReasoning", yaml),
  domain("Rights", "Disclosure", "RuleReasoning", "Proofs", "QRCode"),
  domain("HingeMoments"),
  domain("Gateway", crypto, yaml),
]

let allDomains: [Target.Dependency] = domains.map { .target(name: $0.name) }

let services: [Target] = [
  service("Registration", apis: ["RegistrationAPI"], libraries: [crypto]),
  service(
    "Statutes",
    apis: ["StatutesAPI"],
    libraries: ["RuleReasoning", crypto],
    exclude: ["PACKS.md", "Readings"],
    resources: [.copy("Packs")]
  ),
  service("Rights", apis: ["RightsAPI"], libraries: ["Disclosure", "RuleReasoning", "Proofs", "QRCode", crypto]),
  service("HingeMoments", apis: ["MomentsAPI", "RegistrationAPI"], libraries: [crypto]),
  service(
    "Gateway",
    apis: ["GatewayAPI", "RegistrationAPI", "StatutesAPI", "RightsAPI", "MomentsAPI"],
    libraries: ["Disclosure", metrics]
  ),
]

let demo: [Target] = [
  // Mantel as it runs on one machine, from a folder with all that it needs: for the demo and the benchmark.
  .target(
    name: "LocalInstallation",
    dependencies: ["GatewayDomain", "Proofs", "ServiceCore", "ServiceRuntime", "HealthAPI", grpc, grpcHTTP2, protobuf],
    swiftSettings: settings
  ),
  .target(
    name: "Demo",
    dependencies: [
      "LocalInstallation", "Statutes", "Gateway", "GatewayDomain", "ServiceCore", "ServiceRuntime", "RuleLanguage",
      "CareTypes",
    ] + allAPIs + [
      grpc, grpcHTTP2, grpcProtobuf, protobuf, crypto,
    ],
    swiftSettings: settings
  ),
]

let importing: [Target] = [
  .target(
    name: "Import",
    dependencies: [
      "CareTypes", "ServiceCore", "ServiceRuntime", "RegistrationAPI", "TypeAPI", grpc, grpcProtobuf, grpcHTTP2,
      protobuf, crypto,
      yaml,
    ],
    swiftSettings: settings
  )
]

let command: [Target] = [
  .executableTarget(
    name: "mantel",
    dependencies: services.map { .target(name: $0.name) } + allDomains + allAPIs + [
      "Assembly", "Demo", "Import", "Proofs", "QRCode", "ServiceCore", "ServiceRuntime", "RuleReasoning",
      "RuleLanguage", "CareTypes",
      grpc, grpcHTTP2, grpcProtobuf, protobuf, lifecycle, metrics, tracing, logging, arguments,
      configuration, yaml, .product(name: "SystemPackage", package: "swift-system"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      .product(name: "NIOCore", package: "swift-nio"),
    ],
    swiftSettings: settings
  )
]

/// How the five services are put together, in one process or several.
let assembly: [Target] = [
  .target(
    name: "Assembly",
    dependencies: services.map { .target(name: $0.name) } + allAPIs + [
      "GatewayDomain", "Proofs", "ServiceCore", "ServiceRuntime", "CareTypes", grpc, lifecycle, logging,
    ],
    swiftSettings: settings
  )
]

let bench: [Target] = [
  .executableTarget(
    name: "mantel-bench",
    dependencies: [
      "Registration", "Statutes", "Rights", "RuleLanguage", "ServiceCore", "ServiceRuntime", "CareTypes", "EventsAPI",
      "StatutesAPI", "RegistrationAPI", "GatewayAPI", "HealthAPI", "LocalInstallation", "Assembly",
      "TypeAPI", "Proofs", grpc, grpcInProcess, grpcHTTP2, protobuf, grdb, lifecycle, arguments, crypto,
    ] + allDomains,
    path: "Sources/Bench",
    swiftSettings: settings
  )
]

let examples: [Target] = [
  .executableTarget(
    name: "register-care",
    dependencies: [
      "GatewayAPI", "RegistrationAPI", "RightsAPI", "TypeAPI", grpc, grpcHTTP2, grpcProtobuf, protobuf,
    ],
    path: "Documentation/Examples/swift",
    swiftSettings: settings
  )
]

let testing: [Target] =
  [
    .target(
      name: "TestSupport",
      dependencies: [
        "ServiceCore", "ServiceRuntime", "CareTypes", "TypeAPI", "RegistrationAPI", grpc, grpcInProcess, grpcProtobuf,
        protobuf, grdb, lifecycle,
      ],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    tests("CareTypesTests", ["CareTypes"]),
    tests("RuleLanguageTests", ["RuleLanguage", "CareTypes"], resources: [.copy("Fixtures")]),
    tests("RuleReasoningTests", ["RuleReasoning", "RuleLanguage", "CareTypes"]),
    tests("DisclosureTests", ["Disclosure", "CareTypes"]),
    tests("QRCodeTests", ["QRCode"]),
    tests("ProofsTests", ["Proofs", "CareTypes", jwt, crypto]),
    tests(
      "ServiceRuntimeTests",
      [
        "ServiceCore", "ServiceRuntime", "TestSupport", "CareTypes", "TypeAPI", "EventsAPI", "HealthAPI", grpc,
        grpcInProcess, grpcHTTP2, grpcProtobuf, protobuf, grdb, logging, metrics, tracing, crypto, lifecycle,
        .product(name: "CoreMetrics", package: "swift-metrics"),
      ]
    ),
  ]
  + services.map { service in
    tests(
      "\(service.name)Tests",
      [.target(name: service.name), "ServiceCore", "ServiceRuntime", "TestSupport", "RuleLanguage", "CareTypes"]
        + (service.name == "Rights" ? ["Disclosure", "Statutes", "RuleReasoning", "Proofs"] : [])
        + (service.name == "Gateway"
          ? ["Assembly", "Registration", "Statutes", "Rights", "HingeMoments", "Disclosure", "Proofs"] : [])
        + allDomains + allAPIs + [
          grpc, grpcInProcess, grpcProtobuf, protobuf, lifecycle, logging, crypto,
        ]
    )
  } + [
    tests(
      "DemoTests",
      ["Demo", "LocalInstallation", "ServiceCore", "ServiceRuntime", "TestSupport", "RuleLanguage", "CareTypes"]
        + allAPIs + [
          grpc, grpcProtobuf, protobuf,
        ]
    ),
    tests(
      "ImportTests",
      [
        "Import", "mantel", "Registration", "RegistrationDomain", "ServiceCore", "ServiceRuntime", "TestSupport",
        "CareTypes",
        "RegistrationAPI", "TypeAPI",
        grpc,
        grpcInProcess, grpcHTTP2, grpcProtobuf, protobuf,
      ]
    ),
    // Apart from the others, so that they run when nothing else takes the time that they wait for.
    tests(
      "DeadlineTests",
      [
        "Assembly", "Registration", "Gateway", "GatewayDomain", "ServiceCore", "ServiceRuntime", "TestSupport",
        "CareTypes",
      ]
        + allAPIs + [
          grpc, grpcInProcess, grpcProtobuf, protobuf,
        ]
    ),
    tests("ProtoRulesTests", ["TestSupport", "ServiceCore", "ServiceRuntime", grpc, protobuf]),
    tests(
      "BenchTests",
      ["mantel-bench", "Registration", "RegistrationDomain", "ServiceCore", "ServiceRuntime", "CareTypes"]
    ),
    tests(
      "EndToEndTests",
      [
        "mantel", "register-care", "Proofs", "Registration", "Rights", "Statutes", "CareTypes", "ServiceCore",
        "ServiceRuntime",
        "TestSupport",
        grpc, grpcHTTP2,
        grpcProtobuf, protobuf, grdb, crypto,
      ]
        + allAPIs,
      resources: [.copy("LifeStories/Stories")]
    ),
  ]

let package = Package(
  name: "mantel",
  products: [.executable(name: "mantel", targets: ["mantel"])],
  dependencies: dependencies,
  targets: apis + foundations + domains + services + assembly + demo + importing + command + bench + examples + testing,
  swiftLanguageModes: [.v6]
)

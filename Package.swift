// swift-tools-version: 6.2
import PackageDescription

// Targets stand in layer order: a target imports only what stands above it. `Scripts/check-layers`
// compares every import with the dependencies declared here.

let package = Package(
    name: "sallyport",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "ServiceCore", targets: ["ServiceCore"]),
        .library(name: "KQL", targets: ["KQL"]),
        .library(name: "AsyncHTTPClientTransport", targets: ["AsyncHTTPClientTransport"]),
        .library(name: "EntraIdentity", targets: ["EntraIdentity"]),
        .library(name: "MicrosoftGraph", targets: ["MicrosoftGraph"]),
        .library(name: "DefenderAPI", targets: ["DefenderAPI"]),
        .executable(name: "sally", targets: ["SallyportCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        // Layer 0: seams and values.
        .target(
            name: "ServiceCore",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // Without Foundation nothing else brings the C library's mathematics.
        .target(name: "KQL", exclude: ["README.md"], linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(name: "CDuckDB"),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),

        // Layer 1: one protocol, one format or one store each.
        .target(
            name: "AsyncHTTPClientTransport",
            dependencies: [
                "ServiceCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .target(
            name: "EntraIdentity",
            dependencies: [
                "ServiceCore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .target(
            name: "MicrosoftGraph",
            dependencies: ["ServiceCore", .product(name: "HTTPTypes", package: "swift-http-types")]
        ),
        .target(
            name: "DefenderAPI",
            dependencies: ["ServiceCore", .product(name: "HTTPTypes", package: "swift-http-types")]
        ),
        .target(name: "DuckDB", dependencies: ["CDuckDB"]),
        .target(
            name: "TenantStore",
            dependencies: [
                "ServiceCore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        // The Defender hunting tables, readers of recordings, the mapping of Windows events, the generator.
        .target(name: "Telemetry", dependencies: ["KQL", "CZlib"]),

        // KQL's own functions in the engine, and running compiled queries over relations.
        .target(name: "KQLEngine", dependencies: ["KQL", "DuckDB", "CZlib"]),

        // Layer 2: telemetry of tenants, its segments, and the answers of the engine over them.
        .target(
            name: "HuntingStore",
            dependencies: [
                "ServiceCore", "KQL", "DuckDB", "KQLEngine", "Telemetry", "TenantStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // KQL over files and at the terminal: reading rows, checking, batches, charts, formatting, the language server.
        .target(name: "KQLTools", dependencies: ["KQL", "DuckDB", "KQLEngine", "Telemetry"]),

        // Layer 3: the local tenant.
        .target(
            name: "SallyportServer",
            dependencies: [
                "ServiceCore", "KQL", "EntraIdentity", "MicrosoftGraph", "DefenderAPI", "DuckDB", "TenantStore",
                "Telemetry", "KQLEngine", "HuntingStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdHTTP2", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),

        // Layer 4: the command line, with the local tenant in it.
        .executableTarget(
            name: "SallyportCLI",
            dependencies: [
                "ServiceCore", "KQL", "AsyncHTTPClientTransport", "EntraIdentity", "MicrosoftGraph", "DefenderAPI",
                "DuckDB", "TenantStore", "Telemetry", "KQLEngine", "HuntingStore", "KQLTools", "SallyportServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),

        // Tests, and what only tests use.
        .target(
            name: "SallyportTesting",
            dependencies: [
                "ServiceCore", "EntraIdentity",
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .testTarget(
            name: "ServiceCoreTests",
            dependencies: [
                "ServiceCore", "SallyportTesting", .product(name: "HTTPTypes", package: "swift-http-types"),
            ]
        ),
        .testTarget(name: "KQLTests", dependencies: ["KQL"], exclude: ["Goldens"]),
        .testTarget(
            name: "EntraIdentityTests",
            dependencies: [
                "ServiceCore", "EntraIdentity", "SallyportTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "AsyncHTTPClientTransportTests",
            dependencies: [
                "ServiceCore", "AsyncHTTPClientTransport", "SallyportTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        .testTarget(
            name: "MicrosoftGraphTests",
            dependencies: [
                "ServiceCore", "MicrosoftGraph", "SallyportTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]
        ),
        .testTarget(
            name: "DefenderAPITests",
            dependencies: [
                "ServiceCore", "DefenderAPI", "SallyportTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]
        ),
        .testTarget(name: "DuckDBTests", dependencies: ["DuckDB"]),
        .testTarget(
            name: "TenantStoreTests",
            dependencies: [
                "ServiceCore", "TenantStore",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "TelemetryTests", dependencies: ["KQL", "Telemetry"]),
        .testTarget(
            name: "KQLEngineTests",
            dependencies: ["KQL", "DuckDB", "KQLEngine"]
        ),
        .testTarget(name: "KQLToolsTests", dependencies: ["KQL", "DuckDB", "KQLEngine", "Telemetry", "KQLTools"]),
        .testTarget(
            name: "HuntingStoreTests",
            dependencies: ["ServiceCore", "KQL", "DuckDB", "KQLEngine", "Telemetry", "TenantStore", "HuntingStore"]
        ),
        .testTarget(
            name: "SallyportServerTests",
            dependencies: [
                "ServiceCore", "KQL", "EntraIdentity", "MicrosoftGraph", "DefenderAPI", "TenantStore", "Telemetry",
                "KQLEngine", "HuntingStore", "SallyportServer", "SallyportTesting",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),
        .testTarget(
            name: "SallyportCLITests",
            dependencies: [
                "ServiceCore", "EntraIdentity", "DuckDB", "SallyportServer", "SallyportCLI", "SallyportTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Every Swift target is compiled under the same rules.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
        .treatAllWarnings(as: .error),
    ]
}

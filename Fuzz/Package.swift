// swift-tools-version: 6.2
import PackageDescription

// Generated queries against the compiler, in a package of its own so that users do not resolve it.
//
//     swift run -c release KQLFuzz --count 100000 FOLDER
//     swift build -c release --product KQLLibFuzzer -Xswiftc -sanitize=fuzzer
//     KQL_FUZZ_TARGET=binder .build/release/KQLLibFuzzer -timeout=5 NEW FOLDER
let package = Package(
    name: "sallyport-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "sallyport", path: "..")],
    targets: [
        .target(
            name: "KQLFuzzing",
            dependencies: [.product(name: "KQL", package: "sallyport")],
            // KQL rounds numbers, and without Foundation nothing else brings the C library's mathematics.
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        .executableTarget(name: "KQLFuzz", dependencies: ["KQLFuzzing"]),
        // Its main function is libFuzzer's, which toolchains of Linux bring and Xcode's do not.
        .executableTarget(
            name: "KQLLibFuzzer",
            dependencies: ["KQLFuzzing"],
            swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        ),
    ],
    swiftLanguageModes: [.v6]
)

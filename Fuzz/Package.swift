// swift-tools-version: 6.2
import PackageDescription

// Generated queries against the compiler, in a package of its own so that users do not resolve it.
let package = Package(
    name: "sallyport-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "sallyport", path: "..")],
    targets: [
        .executableTarget(
            name: "KQLFuzz",
            dependencies: [.product(name: "KQL", package: "sallyport")],
            // KQL rounds numbers, and without Foundation nothing else brings the C library's mathematics.
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        )
    ],
    swiftLanguageModes: [.v6]
)

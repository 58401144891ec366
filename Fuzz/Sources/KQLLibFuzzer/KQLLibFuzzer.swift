import Foundation
import KQL
import KQLFuzzing

// The targets for libFuzzer, which keeps the texts that reach new parts of the compiler. KQL_FUZZ_TARGET names one
// target, KQL_FUZZ_SCHEMA a file of tables; folders of texts are arguments, as for every such program.

private let environment = ProcessInfo.processInfo.environment
private let targets =
    environment["KQL_FUZZ_TARGET"].flatMap { FuzzTarget(rawValue: $0) }.map { [$0] } ?? FuzzTarget.allCases
private let compiler = FuzzWorld.compiler(schemaAt: environment["KQL_FUZZ_SCHEMA"])

@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int

/// Stops at the first fault of a text.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    for target in targets {
        if let fault = target.fault(of: text, compiler) { fatalError("\(target): \(fault)") }
    }
    return 0
}

/// Words are changed more often than bytes: most changes of bytes end in the lexer.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: UInt32) -> Int {
    var random = SplitMix(UInt64(seed))
    guard random.number(below: 4) > 0 else { return mutateBytes(data, size, limit) }
    var text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
    for _ in 0...random.number(below: 3) { text = TokenMutation.changed(text, TextSource.vocabulary, &random) }
    return write(text, to: data, limit)
}

/// The beginning of one text and the end of another.
@_cdecl("LLVMFuzzerCustomCrossOver")
public func cross(
    _ left: UnsafePointer<UInt8>, _ leftSize: Int, _ right: UnsafePointer<UInt8>, _ rightSize: Int,
    _ output: UnsafeMutablePointer<UInt8>, _ limit: Int, _ seed: UInt32
) -> Int {
    var random = SplitMix(UInt64(seed))
    let texts = [(left, leftSize), (right, rightSize)].map {
        String(decoding: UnsafeBufferPointer(start: $0.0, count: $0.1), as: UTF8.self)
    }
    return write(TokenMutation.crossed(texts[0], texts[1], &random), to: output, limit)
}

private func write(_ text: String, to output: UnsafeMutablePointer<UInt8>, _ limit: Int) -> Int {
    var count = 0
    for byte in text.utf8.prefix(limit) {
        output[count] = byte
        count += 1
    }
    return count
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The package manager names a program's main function after its target, so libFuzzer's is called from here.
@_cdecl("KQLLibFuzzer_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments) { testOneInput($0, $1) }
}

import KQL
import Testing

@testable import KQLEngine

@Suite("The functions that the compiler may emit")
struct FunctionLibraryTests {
    @Test("each has exactly one implementation, and nothing else has one")
    func complete() {
        let offered = FunctionLibrary.bodies.map(\.function.name).sorted()
        let wanted = EngineFunction.all.map(\.name).sorted()
        #expect(offered == wanted)
    }

    @Test(
        "null arguments give null where the function says so", .needsEngine,
        arguments: EngineFunction.all.filter { $0.nulls == .propagate && !$0.arguments.isEmpty })
    func nulls(function: EngineFunction) throws {
        let arguments = function.arguments.map { _ in "NULL" }.joined(separator: ", ")
        #expect(try functionConnection().value("\(function.name)(\(arguments))") == nil)
    }
}

import Foundation
import KQLEngine
import Synchronization
import Testing

@testable import KQLTools

@Suite("A batch answers line by line")
struct BatchRunnerTests {
    /// Runs lines and gives the answers.
    private func answers(_ runner: BatchRunner, _ lines: [String], width: Int = 1) async throws -> [String] {
        let rest = Mutex(lines[...])
        var output: [String] = []
        _ = try await runner.run(width: width) {
            rest.withLock { $0.popFirst() }.map { Array($0.utf8) }
        } write: {
            output.append(String(decoding: $0.dropLast(), as: UTF8.self))
        }
        return output
    }

    @Test(.needsEngine) func valuesAreSpelledAsTheServiceSpellsThem() async throws {
        let folder = try TestFolder()
        let runner = BatchRunner(workbench: try folder.workbench(), options: QueryOptions(now: 0))
        let query =
            "print a=1, b=1.5, c='x\\\"', d=datetime(2026-01-02), e=1d, f=dynamic({'k':[1]}), g=int(null), h=true, i=now()"
        let line = JSONNode.object([
            .init(name: "id", value: 7), .init(name: "query", value: .string(query)),
            .init(name: "now", value: "2026-09-01T12:00:00Z"),
        ]).compact
        let answer = try await answers(runner, [line])
        #expect(
            answer == [
                #"{"id":7,"schema":[{"name":"a","type":"long"},{"name":"b","type":"real"},{"name":"c","type":"string"},"#
                    + #"{"name":"d","type":"datetime"},{"name":"e","type":"timespan"},{"name":"f","type":"dynamic"},"#
                    + #"{"name":"g","type":"int"},{"name":"h","type":"bool"},{"name":"i","type":"datetime"}],"#
                    + #""results":[[1,1.5,"x\"","2026-01-02T00:00:00.0000000Z","1.00:00:00",{"k":[1]},null,true,"#
                    + #""2026-09-01T12:00:00.0000000Z"]],"error":null}"#
            ])
    }

    @Test(.needsEngine) func badLinesAndFailingQueriesGetAnswersToo() async throws {
        let folder = try TestFolder()
        let runner = BatchRunner(workbench: try folder.workbench(), options: QueryOptions(now: 0))
        let answer = try await answers(
            runner,
            [
                "nonsense", "", #"{"id":"q","quer":"print 1"}"#, #"{"id":"n","query":"print 1","now":"soon"}"#,
                #"{"id":1,"query":"print x"}"#, #"{"id":2,"query":"print 2"}"#,
            ])
        let codes = try answer.map { try JSONNode.parse(Array($0.utf8))["error"]?["code"]?.text }
        #expect(codes == ["BadLine", "BadLine", "BadLine", "KS142", nil])
        #expect(answer[2].hasPrefix(#"{"id":"n","schema":[],"results":[],"error":{"code":"BadLine","message":"#))
    }

    @Test func answersKeepTheOrderOfTheLinesAndTheBound() async throws {
        let running = Mutex((now: 0, most: 0))
        let runner = BatchRunner(options: QueryOptions(now: 0)) { text, _ in
            running.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            // The earlier a query comes the longer it takes.
            for _ in 0..<(100 - (Int(text) ?? 0)) { await Task.yield() }
            running.withLock { $0.now -= 1 }
            throw HuntingError(.semantic, code: text, message: "")
        }
        let lines = (0..<40).map { "{\"id\":\($0),\"query\":\"\($0)\"}" }
        let codes = try await answers(runner, lines, width: 3).map {
            try JSONNode.parse(Array($0.utf8))["error"]?["code"]?.text ?? ""
        }
        #expect(codes == (0..<40).map(String.init))
        #expect(running.withLock { $0.most } <= 3)
    }

    @Test func linesComeOutAsTheyGoIn() async throws {
        let pipe = Pipe()
        let puller = LinePuller(pipe.fileHandleForReading)
        pipe.fileHandleForWriting.write(Data("one\ntw".utf8))
        #expect(try await puller.next() == Array("one".utf8))
        pipe.fileHandleForWriting.write(Data("o\r\n\nlast".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try await puller.next() == Array("two".utf8))
        #expect(try await puller.next() == [])
        #expect(try await puller.next() == Array("last".utf8))
        #expect(try await puller.next() == nil)
    }

    @Test("an answer does not wait for the next line", arguments: [1, 3])
    func answersComeBeforeTheNextLine(width: Int) async throws {
        let runner = BatchRunner(options: QueryOptions(now: 0)) { text, _ in
            throw HuntingError(.unknown, code: "Seen", message: text)
        }
        // The other end writes a line only when it has the answer to the one before.
        let (lines, writer) = AsyncStream.makeStream(of: [UInt8].self)
        writer.yield(Array(#"{"id":0,"query":"q0"}"#.utf8))
        var seen = 0
        let count = try await runner.run(width: width) {
            for await line in lines { return line }
            return nil
        } write: { _ in
            seen += 1
            if seen == 4 { writer.finish() } else { writer.yield(Array(#"{"id":\#(seen),"query":"q"}"#.utf8)) }
        }
        #expect(count.answers == 4 && count.failures == 4)
    }
}

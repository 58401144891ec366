import Foundation
import Testing

@testable import Telemetry

@Suite("Reading recordings")
struct RecordingReaderTests {
    /// Lines of a file with these bytes, as `file:line:text`.
    private func lines(_ data: Data, name: String = "sample.bin") throws -> [String] {
        try TemporaryFile.with(data, name: name) { file in
            var lines: [String] = []
            try RecordingReader(file: file).forEachLine { line in
                lines.append("\(line.file):\(line.number):\(String(decoding: line.bytes, as: UTF8.self))")
                return true
            }
            return lines
        }
    }

    @Test(
        "A stored and a deflated zip entry give the same lines",
        arguments: [SampleArchives.stored, SampleArchives.deflated])
    func zipEntries(data: Data) throws {
        #expect(
            try lines(data, name: "a.zip") == [
                #"a.zip/events.json:1:{"a":1}"#, #"a.zip/events.json:3:{"a":2}"#, #"a.zip/events.json:5:{"a":3}"#,
            ]
        )
    }

    @Test func everyFileOfAnArchiveIsReadButTheSideFilesOfMacOS() throws {
        #expect(
            try lines(SampleArchives.several, name: "a.zip").map { $0.split(separator: ":")[0] } == [
                "a.zip/events.json", "a.zip/events.json", "a.zip/events.json", "a.zip/folder/more.json",
            ]
        )
    }

    @Test func bytesAfterAnArchiveArePassedOver() throws {
        #expect(try lines(SampleArchives.deflated + Data([0x0A])).count == 3)
    }

    @Test func gzipIsReadAndMayHoldSeveralMembers() throws {
        let expected = [#"g:1:{"a":1}"#, #"g:3:{"a":2}"#, #"g:5:{"a":3}"#]
        #expect(try lines(SampleArchives.gzip, name: "g") == expected)
        #expect(try lines(SampleArchives.gzip + SampleArchives.gzip, name: "g").count == 5)
    }

    @Test(
        "Plain text: byte order mark, CRLF, blank lines, no line feed at the end",
        arguments: [
            ("{}\n{}\n", 2), ("\u{FEFF}{}\r\n\r\n{}", 2), ("", 0), ("\n\n  \t\n", 0), ("{}", 1),
        ])
    func plainText(text: String, count: Int) throws {
        let lines = try lines(Data(text.utf8))
        #expect(lines.count == count)
        #expect(lines.allSatisfy { $0.hasSuffix(":{}") })
    }

    @Test func readingStopsWhenAsked() throws {
        try TemporaryFile.with(SampleArchives.deflated) { file in
            var count = 0
            try RecordingReader(file: file).forEachLine { _ in
                count += 1
                return false
            }
            #expect(count == 1)
        }
    }

    @Test(
        "A damaged archive is refused",
        arguments: [
            ("cut off", SampleArchives.deflated.dropLast(10), TelemetryError.Code.damagedArchive),
            ("half", SampleArchives.deflated.prefix(60), .damagedArchive),
            ("wrong checksum", damaged(at: 16, of: SampleArchives.stored, in: .directory), .damagedArchive),
            ("wrong size", damaged(at: 24, of: SampleArchives.deflated, in: .directory), .damagedArchive),
            ("compressed data changed", damaged(at: 45, of: SampleArchives.deflated, in: .file), .damagedArchive),
            ("header moved", damaged(at: 42, of: SampleArchives.deflated, in: .directory), .damagedArchive),
            ("encrypted", damaged(at: 8, of: SampleArchives.deflated, in: .directory), .unsupportedArchive),
            ("another method", damaged(at: 10, of: SampleArchives.stored, in: .directory), .unsupportedArchive),
            ("no file in it", SampleArchives.empty, .emptyArchive),
            ("gzip cut off", SampleArchives.gzip.dropLast(5), .damagedArchive),
            ("UTF-16", Data([0xFF, 0xFE, 0x7B, 0x00]), .unsupportedEncoding),
        ])
    func damagedArchives(what: String, data: Data, code: TelemetryError.Code) throws {
        let error = try #require(throws: TelemetryError.self) { try lines(data, name: "bad.zip") }
        #expect(error.code == code, "\(what)")
        #expect(error.message.contains("."), "\(what)")
    }

    @Test func zip64IsRefusedByName() throws {
        var data = SampleArchives.stored
        let end = data.count - 22
        data.replaceSubrange((end + 10)..<(end + 12), with: [0xFF, 0xFF])
        let changed = data
        let error = try #require(throws: TelemetryError.self) { try lines(changed) }
        #expect(error.code == .unsupportedArchive)
        #expect(error.message.contains("zip64"))
    }

    @Test func aMissingFileIsNamed() throws {
        let file = URL(fileURLWithPath: "/nowhere/missing.zip")
        let error = try #require(throws: TelemetryError.self) {
            try RecordingReader(file: file).forEachLine { _ in true }
        }
        #expect(error.code == .unreadableFile)
        #expect(error.file == "missing.zip")
    }

    private enum Part { case directory, file }

    /// A sample with one byte of its directory, or of its file, changed.
    private static func damaged(at offset: Int, of data: Data, in part: Part) -> Data {
        var copy = Data(data)
        let end = copy.count - 22
        let directory = Int(copy[end + 16]) | Int(copy[end + 17]) << 8
        copy[(part == .directory ? directory : 0) + offset] ^= 1
        return copy
    }
}

/// A file that exists during a closure.
enum TemporaryFile {
    static func with<Result>(
        _ data: Data, name: String = "sample.json", _ body: (URL) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("telemetry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try data.write(to: file)
        return try body(file)
    }
}

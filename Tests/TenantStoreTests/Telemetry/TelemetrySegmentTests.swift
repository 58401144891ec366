import Foundation
import ServiceCore
import Testing

@testable import TenantStore

@Suite("The list of telemetry segments, design decision 6")
struct TelemetrySegmentTests {
    static func file(_ world: World, hash: String = "h1") -> ImportedFileRecord {
        ImportedFileRecord(
            id: world.random.uuid(), name: "a.zip", contentHash: hash, byteCount: 10,
            importedTime: TickInstant(world.time.now))
    }

    static func segment(
        _ world: World, _ file: ImportedFileRecord?, table: String = "DeviceEvents", from: Int64? = 100,
        to: Int64? = 200
    ) -> TelemetrySegmentRecord {
        let id = world.random.uuid()
        return TelemetrySegmentRecord(
            id: id, tableName: table, path: "segments/\(id.text).parquet", rowCount: 5, byteCount: 50,
            firstTime: from.map(TickInstant.init(ticks:)), lastTime: to.map(TickInstant.init(ticks:)),
            importedFileID: file?.id, createdTime: TickInstant(world.time.now))
    }

    @Test("A file is entered with all of its segments or not at all, and once")
    func allOrNothing() async throws {
        let world = try await World.make()
        let file = Self.file(world)
        let good = Self.segment(world, file)
        var twin = Self.segment(world, file)
        twin.path = good.path
        await #expect(throws: StoreError.self) { try await world.home.appendSegments([good, twin], of: file) }
        #expect(try await world.home.importedFiles().isEmpty)
        #expect(try await world.database.segmentPaths().isEmpty)
        let generation = try await world.home.segmentGeneration()
        #expect(try await world.home.appendSegments([good], of: file))
        #expect(try await world.home.segmentGeneration() > generation)
        #expect(try await world.home.appendSegments([Self.segment(world, nil)], of: Self.file(world)) == false)
        #expect(try await world.database.segmentPaths() == [good.path])
        #expect(try await world.home.importedFile(contentHash: "h1")?.id == file.id)
    }

    @Test("Parallel imports of one content enter it once")
    func importsOnce() async throws {
        try await withFolder { folder in
            let world = try await World.make(at: folder.appending(path: "state.sqlite"))
            let won = try await (0..<4).concurrentMap(width: 4) { _ in
                let file = Self.file(world)
                return try await world.home.appendSegments([Self.segment(world, file)], of: file)
            }
            #expect(won.filter(\.self).count == 1)
            #expect(try await world.database.segmentPaths().count == 1)
        }
    }

    @Test(
        "Segments are chosen by table and overlap of times",
        arguments: [
            (nil, nil, 4), (Int64(201), nil, 2), (Int64(200), nil, 4), (nil, Int64(99), 1), (Int64(150), Int64(160), 2),
            (Int64(300), Int64(400), 2),
        ])
    func choosesByTime(from: Int64?, through: Int64?, count: Int) async throws {
        let world = try await World.make()
        let file = Self.file(world)
        let segments = [
            Self.segment(world, file), Self.segment(world, file, from: 300, to: 400),
            Self.segment(world, file, from: nil, to: nil), Self.segment(world, file, from: 200, to: 200),
            Self.segment(world, file, table: "DeviceInfo"),
        ]
        _ = try await world.home.appendSegments(segments, of: file)
        let found = try await world.home.segments(
            table: "DeviceEvents", from: from.map(TickInstant.init(ticks:)),
            through: through.map(TickInstant.init(ticks:)))
        #expect(found.count == count)
        #expect(try await world.home.rowCounts() == ["DeviceEvents": 20, "DeviceInfo": 5])
    }

    @Test("Compaction replaces segments all at once")
    func compacts() async throws {
        let world = try await World.make()
        let file = Self.file(world)
        let old = [Self.segment(world, file), Self.segment(world, file)]
        _ = try await world.home.appendSegments(old, of: file)
        let new = Self.segment(world, nil)
        await #expect(throws: StoreError.self) {
            try await world.home.replaceSegments(removing: [old[0].id, UUID()], adding: [new])
        }
        #expect(try await world.home.segments(table: "DeviceEvents").count == 2)
        try await world.home.replaceSegments(removing: old.map(\.id), adding: [new])
        #expect(try await world.home.segments(table: "DeviceEvents").map(\.id) == [new.id])
    }
}

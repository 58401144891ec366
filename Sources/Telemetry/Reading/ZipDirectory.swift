/// The central directory of a zip archive: which files it holds, and where (APPNOTE 6.3, sections 4.3.12 and 4.3.16).
struct ZipDirectory {
    /// A file in the archive.
    struct Entry {
        var name: String
        var method: UInt16
        var checksum: UInt32
        var compressedSize: Int
        var size: Int
        /// Where the data of the file begin.
        var dataOffset: Int
    }

    /// The files in the order of the directory; folders and the side files of macOS are left out.
    let entries: [Entry]

    /// Reads the directory and checks that every file lies inside the archive.
    ///
    /// - Throws: ``TelemetryError`` for an archive that is cut off, encrypted, split or in the zip64 form.
    init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
        func damaged(_ why: String) -> TelemetryError {
            TelemetryError(.damagedArchive, file: file, "The zip archive is damaged: \(why). Fetch the file again.")
        }
        func unsupported(_ what: String) -> TelemetryError {
            TelemetryError(
                .unsupportedArchive, file: file, "The zip archive \(what), which is not read here. Unpack it first."
            )
        }
        guard let end = Self.endRecord(bytes) else {
            throw damaged("it has no end record, so it was cut off")
        }
        let count = Int(bytes.number(end + 10, as: UInt16.self))
        let directorySize = Int(bytes.number(end + 12, as: UInt32.self))
        let directoryOffset = Int(bytes.number(end + 16, as: UInt32.self))
        if bytes.number(end + 4, as: UInt16.self) != 0 || bytes.number(end + 6, as: UInt16.self) != 0 {
            throw unsupported("is split over several files")
        }
        if count == 0xFFFF || directorySize == 0xFFFF_FFFF || directoryOffset == 0xFFFF_FFFF {
            throw unsupported("has the zip64 form")
        }
        guard directoryOffset + directorySize <= end else { throw damaged("its directory lies outside the file") }

        var entries: [Entry] = []
        var position = directoryOffset
        for _ in 0..<count {
            guard position + 46 <= end, bytes.number(position, as: UInt32.self) == 0x0201_4B50 else {
                throw damaged("its directory is shorter than it says")
            }
            let nameLength = Int(bytes.number(position + 28, as: UInt16.self))
            let tail = nameLength + Int(bytes.number(position + 30, as: UInt16.self))
            let next = position + 46 + tail + Int(bytes.number(position + 32, as: UInt16.self))
            guard next <= end else { throw damaged("its directory is shorter than it says") }
            let name = String(decoding: bytes[(position + 46)..<(position + 46 + nameLength)], as: UTF8.self)
            let flags = bytes.number(position + 8, as: UInt16.self)
            let method = bytes.number(position + 10, as: UInt16.self)
            let compressedSize = Int(bytes.number(position + 20, as: UInt32.self))
            let size = Int(bytes.number(position + 24, as: UInt32.self))
            let header = Int(bytes.number(position + 42, as: UInt32.self))
            let checksum = bytes.number(position + 16, as: UInt32.self)
            position = next
            if name.hasSuffix("/") || name.hasPrefix("__MACOSX/") { continue }
            if flags & 1 != 0 { throw unsupported("is encrypted (\(name))") }
            guard method == 0 || method == 8 else {
                throw unsupported("uses compression method \(method) for \(name)")
            }
            if compressedSize == 0xFFFF_FFFF || size == 0xFFFF_FFFF || header == 0xFFFF_FFFF {
                throw unsupported("has the zip64 form")
            }
            guard header + 30 <= directoryOffset, bytes.number(header, as: UInt32.self) == 0x0403_4B50 else {
                throw damaged("the header of \(name) is not where the directory says")
            }
            let dataOffset =
                header + 30 + Int(bytes.number(header + 26, as: UInt16.self))
                + Int(bytes.number(header + 28, as: UInt16.self))
            guard dataOffset + compressedSize <= directoryOffset else { throw damaged("\(name) runs past the end") }
            entries.append(
                Entry(
                    name: name, method: method, checksum: checksum, compressedSize: compressedSize, size: size,
                    dataOffset: dataOffset
                )
            )
        }
        self.entries = entries
    }

    /// The offset of the end record: the last signature behind a directory that ends before it.
    ///
    /// Bytes after the record are passed over: one of the public recordings ends with a line feed too many.
    private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 2 * 0xFFFF)
        var position = bytes.count - 22
        while position >= first {
            if bytes[position] == 0x50, bytes.number(position, as: UInt32.self) == 0x0605_4B50 {
                let size = Int(bytes.number(position + 12, as: UInt32.self))
                let offset = Int(bytes.number(position + 16, as: UInt32.self))
                let isZip64 = size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
                if isZip64 || offset + size <= position { return position }
            }
            position -= 1
        }
        return nil
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian number at an offset that the caller has checked.
    fileprivate func number<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
    }
}

/// Tells recordings of events from other files of rows.
package enum RecordingProbe {
    /// Whether a line is an event or an exported row that an import maps to hunting tables.
    package static func isEvent(_ line: UnsafeRawBufferPointer) -> Bool {
        let object = FlatObject()
        guard (try? object.parse(line)) != nil else { return false }
        var detector = FormDetector()
        return detector.form(of: object) != .unknown
    }
}

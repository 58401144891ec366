import Foundation

/// Tiny archives, made with another zip program. Each but `several` and `empty` holds the same text:
/// a byte order mark, three objects on lines 1, 3 and 5, CRLF and LF, blank lines between, no line feed at the end.
enum SampleArchives {
    static let stored = decoded(
        """
        UEsDBBQAAAAAAAAAIVD7U8m7IQAAACEAAAALAAAAZXZlbnRzLmpzb27vu797ImEiOjF9DQoNCnsiYSI6Mn0KICAgCnsiYSI6
        M31QSwECFAMUAAAAAAAAACFQ+1PJuyEAAAAhAAAACwAAAAAAAAAAAAAAgAEAAAAAZXZlbnRzLmpzb25QSwUGAAAAAAEAAQA5
        AAAASgAAAAAA
        """
    )

    static let deflated = decoded(
        """
        UEsDBBQAAAAIAAAAIVD7U8m7HAAAACEAAAALAAAAZXZlbnRzLmpzb257v3t/tVKikpVhLS8XLxeYaVTLpaCgAGEb1wIAUEsB
        AhQDFAAAAAgAAAAhUPtTybscAAAAIQAAAAsAAAAAAAAAAAAAAIABAAAAAGV2ZW50cy5qc29uUEsFBgAAAAABAAEAOQAAAEUA
        AAAAAA==
        """
    )

    static let several = decoded(
        """
        UEsDBBQAAAAIAAAAIVD7U8m7HAAAACEAAAALAAAAZXZlbnRzLmpzb257v3t/tVKikpVhLS8XLxeYaVTLpaCgAGEb1wIAUEsD
        BBQAAAAIAAAAIVD/EtlBBAAAAAIAAAAWAAAAX19NQUNPU1gvLl9ldmVudHMuanNvbmNgAABQSwMEFAAAAAgAAAAhUAAAAAAC
        AAAAAAAAAAcAAABmb2xkZXIvAwBQSwMEFAAAAAgAAAAhUK1hI3IKAAAACAAAABAAAABmb2xkZXIvbW9yZS5qc29uq1ZKVLIy
        qeUCAFBLAQIUAxQAAAAIAAAAIVD7U8m7HAAAACEAAAALAAAAAAAAAAAAAACAAQAAAABldmVudHMuanNvblBLAQIUAxQAAAAI
        AAAAIVD/EtlBBAAAAAIAAAAWAAAAAAAAAAAAAACAAUUAAABfX01BQ09TWC8uX2V2ZW50cy5qc29uUEsBAhQDFAAAAAgAAAAh
        UAAAAAACAAAAAAAAAAcAAAAAAAAAAAAAAIABfQAAAGZvbGRlci9QSwECFAMUAAAACAAAACFQrWEjcgoAAAAIAAAAEAAAAAAA
        AAAAAAAAgAGkAAAAZm9sZGVyL21vcmUuanNvblBLBQYAAAAABAAEAPAAAADcAAAAAAA=
        """
    )

    static let gzip = decoded(
        """
        H4sIAAAAAAACA3u/e3+1UqKSlWEtLxcvF5hpVMuloKAAYRvXAgD7U8m7IQAAAA==
        """
    )

    static let empty = decoded(
        """
        UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==
        """
    )

    private static func decoded(_ text: String) -> Data {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters) ?? Data()
    }
}

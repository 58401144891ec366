extension ScalarFunctions {
    /// Texts of known forms taken apart: URLs, paths, CSV, XML, command lines, versions.
    static let texts: [ScalarFunction] = [
        .engine("parse_url", aliases: ["parseurl"], [.string], .dynamic, .parseURL),
        .engine("parse_urlquery", aliases: ["parseurlquery"], [.string], .dynamic, .parseURLQuery),
        .engine("parse_path", [.string], .dynamic, .parsePath),
        .engine("parse_csv", naming: .firstArgument, [.required(.stringOrDynamic)], .dynamic, .parseCSV),
        .engine("parse_xml", naming: .firstArgument, [.required(.stringOrDynamic)], .dynamic, .parseXML),
        .custom("parse_command_line", [.scalar, .string], .fixed(.dynamic)) {
            .engineCall(.parseCommandLine, [asText($0, 0), $0[1]])
        },
        .engine("parse_version", [.string], .decimal, .parseVersion),
        .custom("parse_user_agent", [.string, .optional(.stringOrArray)], .fixed(.dynamic)) { call in
            .engineCall(
                .parseUserAgent,
                [call[0], call.count > 1 ? call.argument(1, as: .dynamic) : .parameter(.null(.text))]
            )
        },
    ]
}

import KQL

/// The words of `render`.
extension LanguageWords {
    /// Where a place is in a `render` step.
    enum RenderPlace: Equatable {
        case chart
        /// A setting, or `with` where none stands yet.
        case setting(isInside: Bool)
        /// The value of a setting.
        case value(of: String)
    }

    /// The place in a `render` step, `nil` where the innermost step is another.
    static func renderPlace(_ context: CursorContext) -> RenderPlace? {
        guard let frame = context.frames.last else { return nil }
        var isInside = false
        if frame.pipe == nil, context.frames.count > 1 {
            let outer = context.frames[context.frames.count - 2]
            guard outer.word == "render", outer.pipe != nil, outer.words.contains("with") else { return nil }
            isInside = true
        } else if frame.word != "render" || frame.pipe == nil {
            return nil
        }
        if context.previous == "render" { return .chart }
        if context.previous == "=" { return .value(of: (context.beforePrevious ?? "").lowercased()) }
        // Lists of columns go on behind a comma; other settings end there.
        return .setting(isInside: isInside)
    }

    static let charts: [Completion] = KQLVocabulary.charts.map { Completion($0, .value, chartHelp[$0] ?? "") }

    /// What is drawn of each chart that can be shown.
    private static let chartHelp: [String: String] = [
        "timechart": "lines over time", "linechart": "lines", "areachart": "lines with the area below them",
        "stackedareachart": "areas on top of each other", "columnchart": "columns", "barchart": "bars",
        "piechart": "shares of a whole", "scatterchart": "dots", "anomalychart": "lines with marked points",
        "ladderchart": "stretches of time", "card": "figures", "table": "the rows",
    ]

    static func settings(isInside: Bool) -> [Completion] {
        let names = [
            "title", "kind", "xcolumn", "ycolumns", "series", "xtitle", "ytitle", "xaxis", "yaxis", "legend", "ysplit",
            "ymin", "ymax", "xmin", "xmax", "accumulate", "anomalycolumns",
        ]
        return (isInside ? [] : [Completion("with", .keyword)]) + names.map { Completion($0 + "=", .keyword) }
    }

    /// The values of a setting; `nil` where columns are.
    static func values(ofSetting name: String) -> [Completion]? {
        let words: [String]
        switch name {
        case "xcolumn", "ycolumns", "series", "anomalycolumns": return nil
        case "kind": words = ["default", "unstacked", "stacked", "stacked100"]
        case "legend": words = ["visible", "hidden"]
        case "xaxis", "yaxis": words = ["linear", "log"]
        case "ysplit": words = ["none", "axes", "panels"]
        case "accumulate": words = ["true", "false"]
        default: words = []
        }
        return words.map { Completion($0, .value) }
    }
}

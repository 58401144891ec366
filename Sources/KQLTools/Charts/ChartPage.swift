import KQL
package import KQLEngine

/// An answer as a page that stands alone: the chart where one is asked for, and the rows below it.
package enum ChartPage {
    /// Rows beyond this are not put into a page.
    private static let mostRows = 5000

    /// The page.
    ///
    /// - Parameters:
    ///   - chart: What is drawn above the rows; `nil` for none.
    ///   - query: The query's text, shown at the end; `nil` for none.
    package static func html(_ result: HuntingResult, chart: Chart?, query: String?) -> String {
        let title = chart.map { $0.title.isEmpty ? "Hunting query" : $0.title } ?? "Hunting query"
        var page = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(escaped(title))</title>
            <style>
            :root { color-scheme: light dark; --line: #d9d9d9; --faint: #666; --head: #f3f4f6; --page: #fff; --text: #1b1b1b }
            @media (prefers-color-scheme: dark) {
            :root { --line: #3a3d44; --faint: #a0a0a0; --head: #22252b; --page: #16181c; --text: #e6e6e6 } }
            body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1.5rem;
            background: var(--page); color: var(--text) }
            h1 { font-size: 1.35rem; margin: 0 0 1rem }
            figure { margin: 0 0 1.5rem } svg { width: 100%; height: auto; display: block }
            .rows { overflow: auto; max-height: 75vh; border: 1px solid var(--line); border-radius: 6px }
            table { border-collapse: collapse; width: 100% }
            th, td { padding: .35rem .7rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top;
            overflow-wrap: anywhere; min-width: 5rem }
            th { position: sticky; top: 0; background: var(--head); font-weight: 600; white-space: nowrap }
            th.number, td.number { text-align: right; font-variant-numeric: tabular-nums }
            caption, p { color: var(--faint); text-align: left; padding: .5rem 0 }
            pre { background: var(--head); padding: 1rem; border-radius: 6px; overflow: auto }
            </style>
            </head>
            <body>
            <main>

            """
        if chart == nil { page += "<h1>\(escaped(title))</h1>\n" }
        if let chart { page += "<figure>\n\(SVGChart(chart).svg())</figure>\n" }
        page += table(result)
        if let query {
            page += "<details><summary>Query</summary>\n<pre><code>\(lines(query))</code></pre></details>\n"
        }
        return page + "</main>\n</body>\n</html>\n"
    }

    private static func table(_ result: HuntingResult) -> String {
        var text = "<div class=\"rows\" tabindex=\"0\" role=\"region\" aria-label=\"Rows\">\n<table>\n<thead><tr>"
        for column in result.columns {
            text += "<th scope=\"col\"\(column.type.isNumeric ? " class=\"number\"" : "")>\(escaped(column.name))</th>"
        }
        text += "</tr></thead>\n<tbody>\n"
        let numbers = result.columns.map(\.type.isNumeric)
        for row in result.cells(.short).prefix(mostRows) {
            text += "<tr>"
            for (cell, isNumber) in zip(row, numbers) {
                text += isNumber ? "<td class=\"number\">" : "<td>"
                text += escaped(cell) + "</td>"
            }
            text += "</tr>\n"
        }
        text += "</tbody>\n</table>\n</div>\n"
        let count = result.rowCount
        text += "<p>\(count) \(count == 1 ? "row" : "rows")"
        return text + (count > mostRows ? ", the first \(mostRows) of them shown" : "") + "</p>\n"
    }

    private static func escaped(_ text: String) -> String { SVGWriter.escaped(text) }

    private static func lines(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { escaped(String($0)) }
            .joined(separator: "\n")
    }
}

import KQL

/// The words that are no names, with what they do in a line.
enum LanguageWords {
    typealias Completion = LanguageService.Completion

    static let help: [String: String] = [
        "where": "keeps the rows for which a condition holds", "filter": "keeps the rows for which a condition holds",
        "extend": "adds columns, or replaces those of the same name",
        "project": "keeps and makes exactly these columns", "project-away": "drops columns",
        "project-keep": "keeps columns in the order that they have", "project-rename": "renames columns",
        "project-reorder": "puts columns first", "summarize": "makes a row of each group of rows",
        "join": "puts rows of two tables together whose keys are equal; innerunique unless a kind is given",
        "lookup": "adds the columns of a second table to rows whose keys are equal",
        "union": "puts the rows of tables one after the other", "sort": "orders rows, descending unless told otherwise",
        "order": "orders rows, descending unless told otherwise", "top": "keeps the first rows of an order",
        "take": "keeps so many rows, whichever", "limit": "keeps so many rows, whichever",
        "distinct": "keeps each combination of values once", "count": "gives the number of rows",
        "mv-expand": "makes a row of each element of an array or bag",
        "mv-apply": "runs a pipeline over the elements of each row's array",
        "parse": "takes columns out of a text by a pattern",
        "parse-where": "as parse, and drops rows that do not match",
        "parse-kv": "takes columns out of a text of keys and values",
        "make-series": "makes arrays of values over bins of an axis", "evaluate": "runs a plugin on the rows",
        "invoke": "hands the rows to a function", "search": "finds rows in which any column has a term",
        "find": "finds rows in several tables", "render": "says how the rows are to be shown",
        "getschema": "gives a row for each column", "serialize": "fixes the order of the rows",
        "as": "names the rows so far", "scan": "walks over ordered rows with states",
        "partition": "runs a pipeline for each value of a column", "top-nested": "gives the top values level by level",
        "top-hitters": "gives the most frequent values", "sample": "keeps some rows, at random",
        "sample-distinct": "gives some distinct values of a column", "reduce": "groups texts by their pattern",
        "fork": "runs several pipelines on the same rows", "facet": "gives a table for each column",
        "make-graph": "makes a graph of edges and nodes", "graph-match": "finds patterns in a graph",
        "graph-shortest-paths": "finds shortest paths in a graph", "graph-to-table": "gives nodes and edges of a graph",
        "graph-mark-components": "numbers the components of a graph", "consume": "reads all rows and gives none",
        "assert-schema": "fails unless the columns are these",
        "let": "gives a name to a value, a table or a function", "print": "gives one row of values",
        "range": "gives rows of a column from a value to another", "datatable": "gives rows that are written out",
        "externaldata": "gives rows of a file elsewhere", "materialize": "computes a table once",
        "has": "whether a text has a term, whatever its case",
        "contains": "whether a text has a part, whatever its case",
        "has_any": "whether a text has one of these terms", "has_all": "whether a text has all of these terms",
        "startswith": "whether a text begins so, whatever its case",
        "endswith": "whether a text ends so, whatever its case",
        "matches": "whether a regular expression is found in a text: matches regex",
        "in": "whether a value is one of these", "in~": "whether a text is one of these, whatever its case",
        "between": "whether a value lies in a range, its ends included", "by": "the keys of the groups or the order",
        "on": "the columns that must be equal", "and": "both hold", "or": "one of them holds",
    ]

    static let operators: [Completion] = KQLVocabulary.operators.map { Completion($0, .keyword, help[$0] ?? "") }

    static let sources: [Completion] = [
        "let", "print", "range", "datatable", "union", "search", "find", "externaldata",
    ]
    .map { Completion($0, .keyword, help[$0] ?? "") }

    private static let comparisons = [
        "==", "!=", "=~", "!~", "<", "<=", ">", ">=", "has", "!has", "has_cs", "has_any", "has_all", "hasprefix",
        "hassuffix", "contains", "!contains", "contains_cs", "startswith", "!startswith", "endswith", "!endswith",
        "matches regex", "in", "!in", "in~", "!in~", "between", "!between", "and", "or",
    ]

    static func isOperator(_ word: String) -> Bool {
        comparisons.contains(word)
            || ["regex", "by", "on", "with", "to", "kind", "matches", "of", "step", "from"].contains(word)
    }

    /// What may follow a value in a step.
    static func connectors(after step: String) -> [Completion] {
        var words: [String] = []
        switch step {
        case "summarize", "make-series", "top", "sort", "order":
            words = ["by", "asc", "desc", "nulls first", "nulls last"]
        case "join", "lookup": words = ["on"]
        default: break
        }
        return (words + comparisons).map { Completion($0, .keyword, help[$0] ?? "") }
    }

    static func keywords(of step: String) -> [Completion] {
        let words: [String] =
            switch step {
            case "summarize": ["by"]
            case "sort", "order": ["by", "asc", "desc", "nulls first", "nulls last"]
            case "top": ["by"]
            case "join", "lookup": ["kind=", "on", "$left", "$right", "hint.strategy="]
            case "union": ["kind=", "withsource=", "isfuzzy="]
            case "mv-expand": ["to typeof(", "kind=", "with_itemindex=", "limit"]
            case "parse", "parse-where": ["kind=", "with"]
            case "make-graph": ["with", "on", "with_node_id=", "partitioned-by"]
            case "graph-match": ["where", "project", "cycles="]
            case "graph-shortest-paths": ["where", "project", "output="]
            case "graph-to-table": ["nodes", "edges", "as", "with_node_id=", "with_source_id=", "with_target_id="]
            case "graph-mark-components": ["kind=", "with_component_id="]
            case "make-series": ["default=", "on", "from", "to", "step", "by"]
            default: []
            }
        return words.map { Completion($0, .keyword, help[$0] ?? "") } + [
            Completion("true", .value), Completion("false", .value),
        ]
    }

    /// The values of a setting such as `kind=`.
    static func values(of frame: CursorContext.Frame, before context: CursorContext) -> [Completion]? {
        guard let step = frame.word else { return nil }
        if step == "graph-match", frame.words.contains("cycles"), frame.words.count <= 2 {
            return ["all", "none", "unique_edges"].map { Completion($0, .value) }
        }
        if step == "graph-shortest-paths", frame.words.contains("output"), frame.words.count <= 2 {
            return ["any", "all"].map { Completion($0, .value) }
        }
        guard frame.words.contains("kind"), frame.words.count <= 3 else { return nil }
        let words: [String]? =
            switch step {
            case "join":
                [
                    "inner", "innerunique", "leftouter", "rightouter", "fullouter", "leftsemi", "leftanti", "rightsemi",
                    "rightanti",
                ]
            case "lookup": ["leftouter", "inner"]
            case "union": ["outer", "inner"]
            case "parse", "parse-where": ["simple", "regex", "relaxed"]
            case "mv-expand": ["bag", "array"]
            case "graph-mark-components": ["weak", "strong"]
            case "render": ["default", "stacked", "stacked100", "unstacked"]
            default: nil
            }
        return words?.map { Completion($0, .value) }
    }
}

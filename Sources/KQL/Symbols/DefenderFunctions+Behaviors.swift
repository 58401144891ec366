extension DefenderFunctions {
    /// The functions that filter behaviours by what is unusual about them.
    ///
    /// The service documents what they look for: in the column `Insights`, a list of insights, each of a type and with an
    /// array `About` of entries `Kind` and `Value`. It does not document which member of an insight holds its type, so
    /// `Type`, `InsightType`, `Kind` and `Name` are looked at.
    static let behaviors: [StoredFunction] = [
        ofType("GetFirstSeenBehaviors", "FirstSeen"), ofType("GetUncommonValueBehaviors", "UncommonValue"),
        ofType("GetHighVolumeAnomalyBehaviors", "HighVolumeAnomaly"),
        filter(
            "GetAnomalousBehaviorsByKind", parameters: "entityKind: string, insightType: string = ''",
            lets: "let ['$type'] = insightType; let ['$kind'] = entityKind;",
            """
            where isempty(['$type']) or \(hasType)
            | mv-apply ['$about'] = \(about) on (where tostring(['$about'].Kind) == ['$kind'] | summarize ['$found'] = count())
            | where ['$found'] > 0
            """),
        filter(
            "GetAnomalousBehaviorsByValue", parameters: "entityValue: string, insightType: string = ''",
            lets: "let ['$type'] = insightType; let ['$value'] = entityValue;",
            """
            where isempty(['$type']) or \(hasType)
            | mv-apply ['$about'] = \(about) on (where tostring(['$about'].Value) == ['$value'] | summarize ['$found'] = count())
            | where ['$found'] > 0
            """),
        filter(
            "GetAnomalousBehaviorsAbout", parameters: "filters: dynamic",
            lets: """
                let ['$filters'] = filters;
                let ['$count'] = array_length(['$filters']);
                let ['$sound'] = assert(
                    coalesce(['$count'], 0) between (1 .. 3), "GetAnomalousBehaviorsAbout takes one to three filters.");
                let ['$kind1'] = tostring(['$filters'][0].Kind); let ['$value1'] = tostring(['$filters'][0].Value);
                let ['$kind2'] = tostring(['$filters'][1].Kind); let ['$value2'] = tostring(['$filters'][1].Value);
                let ['$kind3'] = tostring(['$filters'][2].Kind); let ['$value3'] = tostring(['$filters'][2].Value);
                """,
            """
            where ['$sound']
            | mv-apply ['$about'] = \(about) on (
                extend ['$k'] = tostring(['$about'].Kind), ['$v'] = tostring(['$about'].Value)
                | summarize
                    ['$found1'] = countif(['$k'] == ['$kind1'] and (isempty(['$value1']) or ['$v'] == ['$value1'])),
                    ['$found2'] = countif(['$k'] == ['$kind2'] and (isempty(['$value2']) or ['$v'] == ['$value2'])),
                    ['$found3'] = countif(['$k'] == ['$kind3'] and (isempty(['$value3']) or ['$v'] == ['$value3']))
            )
            | where ['$found1'] > 0 and (['$count'] < 2 or ['$found2'] > 0) and (['$count'] < 3 or ['$found3'] > 0)
            """),
    ]

    /// The column of insights, without which a behaviour is unusual in no way.
    static let insightsColumn = "Insights"

    private static let about = "iff(gettype(['$insight'].About) == 'array', ['$insight'].About, dynamic([]))"

    private static let hasType =
        "(tostring(['$insight'].Type) == ['$type'] or tostring(['$insight'].InsightType) == ['$type'] "
        + "or tostring(['$insight'].Kind) == ['$type'] or tostring(['$insight'].Name) == ['$type'])"

    private static func ofType(_ name: String, _ type: String) -> StoredFunction {
        filter(name, parameters: "", lets: "let ['$type'] = '\(type)';", "where \(hasType)")
    }

    /// A function that keeps the rows of which an insight passes some steps.
    private static func filter(
        _ name: String, parameters: String, lets: String, _ steps: String
    ) -> StoredFunction {
        StoredFunction(
            builtIn: name,
            """
            (T: (*)\(parameters.isEmpty ? "" : ", " + parameters)) {
                \(lets)
                T
                | extend ['$insights'] = parse_json(tostring(column_ifexists("\(insightsColumn)", "")))
                | mv-apply ['$insight'] = iff(gettype(['$insights']) == 'array', ['$insights'], pack_array(['$insights'])) on (
                    \(steps)
                    | summarize ['$matches'] = count()
                )
                | where ['$matches'] > 0
                | project-away ['$insights'], ['$matches']
            }
            """)
    }
}

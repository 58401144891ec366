/// Texts that one function of the engine finds in a text in one pass; KQL §10.
struct Capture: Sendable {
    var input: LogicalPlan
    /// A function of a text and a specification that gives a list of texts.
    var function: EngineFunction
    var source: Expression
    /// What to look for, as the function reads it.
    var specification: String
    /// The columns that take the texts, all of type string; empty where there is none.
    var columns: [PlanColumn]
    /// Takes whether there was a list at all.
    var matched: PlanColumn?
}

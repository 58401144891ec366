extension DefenderFunctions {
    /// Functions of the service that are known by name and refused, each with the reason.
    ///
    /// Those on behaviours read a column `Insights` whose content is the service's own and is described nowhere, so
    /// that any answer would be a guess.
    static let refused: [String: String] = {
        let names = [
            "GetFirstSeenBehaviors", "GetUncommonValueBehaviors", "GetHighVolumeAnomalyBehaviors",
            "GetAnomalousBehaviorsByKind", "GetAnomalousBehaviorsByValue", "GetAnomalousBehaviorsAbout",
        ]
        let reason =
            "it reads the service's own column Insights, whose content is not described; filter BehaviorInfo and "
            + "BehaviorEntities by ActionType and Categories instead"
        return Dictionary(uniqueKeysWithValues: names.map { ($0, reason) })
    }()
}

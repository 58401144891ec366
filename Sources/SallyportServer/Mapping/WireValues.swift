import DefenderAPI
import ServiceCore
import TenantStore

extension Timestamp {
    init(_ instant: TickInstant) { self.init(ticks: instant.ticks) }

    static func optional(_ instant: TickInstant?) -> Timestamp? { instant.map { Timestamp($0) } }
}

extension ServiceTerm {
    /// A word of the store, which are in Graph's spelling, as the Defender API spells it.
    static func xdr(_ word: String) -> Self { Self(rawValue: word).inXDRSpelling }

    /// A word of the store as Graph shows it to this caller: new members stay hidden unless asked for.
    static func graph(_ word: String, for origin: WireOrigin) -> Self {
        let value = Self(rawValue: word).inGraphSpelling
        return value.isHiddenByDefault && !origin.showsHiddenMembers ? Self(rawValue: "unknownFutureValue") : value
    }
}

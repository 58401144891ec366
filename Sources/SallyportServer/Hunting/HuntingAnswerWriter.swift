import DefenderAPI
import KQL
import ServiceCore

/// The wire forms of a hunting answer, defender-api.md B8 and C6.
enum HuntingAnswerWriter {
    /// The .NET name of a KQL type.
    static func wireType(_ type: ScalarType) -> HuntingColumnType {
        switch type {
        case .bool: .boolean
        case .int: .int32
        case .long: .int64
        case .real: .double
        case .decimal: .decimal
        case .string: .string
        case .datetime: .dateTime
        case .timespan: .timeSpan
        case .guid: .guid
        case .dynamic, .unknown: .object
        }
    }

    /// `Stats`, `Schema`, `Results`.
    static func xdr(_ answer: HuntingService.Answer) -> [UInt8] {
        var output = Array(#"{"Stats":"#.utf8)
        statistics(answer).write(to: &output)
        output += Array(#","Schema":"#.utf8)
        schema(answer, name: "Name", type: "Type").write(to: &output)
        output += Array(#","Results":"#.utf8)
        answer.writeRows(&output)
        output.append(UInt8(ascii: "}"))
        return output
    }

    /// `schema`, `results`.
    static func graph(_ answer: HuntingService.Answer, context: String) -> [UInt8] {
        var output = Array(#"{"@odata.context":"#.utf8)
        JSONTree.string(context).write(to: &output)
        output += Array(#","schema":"#.utf8)
        schema(answer, name: "name", type: "type").write(to: &output)
        output += Array(#","results":"#.utf8)
        answer.writeRows(&output)
        output.append(UInt8(ascii: "}"))
        return output
    }

    private static func schema(_ answer: HuntingService.Answer, name: String, type: String) -> JSONTree {
        .array(
            answer.columns.map { column in
                JSONTree(
                    dictionaryLiteral: (name, .string(column.name)), (type, .string(wireType(column.type).rawValue)))
            }
        )
    }

    private static func statistics(_ answer: HuntingService.Answer) -> JSONTree {
        let time = timeText(answer.executionTime)
        let cache: JSONTree = ["hits": 0, "misses": 0, "total": 0]
        return [
            "ExecutionTime": .number(answer.executionTime.inSeconds),
            "resource_usage": [
                "cache": ["memory": cache, "disk": cache],
                "cpu": ["user": .string(time), "kernel": "00:00:00", "total cpu": .string(time)],
                "memory": ["peak_per_node": .integer(Int64(answer.byteCount))],
            ],
            "dataset_statistics": [
                ["table_row_count": .integer(Int64(answer.rowCount)), "table_size": .integer(Int64(answer.byteCount))]
            ],
        ]
    }

    /// `hh:mm:ss.fffffff`
    private static func timeText(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        func padded(_ value: Int64, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        return clock + "." + padded(attoseconds / 100_000_000_000, 7)
    }
}

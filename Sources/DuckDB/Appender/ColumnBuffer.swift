/// Values of one column, gathered before they are appended.
package enum ColumnBuffer: Sendable {
    case boolean([Bool?])
    case integer([Int32?])
    case bigint([Int64?])
    case double([Double?])
    case varchar([String?])

    package var count: Int {
        switch self {
        case .boolean(let values): values.count
        case .integer(let values): values.count
        case .bigint(let values): values.count
        case .double(let values): values.count
        case .varchar(let values): values.count
        }
    }

    package var type: ColumnType {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .bigint: .bigint
        case .double: .double
        case .varchar: .varchar
        }
    }
}

extension ScalarFunctions {
    /// Functions on time; KQL §8. `now` and `ago` are constants of a query.
    static let time: [ScalarFunction] = [
        ScalarFunction("now", .of([.optional(.exactly(.timespan))], .fixed(.datetime), .folded)),
        ScalarFunction("ago", .of([.required(.exactly(.timespan))], .fixed(.datetime), .folded)),
        edge("startofday", "day", .startOf, naming: .firstArgument),
        edge("startofweek", "week", .startOf), edge("startofmonth", "month", .startOf),
        edge("startofyear", "year", .startOf),
        edge("endofday", "day", .endOf), edge("endofweek", "week", .endOf), edge("endofmonth", "month", .endOf),
        edge("endofyear", "year", .endOf),
        .engine(
            "datetime_diff",
            [Parameter.required(.keyword(intervals)).only(.literal), .datetime, .datetime],
            .long,
            .datetimeDiff
        ),
        .engine(
            "datetime_add",
            [Parameter.required(.keyword(intervals)).only(.literal), .integer, .datetime],
            .datetime,
            .datetimeAdd
        ),
        .engine(
            "datetime_part",
            aliases: ["datepart"],
            [Parameter.required(.keyword(parts)).only(.literal), .datetime],
            .int,
            .datetimePart
        ),
        part("getyear", "year"), part("getmonth", "month"), part("monthofyear", "month"),
        part("dayofmonth", "day"), part("dayofyear", "dayofyear"), part("hourofday", "hour"),
        part("week_of_year", "week_of_year"), part("weekofyear", "week_of_year"),
        .custom("dayofweek", [.datetime], .fixed(.timespan)) { call in
            // 0001-01-01 was a Monday, and weeks begin on Sunday.
            let day = SQLExpression.value(TimespanUnit.ticksPerDay)
            let days = SQLExpression.infix("//", [call[0], day])
            return .infix("*", [.infix("%", [.infix("+", [days, .value(1)]), .value(7)]), day])
        },
        ScalarFunction(
            "make_datetime",
            naming: .onlyArgument,
            .of(
                [.number, .number, .number, .maybeNumber, .maybeNumber, .maybeNumber],
                .fixed(.datetime),
                .custom { call in
                    let whole = (0..<5).map { $0 < call.count ? call.argument($0, as: .long) : .value(0) }
                    let second = call.count > 5 ? call.argument(5, as: .real) : .parameter(.double(0))
                    return .engineCall(.makeDatetime, whole + [second])
                }
            ),
            .of([.scalar], .fixed(.datetime), .conversion)
        ),
        ScalarFunction(
            "make_timespan",
            naming: .onlyArgument,
            .of(
                [.integer, .integer, .integer, .integer],
                .fixed(.timespan),
                .custom { .engineCall(.makeTimespan, $0.arguments) }
            ),
            .of(
                [.integer, .integer, .maybeInteger],
                .fixed(.timespan),
                .custom { .engineCall(.makeTimespan, [.value(0), $0[0], $0[1], $0.count > 2 ? $0[2] : .value(0)]) }
            ),
            .of([.scalar], .fixed(.timespan), .conversion)
        ),
        .engine(
            "format_datetime",
            naming: .firstArgument,
            [.datetime, Parameter.string.only(.literalNotEmpty)],
            .string,
            .formatDatetime
        ),
        .engine(
            "format_timespan",
            naming: .firstArgument,
            [.timespan, Parameter.string.only(.literalNotEmpty)],
            .string,
            .formatTimespan
        ),
    ]

    /// Functions on the epoch and on time zones.
    static let clock: [ScalarFunction] = [
        unixtime("seconds", 10_000_000), unixtime("milliseconds", 10_000), unixtime("microseconds", 10),
        .custom("unixtime_nanoseconds_todatetime", [.number], .fixed(.datetime)) { call in
            .engineCall(
                .ticksOfUnixTime, [.infix("/", [call.argument(0, as: .real), .parameter(.double(100))]), .value(1)])
        },
        .engine("datetime_utc_to_local", [.datetime, .string], .datetime, .utcToLocal),
        .engine("datetime_local_to_utc", [.datetime, .string], .datetime, .localToUTC),
        .engine("datetime_list_timezones", [], .dynamic, .listTimeZones),
    ]

    private static func unixtime(_ unit: String, _ ticks: Int64) -> ScalarFunction {
        .custom("unixtime_\(unit)_todatetime", [.number], .fixed(.datetime)) { call in
            guard call.types[0] == .int || call.types[0] == .long else {
                return .engineCall(.ticksOfUnixTime, [call.argument(0, as: .real), .value(ticks)])
            }
            return .engineCall(
                .addTicks,
                [.value(epoch), .engineCall(.saturatedMultiply, [call.argument(0, as: .long), .value(ticks)])]
            )
        }
    }

    /// 1970-01-01 in ticks.
    private static let epoch: Int64 = 621_355_968_000_000_000

    private static let intervals = [
        "year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond",
        "nanosecond",
    ]

    private static let parts = [
        "year", "quarter", "month", "week_of_year", "day", "dayofyear", "hour", "minute", "second", "millisecond",
        "microsecond", "nanosecond",
    ]

    private static func edge(
        _ name: String,
        _ unit: String,
        _ function: EngineFunction,
        naming: NameRule = .none
    ) -> ScalarFunction {
        ScalarFunction(
            name,
            naming: naming,
            .of(
                [.required(.exactly(.datetime)), .optional(.exactly(.long))],
                .fixed(.datetime),
                .custom { .engineCall(function, [.text(unit), $0[0], $0.arguments.count > 1 ? $0[1] : .value(0)]) }
            )
        )
    }

    private static func part(_ name: String, _ part: String) -> ScalarFunction {
        ScalarFunction(
            name,
            .of(
                [.required(.exactly(.datetime))], .fixed(.int),
                .custom { .engineCall(.datetimePart, [.text(part), $0[0]]) })
        )
    }
}

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
        ScalarFunction(
            "datetime_diff",
            .of(
                [.required(.keyword(units)), .required(.exactly(.datetime)), .required(.exactly(.datetime))],
                .fixed(.long),
                .engine(.datetimeDiff)
            )
        ),
        ScalarFunction(
            "datetime_add",
            .of(
                [.required(.keyword(units)), .required(.integer), .required(.exactly(.datetime))],
                .fixed(.datetime),
                .engine(.datetimeAdd)
            )
        ),
        ScalarFunction(
            "datetime_part",
            aliases: ["datepart"],
            .of(
                [.required(.keyword(parts)), .required(.exactly(.datetime))],
                .fixed(.int),
                .engine(.datetimePart)
            )
        ),
        part("getyear", "year"), part("getmonth", "month"), part("monthofyear", "month"),
        part("dayofmonth", "day"), part("dayofyear", "dayofyear"), part("hourofday", "hour"),
        part("week_of_year", "week_of_year"), part("weekofyear", "week_of_year"),
        ScalarFunction(
            "dayofweek",
            .of(
                [.required(.exactly(.datetime))],
                .fixed(.timespan),
                .custom { call in
                    // 0001-01-01 was a Monday, and weeks begin on Sunday.
                    let day = SQLExpression.value(TimespanUnit.ticksPerDay)
                    let days = SQLExpression.infix("//", [call[0], day])
                    return .infix("*", [.infix("%", [.infix("+", [days, .value(1)]), .value(7)]), day])
                }
            )
        ),
        ScalarFunction(
            "make_datetime",
            naming: .onlyArgument,
            .of(
                [
                    .required(.exactly(.long)), .required(.exactly(.long)), .required(.exactly(.long)),
                    .optional(.exactly(.long)), .optional(.exactly(.long)), .optional(.exactly(.real)),
                ],
                .fixed(.datetime),
                .engine(.makeDatetime, defaults: [.int64(0), .int64(0), .double(0)])
            )
        ),
        ScalarFunction(
            "format_datetime",
            naming: .firstArgument,
            .of(
                [.required(.exactly(.datetime)), .required(.exactly(.string))],
                .fixed(.string),
                .engine(.formatDatetime)
            )
        ),
        ScalarFunction(
            "format_timespan",
            naming: .firstArgument,
            .of(
                [.required(.exactly(.timespan)), .required(.exactly(.string))],
                .fixed(.string),
                .engine(.formatTimespan)
            )
        ),
    ]

    private static let units = [
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

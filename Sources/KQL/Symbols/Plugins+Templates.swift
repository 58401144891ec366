extension Plugins {
    /// What each template does is told by the language reference; kql.md §12.
    static let templates: [String: PluginTemplate] = [
        "activity_counts_metrics": activityCounts, "sliding_window_counts": slidingCounts,
        "session_count": sessions, "active_users_count": activeUsers, "activity_metrics": activity,
        "activity_engagement": engagement, "new_activity_metrics": newActivity, "rolling_percentile": rollingPercentile,
        "rows_near": rowsNear,
    ]

    private static let span: [PluginTemplate.Argument] = [
        .column("id"), .column("time"), .constant("start"), .constant("end"),
    ]

    /// Ids per interval: all, distinct, seen for the first time, and seen so far.
    private static let activityCounts = PluginTemplate(
        calls: [span + [.constant("step"), .dimensions]],
        outputs: [
            .like("$bin", argument: 1), .dimensions, .named("$count", as: "count"), .named("$distinct", as: "dcount"),
            .named("$new", as: "new_dcount"), .named("$all", as: "aggregated_dcount"),
        ]
    ) { d, _ in
        """
        let data = materialize(T | where ['$time'] >= start and ['$time'] <= end
            | extend ['$bin'] = bin_at(['$time'], step, start));
        let firsts = data | summarize ['$bin'] = min(['$bin']) by ['$id']\(d.more)
            | summarize ['$new'] = count() by ['$bin']\(d.more);
        data
        | summarize ['$count'] = count(), ['$distinct'] = count_distinct(['$id']) by ['$bin']\(d.more)
        | join kind=leftouter firsts on ['$bin']\(d.more)
        | extend ['$new'] = coalesce(['$new'], 0)
        | sort by \(d.order)['$bin'] asc
        | extend ['$all'] = row_cumsum(['$new'], \(d.changed))
        """
    }

    /// Rows and ids of a window that ends with each interval.
    private static let slidingCounts = PluginTemplate(
        calls: [span + [.constant("lookback"), .constant("step"), .dimensions]],
        outputs: [
            .like("$bin", argument: 1), .dimensions, .named("$count", as: "Count"), .named("$distinct", as: "Dcount"),
        ]
    ) { d, _ in
        """
        let size = tolong(lookback / step);
        T | where ['$time'] > start - lookback and ['$time'] <= end
        | extend ['$first'] = bin_at(['$time'], step, start)
        | mv-expand ['$number'] = range(0, size - 1, 1) to typeof(long)
        | extend ['$bin'] = ['$first'] + ['$number'] * step
        | where ['$bin'] >= start and ['$bin'] <= end
        | summarize ['$count'] = count(), ['$distinct'] = count_distinct(['$id']) by ['$bin']\(d.more)
        | sort by ['$bin'] asc
        """
    }

    /// Appearances of ids before which the same id has not been seen for longer than the window.
    private static let sessions = PluginTemplate(
        calls: [span + [.constant("step"), .constant("lookback"), .dimensions]],
        outputs: [.like("$bin", argument: 1), .dimensions, .named("$count", as: "count_sessions")]
    ) { d, _ in
        """
        T | where ['$time'] >= start and ['$time'] <= end
        | sort by ['$id'] asc, \(d.order)['$time'] asc
        | extend ['$before'] = iff(['$id'] == prev(['$id']) and not(\(d.changed)), prev(['$time']), ['$time'] - lookback - lookback)
        | where ['$time'] - ['$before'] >= lookback
        | summarize ['$count'] = count() by ['$bin'] = bin(['$time'], step)\(d.more)
        | sort by ['$bin'] asc
        """
    }

    /// Ids that appeared in enough periods of the window that ends with an appearance.
    private static let activeUsers = PluginTemplate(
        calls: [
            span + [.constant("lookback"), .constant("period"), .constant("least"), .constant("step"), .dimensions]
        ],
        outputs: [.like("$bin", argument: 1), .dimensions, .named("$distinct", as: "dcount")]
    ) { d, _ in
        """
        let data = materialize(T | where ['$time'] > start - lookback and ['$time'] <= end
            | distinct ['$id'], ['$time']\(d.more));
        data | where ['$time'] >= start
        | join kind=inner (data | extend ['$then'] = ['$time']) on ['$id']\(d.more)
        | where ['$then'] > ['$time'] - lookback and ['$then'] <= ['$time']
        | summarize ['$periods'] = count_distinct(bin(['$then'], period)) by ['$id'], ['$time']\(d.more)
        | where ['$periods'] >= least
        | summarize ['$distinct'] = count_distinct(['$id']) by ['$bin'] = bin_at(['$time'], step, start)\(d.more)
        | sort by ['$bin'] asc
        """
    }

    /// All times that there are, where a call names none.
    private static let bounds = """
        let start = toscalar(T | summarize min(['$time']));
        let end = toscalar(T | summarize max(['$time']));
        """

    /// Ids per interval against those of the interval before.
    private static let activity = PluginTemplate(
        calls: [
            [.column("id"), .column("time"), .constant("step")], span + [.constant("step"), .dimensions],
        ],
        outputs: [
            .like("$bin", argument: 1), .dimensions, .named("$distinct", as: "dcount_values"),
            .named("$new", as: "dcount_newvalues"), .named("$retention", as: "retention_rate"),
            .named("$churn", as: "churn_rate"),
        ]
    ) { d, count in
        """
        \(count == 3 ? bounds : "")
        let data = materialize(T | where ['$time'] >= start and ['$time'] <= end
            | summarize by ['$id'], ['$bin'] = bin_at(['$time'], step, start)\(d.more));
        let before = data | extend ['$bin'] = ['$bin'] + step;
        let returned = data | join kind=inner before on ['$id'], ['$bin']\(d.more)
            | summarize ['$returned'] = count() by ['$bin']\(d.more);
        data
        | summarize ['$distinct'] = count() by ['$bin']\(d.more)
        | join kind=leftouter (before | summarize ['$before'] = count() by ['$bin']\(d.more)) on ['$bin']\(d.more)
        | join kind=leftouter returned on ['$bin']\(d.more)
        | extend ['$returned'] = coalesce(['$returned'], 0)
        | extend ['$new'] = ['$distinct'] - ['$returned'],
            ['$retention'] = iff(isnull(['$before']), real(nan), todouble(['$returned']) / ['$before'])
        | extend ['$churn'] = 1.0 - ['$retention']
        | sort by ['$bin'] asc
        """
    }

    /// Ids of each inner interval against those of the outer window that ends with it.
    private static let engagement = PluginTemplate(
        calls: [
            [.column("id"), .column("time"), .constant("inner"), .constant("outer")],
            span + [.constant("inner"), .constant("outer"), .dimensions],
        ],
        outputs: [
            .like("$bin", argument: 1), .dimensions, .named("$inside", as: "dcount_activities_inner"),
            .named("$around", as: "dcount_activities_outer"), .named("$ratio", as: "activity_ratio"),
        ]
    ) { d, count in
        """
        \(count == 4 ? bounds : "")
        let size = tolong(outer / inner);
        let data = materialize(T | where ['$time'] <= end and ['$time'] > start - outer
            | summarize by ['$id'], ['$bin'] = bin_at(['$time'], inner, start)\(d.more));
        let around = data
            | mv-expand ['$number'] = range(0, size - 1, 1) to typeof(long)
            | extend ['$bin'] = ['$bin'] + ['$number'] * inner
            | summarize ['$around'] = count_distinct(['$id']) by ['$bin']\(d.more);
        data
        | where ['$bin'] >= start
        | summarize ['$inside'] = count() by ['$bin']\(d.more)
        | join kind=inner around on ['$bin']\(d.more)
        | extend ['$ratio'] = todouble(['$inside']) / ['$around']
        | sort by ['$bin'] asc
        """
    }

    /// For ids that are seen first in one interval, how many of them are seen in each later one.
    private static let newActivity = PluginTemplate(
        calls: [span + [.constant("step"), .option("cohort"), .dimensions]],
        outputs: [
            .like("$from", argument: 1, prefix: "from_"), .like("$to", argument: 1, prefix: "to_"), .dimensions,
            .named("$new", as: "dcount_new_values"), .named("$retained", as: "dcount_retained_values"),
            .named("$churn", as: "dcount_churn_values"), .named("$rate", as: "retention_rate"),
            .named("$lost", as: "churn_rate"),
        ],
        takesTable: true
    ) { d, count in
        """
        let data = materialize(T | where ['$time'] >= start and ['$time'] <= end
            | summarize by ['$id'], ['$bin'] = bin_at(['$time'], step, start)\(d.more));
        let firsts = materialize(data\(d.hasTable ? " | join kind=leftanti lookback on ['$id']" : "")
            | summarize ['$from'] = min(['$bin']) by ['$id']\(d.more));
        let cohorts = materialize(firsts | summarize ['$size'] = count() by ['$from']\(d.more));
        let axis = print ['$last'] = tolong((end - start) / step)
            | mv-expand ['$number'] = range(0, ['$last'], 1) to typeof(long)
            | project ['$to'] = start + ['$number'] * step, ['$one'] = 1;
        let pairs = materialize(cohorts | extend ['$one'] = 1 | join kind=inner axis on ['$one']
            | where ['$to'] >= ['$from']\(count - d.count == 6 ? " and ['$from'] == cohort" : "") | project-away ['$one'], ['$one1']);
        let retained = firsts | join kind=inner data on ['$id']\(d.more)
            | summarize ['$retained'] = count() by ['$from'], ['$to'] = ['$bin']\(d.more);
        let seen = data | join kind=inner firsts on ['$id']\(d.more)
            | summarize ['$users'] = count() by ['$to'] = ['$bin'], ['$since'] = ['$from']\(d.more)
            | extend ['$one'] = 1;
        let fresh = pairs | extend ['$one'] = 1 | join kind=inner seen on ['$one'], ['$to']\(d.more)
            | where ['$since'] > ['$from'] or ['$to'] == ['$from'] and ['$since'] == ['$from']
            | summarize ['$new'] = sum(['$users']) by ['$from'], ['$to']\(d.more);
        pairs
        | join kind=leftouter retained on ['$from'], ['$to']\(d.more)
        | join kind=leftouter fresh on ['$from'], ['$to']\(d.more)
        | extend ['$new'] = coalesce(['$new'], 0), ['$retained'] = coalesce(['$retained'], 0)
        | extend ['$churn'] = ['$size'] - ['$retained'], ['$rate'] = todouble(['$retained']) / ['$size']
        | extend ['$lost'] = 1.0 - ['$rate']
        | sort by ['$from'] asc, ['$to'] asc
        """
    }

    /// The percentile of the values of a number of intervals, the last of them that of the row.
    private static let rollingPercentile = PluginTemplate(
        calls: [
            [
                .column("value"), .constant("percent"), .column("index"), .constant("step"), .constant("bins"),
                .dimensions,
            ]
        ],
        outputs: [.like("$bin", argument: 2), .dimensions, .named("$result", as: "")]
    ) { d, _ in
        """
        let data = materialize(T | extend ['$bin'] = bin(['$index'], step));
        let axis = data | distinct ['$bin']\(d.more);
        data
        | mv-expand ['$number'] = range(0, bins - 1, 1) to typeof(long)
        | extend ['$bin'] = ['$bin'] + ['$number'] * step
        | join kind=inner axis on ['$bin']\(d.more)
        | summarize ['$result'] = percentile(['$value'], percent) by ['$bin']\(d.more)
        | sort by ['$bin'] asc
        """
    }

    /// Rows within a number of rows of one that a condition holds for.
    private static let rowsNear = PluginTemplate(
        calls: [
            [.column("condition"), .constant("before")],
            [.column("condition"), .constant("before"), .constant("after")],
        ],
        outputs: []
    ) { _, count in
        """
        let until = \(count == 3 ? "after" : "before");
        let rows = materialize(T | serialize ['$row'] = row_number());
        let near = rows
            | where ['$condition']
            | mv-expand ['$near'] = range(['$row'] - before, ['$row'] + until, 1) to typeof(long)
            | distinct ['$near'];
        rows
        | where ['$row'] in (near)
        | sort by ['$row'] asc
        | project-away ['$row'], ['$condition']
        """
    }
}

/// The names of parameters, for arguments that are given by name: `bin(roundTo = 2, value = x)`.
enum ParameterNames {
    /// The names in order; none where a function has one parameter or any number of them.
    static func of(_ function: String) -> [String] { table[function] ?? [] }

    private static let table: [String: [String]] = {
        var result: [String: [String]] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            result[words[0]] = Array(words.dropFirst())
        }
        return result
    }()

    /// A function and its parameters in each line.
    private static let lines = """
        all pattern_element expression
        any pattern_element expression
        around value center delta
        array_iff condition_array when_true when_false
        array_iif condition_array when_true when_false
        array_index_of array value start length occurrence
        array_rotate_left array rotate_count
        array_rotate_right array rotate_count
        array_shift_left array shift_count default_value
        array_shift_right array shift_count default_value
        array_slice array start end
        array_split array index
        array_strcat array delimiter
        assert predicate message
        atan2 y x
        bag_has_key bag key
        bag_remove_keys bag keys
        bag_set_key bag key value
        bag_zip keys values
        beta_cdf x alpha beta
        beta_inv probability alpha beta
        beta_pdf x alpha beta
        bin value roundTo
        bin_at value bin_size fixed_point
        binary_and value1 value2
        binary_or value1 value2
        binary_shift_left value shift
        binary_shift_right value shift
        binary_xor value1 value2
        column_ifexists column_name defaultValue
        columnifexists column_name defaultValue
        convert_angle value from to
        convert_energy value from to
        convert_force value from to
        convert_length value from to
        convert_mass value from to
        convert_speed value from to
        convert_temperature value from to
        convert_volume value from to
        countof source search kind
        datepart part date
        datetime_add part value datetime
        datetime_diff part datetime1 datetime2
        datetime_local_to_utc from timezone
        datetime_part part date
        datetime_utc_to_local from timezone
        endofday date offset
        endofmonth date offset
        endofweek date offset
        endofyear date offset
        external_table name mapping
        extract regex captureGroup source typeLiteral
        extract_all regex captureGroups source
        extract_json jsonPath jsonText type
        extractall regex captureGroups source
        extractjson jsonPath jsonText type
        floor value roundTo
        format_bytes size precision format
        format_datetime date format
        format_ipv4 ip prefix
        format_ipv4_mask ip prefix
        format_timespan timespan format
        geo_angle p1_longitude p1_latitude p2_longitude p2_latitude p3_longitude p3_latitude
        geo_azimuth p1_longitude p1_latitude p2_longitude p2_latitude
        geo_closest_point_on_line longitude latitude lineString
        geo_closest_point_on_polygon longitude latitude polygon
        geo_distance_2points p1_longitude p1_latitude p2_longitude p2_latitude use_spheroid
        geo_distance_point_to_line longitude latitude lineString
        geo_distance_point_to_polygon longitude latitude polygon
        geo_h3cell_children h3cell resolution
        geo_h3cell_parent h3cell resolution
        geo_h3cell_rings h3cell distance
        geo_intersection_2lines lineString1 lineString2
        geo_intersection_2polygons polygon1 polygon2
        geo_intersection_line_with_polygon lineString polygon
        geo_intersects_2lines lineString1 lineString2
        geo_intersects_2polygons polygon1 polygon2
        geo_intersects_line_with_polygon lineString polygon
        geo_line_buffer lineString radius tolerance
        geo_line_densify lineString tolerance preserve_crossing
        geo_line_interpolate_point lineString fraction
        geo_line_locate_point lineString longitude latitude use_spheroid
        geo_line_simplify lineString tolerance
        geo_line_to_s2cells lineString level radius
        geo_point_buffer longitude latitude radius tolerance
        geo_point_in_circle p_longitude p_latitude pc_longitude pc_latitude c_radius
        geo_point_in_polygon longitude latitude polygon
        geo_point_to_geohash longitude latitude accuracy
        geo_point_to_h3cell longitude latitude resolution
        geo_point_to_s2cell longitude latitude level
        geo_polygon_buffer polygon radius tolerance
        geo_polygon_densify polygon tolerance preserve_crossing
        geo_polygon_simplify polygon tolerance
        geo_polygon_to_h3cells polygon resolution radius
        geo_polygon_to_s2cells polygon level radius
        geo_simplify_polygons_array polygons tolerance
        graph name snapshot
        has_any_index source values
        has_any_ipv4 source ips
        has_any_ipv4_prefix source ip_prefixes
        has_ipv4 source ip
        has_ipv4_prefix source ip_prefix
        hash source mod
        hash_xxhash64 source mod
        hll_isvalid hll value
        iff if then else
        iif if then else
        indexof string match start length occurrence
        indexof_regex string match start length occurrence
        ipv4_compare ip1 ip2 prefix
        ipv4_is_in_any_range ip ranges
        ipv4_is_in_range ip ip_range
        ipv4_is_match ip1 ip2 prefix
        ipv4_range_to_cidr_list start_ip end_ip
        ipv6_compare ip1 ip2 prefix
        ipv6_is_in_any_range ip ranges
        ipv6_is_in_range ip ip_range
        ipv6_is_match ip1 ip2 prefix
        make_datetime year month day hour minute second
        make_timespan days hours minutes seconds
        map pattern_element expression
        materialized_view name max_age
        next column offset default_value
        parse_command_line command parser
        parse_ipv4_mask ip prefix
        parse_ipv6_mask ip prefix
        parse_user_agent user_agent look_for
        percentile_tdigest tdigest percentile1 type
        percentiles_array_tdigest tdigest percentiles
        percentrank_tdigest digest value
        pow base exponent
        prev column offset default_value
        range start stop step
        rank_tdigest digest value
        repeat value count
        replace regex rewrite source
        replace_regex source lookup_regex rewrite_pattern
        replace_string text lookup rewrite
        replace_strings text lookups rewrites
        round number precision
        row_cumsum term restart
        row_number startingIndex restart
        row_rank column dense
        row_rank_dense term restart
        row_rank_min term restart
        row_window_session expr maxDistanceFromFirst maxDistanceBetweenNeighbors restart
        series_add series1 series2
        series_cosine_similarity series1 series2 series1_magnitude series2_magnitude
        series_decompose series period trend test_points seasonality_threshold
        series_decompose_anomalies series threshold period trend test_points method seasonality_threshold
        series_decompose_forecast series test_points period trend seasonality_threshold
        series_divide series1 series2
        series_dot_product series1 series2
        series_equals series1 series2
        series_fft series series_imaginary
        series_fill_backward series missing_value_placeholder
        series_fill_const series constant_value missing_value_placeholder
        series_fill_forward series missing_value_placeholder
        series_fill_linear series missing_value_placeholder fill_edges constant_value
        series_fir series filter normalize center
        series_fit_poly y_series x_series degree
        series_greater series1 series2
        series_greater_equals series1 series2
        series_ifft series series_imaginary
        series_iir series numerators denominators
        series_less series1 series2
        series_less_equals series1 series2
        series_multiply series1 series2
        series_not_equals series1 series2
        series_outliers series kind ignore_val min_percentile max_percentile test_points
        series_pearson_correlation series1 series2
        series_periods_detect series min_period max_period num_periods
        series_pow series1 series2
        series_seasonal series period test_points
        series_stats series ignore_nonfinite
        series_stats_dynamic series ignore_nonfinite
        series_subtract series1 series2
        set_equals set1 set2
        set_has_element set value
        split source delimiter requestedIndex
        startofday date offset
        startofmonth date offset
        startofweek date offset
        startofyear date offset
        stored_query_result name index
        strcat_array array delimiter
        strcmp s1 s2
        strrep value multiplier delimiter
        substring string start length
        table name query_data_scope
        tdigest_isvalid digest value
        tohex value minLength
        translate searchList replacementList source
        trim regex source
        trim_end regex source
        trim_start regex source
        welch_test mean1 variance1 count1 mean2 variance2 count2
        """
}

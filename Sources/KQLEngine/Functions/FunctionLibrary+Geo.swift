internal import DuckDB
internal import KQL

extension FunctionLibrary {
    /// `geo_info_from_ip_address` by what the host knows of addresses, kql.md §12.
    static func geoInfo(_ database: GeoDatabase?) -> FunctionBody {
        FunctionBody(.geoInfo) { input, output in
            input.forEachRow(output) { row in
                let text = input[0].text(row)
                guard let address = IPAddress(text) else {
                    output.setNull(row)
                    return
                }
                output.set(row, database?.place(of: address)?.bag ?? Array("{}".utf8))
            }
        }
    }
}

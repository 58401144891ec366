internal import DuckDB
internal import KQL

// MARK: Sequences of rows, kql.md §10

extension FunctionLibrary {
    static let scanning: [FunctionBody] = [
        FunctionBody(.scan) { input, output in
            var programs = PreparedArgument(input[1]) { try ScanProgram($0) }
            let rows = input[0].listElements()
            for row in 0..<input.count where !input.isStopped(output) {
                guard !input[0].isNull(row), !input[1].isNull(row) else {
                    output.appendList(row, [])
                    output.setNull(row)
                    continue
                }
                var machine = ScanMachine(try programs.value(row))
                for index in input[0].listRange(row) where !rows.isNull(index) {
                    if let item = JSONText(rows.text(index)) { try machine.take(item) }
                }
                output.appendList(row, machine.finish())
            }
        }
    ]
}

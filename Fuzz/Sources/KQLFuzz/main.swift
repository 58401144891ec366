import KQL

// KQLFuzz [SEED [COUNT]]: compiles, checks and formats generated texts. A crash is a fault, and so is a text that takes
// too long, a refusal that says nothing, and a format that is not stable.

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let seed = arguments.first ?? 1
let count = arguments.count > 1 ? Int(arguments[arguments.startIndex + 1]) : 100_000
let limit = Duration.milliseconds(200)

func table(_ name: String) -> TableSchema {
    TableSchema(
        name: name,
        columns: [
            ColumnSchema("Timestamp", .datetime), ColumnSchema("DeviceId", .string), ColumnSchema("a", .long),
            ColumnSchema("b", .string), ColumnSchema("d", .dynamic),
        ]
    )
}

let compiler = KQLCompiler(schema: SchemaCatalog(tables: [table("DeviceEvents"), table("DeviceInfo")]))
let options = CompileOptions(now: 638_725_392_000_000_000)
let formatter = QueryFormatter()
var texts = TextSource(seed: seed)
var faults = 0
var accepted = 0

@MainActor func tell(_ fault: String, _ text: String) {
    faults += 1
    print("\(fault): \(text.debugDescription)")
}

for _ in 0..<count {
    let text = texts.text()
    let time = ContinuousClock().measure {
        do throws(KQLError) {
            _ = try compiler.compile(text, options: options)
            accepted += 1
        } catch {
            if error.diagnostics.allSatisfy({ $0.severity != .error }) { tell("refused without a reason", text) }
        }
    }
    if time > limit { tell("took \(time)", text) }
    let once = formatter.format(text)
    if formatter.format(once) != once { tell("format is not stable", text) }
}
print("seed \(seed): \(count) texts, \(accepted) accepted, \(faults) faults")

import Foundation
import KQL
import KQLFuzzing

// KQLFuzz [--seed N] [--count N] [--seconds N] [--target lexer|parser|binder|printer] [--schema FILE] [FOLDER]
// Generated texts, or the queries of a folder taken apart and put together anew, through one target or all. A crash is a
// fault, and so is what a target says, and a text of ordinary size that takes longer than 50 ms.

var values: [String: String] = [:]
var folder: String?
var rest = CommandLine.arguments.dropFirst()
while let word = rest.popFirst() {
    if word.hasPrefix("--") { values[String(word.dropFirst(2))] = rest.popFirst() } else { folder = word }
}
let seed = values["seed"].flatMap { UInt64($0) } ?? 1
let seconds = values["seconds"].flatMap { Double($0) }
let count = values["count"].flatMap { Int($0) } ?? (seconds == nil ? 100_000 : .max)
let targets = values["target"].flatMap { FuzzTarget(rawValue: $0) }.map { [$0] } ?? FuzzTarget.allCases
let compiler = FuzzWorld.compiler(schemaAt: values["schema"])
var texts = TextSource(seed: seed, corpus: folder.map { FuzzWorld.corpus(at: $0) } ?? [])
let limit = Duration.milliseconds(50)
let start = ContinuousClock.now
var faults = 0
var done = 0

while done < count, seconds.map({ start.duration(to: .now) < .seconds($0) }) ?? true {
    let text = texts.text()
    done += 1
    for target in targets {
        var fault: String?
        let time = ContinuousClock().measure { fault = target.fault(of: text, compiler) }
        if fault == nil, time > limit, text.utf8.count < 10_000 { fault = "took \(time)" }
        guard let fault else { continue }
        faults += 1
        print("\(target) \(fault): \(text.debugDescription)")
    }
}
print("seed \(seed): \(done) texts in \(start.duration(to: .now)), \(faults) faults")

internal import DuckDB
internal import KQL

// MARK: Sketches of distinct values and of ranks, kql.md §11

extension FunctionLibrary {
    static let sketches: [FunctionBody] = [
        FunctionBody(.distinctSketch) { input, output in
            let elements = input[0].listElements()
            input.forEachRow(output) { row in
                var sketch = DistinctSketch()
                for index in input[0].listRange(row) where !elements.isNull(index) {
                    sketch.insert(elements.text(index))
                }
                output.set(row, sketch.text)
            }
        },
        FunctionBody(.distinctSketchMergeAll) { input, output in
            input.forEachRow(output) { row in
                var sketch = DistinctSketch()
                JSONText(input[0].text(row))?.forEachElement { element in
                    if let other = DistinctSketch(element) { sketch.merge(other) }
                    return true
                }
                output.set(row, sketch.text)
            }
        },
        FunctionBody(.distinctSketchMerge) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                var merged: DistinctSketch?
                for column in input.columns where !column.isNull(row) {
                    guard let other = DistinctSketch(JSONText(column.text(row))) else { continue }
                    merged = merged ?? DistinctSketch()
                    merged?.merge(other)
                }
                output.set(row, merged?.text)
            }
        },
        FunctionBody(.distinctSketchCount) { input, output in
            input.forEachRow(output) { row in
                output.set(row, DistinctSketch(JSONText(input[0].text(row)))?.count)
            }
        },
        FunctionBody(.distinctSketchIsValid) { input, output in
            input.forEachRow(output) { row in
                output.set(row, DistinctSketch(JSONText(input[0].text(row))) != nil)
            }
        },
    ]

    static let digests: [FunctionBody] = [
        FunctionBody(.digest) { input, output in
            let values = input[0].listElements()
            let weights = input[1].listElements()
            input.forEachRow(output) { row in
                let places = input[0].listRange(row)
                let own = input[1].listRange(row)
                let digest = RankDigest(count: places.count) { index in
                    values.text(places.lowerBound + index)
                } weight: { index in
                    own.isEmpty ? 1 : NumberText.long(weights.text(own.lowerBound + index)) ?? 0
                }
                output.set(row, digest.text)
            }
        },
        FunctionBody(.digestMergeAll) { input, output in
            input.forEachRow(output) { row in
                var digests: [RankDigest] = []
                JSONText(input[0].text(row))?.forEachElement { element in
                    if let digest = RankDigest(element) { digests.append(digest) }
                    return true
                }
                output.set(row, RankDigest.merged(digests).text)
            }
        },
        FunctionBody(.digestMerge) { input, output in
            for row in 0..<input.count where !input.isStopped(output) {
                let digests = input.columns.compactMap {
                    $0.isNull(row) ? nil : RankDigest(JSONText($0.text(row)))
                }
                output.set(row, digests.isEmpty ? nil : RankDigest.merged(digests).text)
            }
        },
        digest(.digestPercentile) { digest, input, row, output in
            output.set(row, digest.value(at: input[1].double(row)))
        },
        digest(.digestPercentiles) { digest, input, row, output in
            let ranks = JSONText(input[1].text(row))
            output.set(
                row, ranks?.kind == .array ? ranks.map { valuesAtRanks($0) { digest.value(at: $0) } } : nil)
        },
        digest(.digestRank) { digest, input, row, output in
            output.set(row, digest.rank(of: input[1].text(row).bytes))
        },
        digest(.digestPercentRank) { digest, input, row, output in
            output.set(row, digest.percentRank(of: input[1].text(row).bytes))
        },
        FunctionBody(.digestIsValid) { input, output in
            input.forEachRow(output) { row in
                output.set(row, RankDigest(JSONText(input[0].text(row))) != nil)
            }
        },
    ]

    private static func digest(
        _ function: EngineFunction,
        _ write: @escaping @Sendable (RankDigest, FunctionInput, Int, FunctionOutput) -> Void
    ) -> FunctionBody {
        FunctionBody(function) { input, output in
            input.forEachRow(output) { row in
                if let digest = RankDigest(JSONText(input[0].text(row))) {
                    write(digest, input, row, output)
                } else {
                    output.setNull(row)
                }
            }
        }
    }
}

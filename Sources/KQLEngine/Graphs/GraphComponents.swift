/// The components of a graph: for each node from 1 on the number of its component, counted from 0 by its first node.
enum GraphComponents {
    /// Nodes that edges join, whichever way they lead.
    static func weak(_ triples: [(edge: Int32, from: Int32, to: Int32)], nodeCount: Int) -> [Int32] {
        var parents = Array(0...Int32(nodeCount))
        func root(_ node: Int32) -> Int32 {
            var node = node
            while parents[Int(node)] != node {
                parents[Int(node)] = parents[Int(parents[Int(node)])]
                node = parents[Int(node)]
            }
            return node
        }
        for triple in triples where Int(max(triple.from, triple.to)) <= nodeCount {
            let (a, b) = (root(triple.from), root(triple.to))
            if a != b { parents[Int(max(a, b))] = min(a, b) }
        }
        return numbered((0..<nodeCount).map { root(Int32($0 + 1)) })
    }

    /// Nodes each of which leads to each other: Tarjan's algorithm, without calls into itself.
    static func strong(_ triples: [(edge: Int32, from: Int32, to: Int32)], nodeCount: Int) -> [Int32] {
        let edges = GraphEdges(triples, nodeCount: nodeCount, isBothWays: false)
        var order = [Int32](repeating: -1, count: edges.nodeCount + 1)
        var lowest = order
        var members = order
        var isOpen = [Bool](repeating: false, count: edges.nodeCount + 1)
        var open: [Int32] = []
        var calls: [(node: Int32, next: Int)] = []
        var counter: Int32 = 0
        func enter(_ node: Int32) {
            order[Int(node)] = counter
            lowest[Int(node)] = counter
            counter += 1
            open.append(node)
            isOpen[Int(node)] = true
            calls.append((node, edges.leaving(node).startIndex))
        }
        guard nodeCount > 0 else { return [] }
        for first in 1...Int32(nodeCount) where order[Int(first)] == -1 {
            enter(first)
            while let (node, next) = calls.last {
                let leaving = edges.leaving(node)
                if next < leaving.endIndex {
                    calls[calls.count - 1].next += 1
                    let end = leaving[next].node
                    if order[Int(end)] == -1 {
                        enter(end)
                    } else if isOpen[Int(end)] {
                        lowest[Int(node)] = min(lowest[Int(node)], order[Int(end)])
                    }
                    continue
                }
                calls.removeLast()
                if let above = calls.last?.node {
                    lowest[Int(above)] = min(lowest[Int(above)], lowest[Int(node)])
                }
                guard lowest[Int(node)] == order[Int(node)] else { continue }
                while let member = open.popLast() {
                    isOpen[Int(member)] = false
                    members[Int(member)] = node
                    if member == node { break }
                }
            }
        }
        return numbered((1...nodeCount).map { members[$0] })
    }

    /// Numbers in the order of first appearance.
    private static func numbered(_ roots: [Int32]) -> [Int32] {
        var numbers: [Int32: Int32] = [:]
        return roots.map { root in
            if let number = numbers[root] { return number }
            let number = Int32(numbers.count)
            numbers[root] = number
            return number
        }
    }
}

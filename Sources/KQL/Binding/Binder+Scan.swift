extension Binder {
    mutating func bindScan(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        report(.notSupported, "The operator 'scan' is not supported yet.", at: node.span)
        return nil
    }

    mutating func bindReduce(_ node: SyntaxNode, _ input: BoundRelation) -> BoundRelation? {
        report(.notSupported, "The operator 'reduce' is not supported yet.", at: node.span)
        return nil
    }
}

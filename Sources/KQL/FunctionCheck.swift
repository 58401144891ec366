extension KQLCompiler {
    /// Everything that is wrong with a function that is to be stored, and warnings; places are those of its text.
    ///
    /// The body is bound with stand-ins for the parameters: what it says of their columns is checked, and what it says of
    /// tables. It may not call other stored functions, as the service has it.
    public func check(_ function: StoredFunction, options: CompileOptions) -> [Diagnostic] {
        let source = SourceText(function.text)
        var sink = DiagnosticSink(source: source)
        guard source.bytes.count <= options.maximumTextLength else {
            sink.report(
                .textTooLong,
                "The function is \(source.bytes.count) bytes long, and \(options.maximumTextLength) are allowed.",
                at: Span(0, 0))
            return sink.diagnostics
        }
        let (declaration, faults) = Parser.parseFunction(source)
        sink = faults
        if let fault = nameFault(of: function.name) { sink.report(.invalidValue, fault, at: Span(0, 0)) }
        if declaration[.body]?.all(.statement).last?.kind != .expressionStatement, !sink.hasErrors {
            sink.report(
                .noResult, "The function has no result: its body needs an expression at the end.",
                at: declaration[.body]?.span ?? declaration.span)
        }
        var hasDefault = false
        for parameter in declaration.all(.parameter) {
            if parameter[.value] != nil {
                hasDefault = true
            } else if hasDefault {
                sink.report(
                    .invalidValue,
                    "This parameter has no default and stands behind one that has: those without a default come first.",
                    at: parameter.span)
            }
        }
        guard !sink.hasErrors else { return sink.diagnostics }
        var binder = Binder(source: source, catalog: schema, options: options, sink: sink)
        binder.usesWindows = Binder.mentionsWindows(declaration, source)
        binder.isInsideStored = true
        binder.checkFunction(declaration)
        return binder.sink.diagnostics.sorted { $0.span.start < $1.span.start }
    }

    /// Why a name cannot be that of a stored function; `nil` for one that can.
    private func nameFault(of name: String) -> String? {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, bytes.allSatisfy(CharacterClass.isNamePart), !CharacterClass.isDigit(first)
        else {
            return "'\(name)' is no name of a function: letters of English, digits and underscores make one, and no "
                + "digit begins it."
        }
        if schema.table(named: name) != nil { return "'\(name)' is the name of a table; call the function otherwise." }
        if DefenderFunctions.all[name] != nil || KQLVocabulary.functions[name] != nil {
            return "'\(name)' is a function of hunting itself; call this one otherwise."
        }
        if WordTable.shared.rank(bytes, 0, bytes.count) != .identifier {
            return "'\(name)' is a word of the language; begin the name with a capital letter or an underscore."
        }
        return nil
    }
}

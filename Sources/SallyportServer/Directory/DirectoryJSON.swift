import ServiceCore

/// Wire models as JSON trees, on which `$filter` and `$select` work.
enum DirectoryJSON {
    /// The members of a wire model with nulls printed, as Graph does.
    static func tree(_ model: some Encodable) throws -> JSONTree {
        do {
            return try JSONReader.read(try WireEncoder(nulls: .printed).encode(model))
        } catch let error as JSONReader.Failure {
            throw ServerError(code: .internalFailure, message: "A wire model printed no JSON: \(error)")
        }
    }
}

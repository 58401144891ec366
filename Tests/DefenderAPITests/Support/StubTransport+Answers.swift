import Foundation
import HTTPTypes
import SallyportTesting
import ServiceCore

extension StubTransport {
    /// Answers requests from a list, in order, whatever they ask.
    convenience init(_ answers: ServiceResponse...) {
        self.init(answers.enumerated().map { index, answer in Stub("answer \(index)") { _ in answer } })
    }

    /// Method and address of what was asked so far, percent-encoding removed.
    var lines: [String] {
        requests.map { "\($0.method.rawValue) \($0.url.absoluteString.removingPercentEncoding ?? "")" }
    }
}

extension ServicePipeline {
    /// A pipeline over a script, without a token.
    static func scripted(_ transport: StubTransport) -> ServicePipeline {
        ServicePipeline(
            transport: transport, credential: nil, scopes: [], time: ManualTimeSource(), random: SeededRandomSource())
    }
}

import Foundation
import Hummingbird
import HummingbirdTLS
import NIOSSL

/// Serves one file's bytes as JSON over TLS on loopback and does nothing else: the floor of any endpoint of ours.
///
/// Arguments: PORT CERTIFICATE KEY FILE.
@main
struct BareServer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let port = Int(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: BareServer PORT CERTIFICATE KEY FILE\n".utf8))
            exit(2)
        }
        let certificates = try NIOSSLCertificate.fromPEMFile(arguments[2]).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: arguments[3], format: .pem)
        let body = ByteBuffer(bytes: try Data(contentsOf: URL(fileURLWithPath: arguments[4])))
        let router = Router()
        router.get("bytes") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
        }
        let application = Application(
            router: router,
            server: try .tls(
                tlsConfiguration: .makeServerConfiguration(certificateChain: certificates, privateKey: .privateKey(key))
            ),
            configuration: .init(address: .hostname("127.0.0.1", port: port))
        )
        try await application.runService()
    }
}

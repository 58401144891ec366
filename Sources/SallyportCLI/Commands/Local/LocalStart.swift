import ArgumentParser
import Foundation

/// `sally local start`
struct LocalStart: SallyCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Serve the local tenant, in the foreground or detached.")

    @OptionGroup var global: GlobalOptions

    @Option(help: "Address to listen on; anything but loopback shows the tenant to the network.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8443

    @Option(help: "YAML file of the world that a new state is seeded with.", completion: .file())
    var seed: String?

    @Flag(name: [.short, .long], help: "Return when the tenant answers, and serve until `sally local stop`.")
    var detach = false

    @Option(help: .hidden)
    var readyDescriptor: Int32?

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("A port is a number from 0 to 65535.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus { .ok }
}

import ArgumentParser

@main
struct Sally: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sally", version: "0.1.0")
}

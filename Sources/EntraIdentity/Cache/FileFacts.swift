import Foundation

/// What the file system says about a path, links not followed.
///
/// Taken from `FileManager`: the members of `struct stat` count as CoreFoundation's on Linux, which cannot be imported
/// by itself there under MemberImportVisibility (SE-0444).
struct FileFacts {
    let isRegular: Bool
    let isFolder: Bool
    /// Permission bits.
    let mode: Int
    let owner: UInt32
    let modified: Date

    /// - Returns: `nil` when there is nothing at the path, or it cannot be inspected.
    init?(_ path: String) {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (facts[.posixPermissions] as? NSNumber)?.intValue,
            let owner = (facts[.ownerAccountID] as? NSNumber)?.uint32Value
        else { return nil }
        let type = facts[.type] as? FileAttributeType
        isRegular = type == .typeRegular
        isFolder = type == .typeDirectory
        self.mode = mode
        self.owner = owner
        modified = facts[.modificationDate] as? Date ?? .distantPast
    }
}

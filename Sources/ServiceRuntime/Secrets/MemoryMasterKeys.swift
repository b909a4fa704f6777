import ServiceCore
import Synchronization

/// Master keys of this process alone: for tests. More can be added, as a rotation does.
package final class MemoryMasterKeys: MasterKeyProvider {
  private let text: Mutex<String>

  /// Keys with these names, the newest last.
  package init(names: [String] = ["test-1"]) {
    text = Mutex(names.map { MasterKeys.newLine(named: $0) }.joined())
  }

  /// The master keys as they are now.
  package func masterKeys() throws -> MasterKeys {
    try MasterKeys(text: text.withLock { $0 })
  }

  /// Adds a newer key.
  package func addKey(named name: String) {
    text.withLock { $0 += MasterKeys.newLine(named: name) }
  }

  /// Forgets a key.
  package func removeKey(named name: String) {
    text.withLock { text in
      text = text.split(separator: "\n").filter { !$0.hasPrefix("\(name) ") }.map { "\($0)\n" }.joined()
    }
  }
}

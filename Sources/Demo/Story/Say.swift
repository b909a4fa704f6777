import Foundation

/// Writes a line to standard output at once, also when it goes to a file.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

package import ServiceCore
package import SwiftProtobuf

/// A closed set of words that has a counterpart in the protos.
package protocol MessageWord: CaseIterable {
  /// The generated enumeration.
  associatedtype Message: SwiftProtobuf.Enum
  /// The counterpart of this word.
  var message: Message { get }
}

extension MessageWord {
  /// The word for a message value; nil for an unspecified or unknown value.
  package init?(_ message: Message) {
    guard let word = Self.allCases.first(where: { $0.message == message }) else { return nil }
    self = word
  }
}

extension Validation {
  /// The word of a field that must be specified.
  package mutating func word<Word: MessageWord>(_ field: String, _ message: Word.Message) -> Word? {
    guard let word = Word(message) else {
      reject(field, message.rawValue == 0 ? "is required" : "is not known")
      return nil
    }
    return word
  }

  /// The word of a field that may be left unspecified.
  package mutating func word<Word: MessageWord>(
    _ field: String,
    _ message: Word.Message,
    unspecified: Word.Message,
    meaning word: Word
  ) -> Word? {
    message == unspecified ? word : self.word(field, message)
  }
}

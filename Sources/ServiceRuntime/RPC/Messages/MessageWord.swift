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
      if message.rawValue == 0 { missing(field) } else { reject(field, "is not known") }
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

  /// The word of a field; nil when it is left unspecified, which is no mistake.
  package mutating func optionalWord<Word: MessageWord>(_ field: String, _ message: Word.Message) -> Word? {
    message.rawValue == 0 ? nil : word(field, message)
  }

  /// The words of a field, each given once.
  package mutating func words<Word: MessageWord & Equatable>(_ field: String, _ messages: [Word.Message]) -> [Word] {
    var words: [Word] = []
    require(messages.count <= Word.allCases.count, field, "gives one twice")
    for (index, message) in messages.prefix(Word.allCases.count).enumerated() {
      guard let word: Word = word("\(field)[\(index)]", message) else { continue }
      require(!words.contains(word), "\(field)[\(index)]", "is given twice")
      words.append(word)
    }
    return words
  }
}

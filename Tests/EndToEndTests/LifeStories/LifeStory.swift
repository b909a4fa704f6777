import CareTypes
import Foundation
import Testing

/// One person or family, with what happens to them and what the law gives them, day by day.
///
/// A story is a text file in `Stories`, worked out by hand from the law. A line is a day, a verb and its words; `README.md`
/// in that folder lists the verbs.
struct LifeStory: Sendable {
  /// The name of the file.
  let name: String
  /// The people, by the short name that the story gives them.
  let people: [Person]
  /// What happens, in the order of the file.
  let steps: [Step]

  /// A fictional person.
  struct Person: Sendable {
    let key: String
    let birth: CalendarDate
    let place: String
    /// Whether the registry has no national number, so that a wrong birth date can be corrected.
    let isWithoutNumber: Bool
  }

  /// A line of the story.
  struct Step: Sendable {
    let line: Int
    let day: CalendarDate
    let verb: String
    /// The words without `=`.
    let words: [String]
    /// The words of the form `key=value`.
    let options: [String: String]
    /// Why what is expected does not hold yet; nil when it does.
    let known: String?

    /// Whether the line only says what is expected.
    var isLook: Bool { ["expect", "award"].contains(verb) }
    /// Whether the line records something about an award.
    var isAboutAnAward: Bool { ["apply", "sign", "rule", "object", "use", "give-up"].contains(verb) }

    /// A word by its place.
    func word(_ index: Int) throws -> String {
      try #require(words.indices.contains(index), "line \(line): \(verb) misses a word")
      return words[index]
    }

    /// A day among the options; the day of the line when it is not given.
    func date(_ option: String = "date") throws -> CalendarDate {
      try options[option].map { try CalendarDate(iso: $0) } ?? day
    }
  }

  /// Reads a story.
  init(name: String, text: String) throws {
    var people: [Person] = []
    var steps: [Step] = []
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = raw.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let comment = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      let words = (parts.first ?? "").split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      if first == "person" {
        try #require(words.count >= 4, "\(name), line \(index + 1)")
        people.append(
          Person(
            key: words[1],
            birth: try CalendarDate(iso: words[2]),
            place: words[3],
            isWithoutNumber: words.contains("without-number")
          )
        )
        continue
      }
      try #require(words.count >= 2, "\(name), line \(index + 1)")
      var options: [String: String] = [:]
      for word in words.dropFirst(2) where word.contains("=") {
        let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
        options[pair[0]] = pair.count > 1 ? pair[1] : ""
      }
      steps.append(
        Step(
          line: index + 1,
          day: try CalendarDate(iso: first),
          verb: words[1],
          words: words.dropFirst(2).filter { !$0.contains("=") },
          options: options,
          known: comment.hasPrefix("known: ") ? String(comment.dropFirst("known: ".count)) : nil
        )
      )
    }
    (self.name, self.people, self.steps) = (name, people, steps)
  }

  /// All stories.
  static func all() throws -> [LifeStory] {
    let folder = try #require(Bundle.module.resourceURL).appending(path: "Stories")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map {
        try LifeStory(
          name: $0.deletingPathExtension().lastPathComponent,
          text: String(contentsOf: $0, encoding: .utf8)
        )
      }
  }
}

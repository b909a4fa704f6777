import ArgumentParser
import CareTypes
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Re-evaluations as they are shown in the terminal.
enum ReevaluationText {
  /// A day of an option.
  ///
  /// - Throws: `ValidationError` for what is no day.
  static func date(_ text: String) throws -> Mantel_Type_V1_Date {
    guard let date = try? CalendarDate(iso: text) else {
      throw ValidationError("--since is a day such as 2026-01-31")
    }
    return Mantel_Type_V1_Date(date)
  }

  /// A table with a line for each.
  static func table(_ reevaluations: [Mantel_Rights_V1_Reevaluation]) -> String {
    if reevaluations.isEmpty { return "There are none." }
    var table = TextTable(["name", "state", "done", "of", "where", "since", "cause"], right: [2, 3])
    for reevaluation in reevaluations {
      table.add([
        reevaluation.name, state(reevaluation.state),
        reevaluation.hasDoneCount ? String(reevaluation.doneCount) : "not known",
        reevaluation.hasTotalCount ? String(reevaluation.totalCount) : "not known",
        reevaluation.everywhere ? "everywhere" : "\(reevaluation.municipalities.count) codes",
        reevaluation.hasSinceDate ? (try? CalendarDate(reevaluation.sinceDate).isoText) ?? "" : "today",
        cause(reevaluation),
      ])
    }
    return table.text
  }

  private static func state(_ state: Mantel_Rights_V1_ReevaluationState) -> String {
    switch state {
    case .waiting: "waiting"
    case .running: "running"
    case .done: "done"
    case .cancelled: "cancelled"
    case .unspecified, .UNRECOGNIZED: "not known"
    }
  }

  private static func cause(_ reevaluation: Mantel_Rights_V1_Reevaluation) -> String {
    let versions = reevaluation.versions.map { "\($0.provision) version \($0.version)" }
    let named =
      versions.prefix(3).joined(separator: ", ") + (versions.count > 3 ? " and \(versions.count - 3) more" : "")
    return switch reevaluation.cause {
    case .published: "published: \(named)"
    case .proofsFound: "proofs found for \(named)"
    case .started: "started by \(reevaluation.startedBy)"
    case .unspecified, .UNRECOGNIZED: "not known"
    }
  }
}

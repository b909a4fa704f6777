import CareTypes
import Foundation
import GRDB
import ServiceRuntime
import Testing

@testable import Rights

@Suite("The tables of Rights")
struct RightsTablesTests {
  @Test("What was told before its consent was kept waits for that consent; a death counts without one")
  func takeOver() throws {
    var migrator = DatabaseMigrator()
    RightsTables.register(in: &migrator)
    let queue = try DatabaseQueue()
    try migrator.migrate(queue, upTo: "rights-1")
    let (person, other) = (OpaqueID.random(), OpaqueID.random())
    var told = RecipientMoments()
    told.apply(.admission, on: 10)
    told.apply(.palliativeStatus, on: 12)
    told.apply(.death, on: 20)
    var death = RecipientMoments()
    death.apply(.death, on: 21)
    try queue.write { db in
      for (id, moments) in [(person, told), (other, death)] {
        try db.execute(
          sql: "INSERT INTO recipient_moments (person, moments) VALUES (?, ?)",
          arguments: [id.blob, StoredJSON.text(moments)]
        )
      }
    }
    try migrator.migrate(queue)
    let kept = try queue.read { db in
      try Row.fetchAll(db, sql: "SELECT person, purpose, moments FROM recipient_moments").map { row in
        Kept(
          person: row["person"],
          purpose: row["purpose"],
          moments: try StoredJSON.value(row["moments"], as: RecipientMoments.self)
        )
      }
    }
    func only(_ kind: MomentKind, _ day: Int) -> RecipientMoments {
      var moments = RecipientMoments()
      moments.apply(kind, on: day)
      return moments
    }
    #expect(
      Set(kept) == [
        Kept(person: person.blob, purpose: "hospital", moments: only(.admission, 10)),
        Kept(person: person.blob, purpose: "general_practitioner", moments: only(.palliativeStatus, 12)),
        Kept(person: person.blob, purpose: "", moments: only(.death, 20)),
        Kept(person: other.blob, purpose: "", moments: only(.death, 21)),
      ]
    )
  }

  private struct Kept: Hashable {
    let person: Data
    let purpose: String
    let moments: RecipientMoments
  }
}

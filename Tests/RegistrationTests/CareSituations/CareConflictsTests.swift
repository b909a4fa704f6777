import CareTypes
import ServiceCore
import Testing

@testable import RegistrationDomain

@Suite("Care that cannot be beside other care")
struct CareConflictsTests {
  private func span(_ start: Int, _ end: Int?) throws -> DateSpan {
    try DateSpan(
      start: CalendarDate(year: start, month: 1, day: 1),
      end: end.map { try CalendarDate(year: $0, month: 12, day: 31) }
    )
  }

  private func terms(_ role: CaregiverRole?) throws -> CareTerms {
    CareTerms(
      relation: .neighbour,
      hours: try CareHours(minutes: 600, per: .week),
      tasks: [],
      causes: [],
      dwelling: .ownHome,
      sameAddress: false,
      professionalInvolved: false,
      role: role
    )
  }

  private func reason(_ body: () throws(Refusal) -> Void) -> Refusal.Reason? {
    do throws(Refusal) {
      try body()
      return nil
    } catch { return error.reason }
  }

  @Test("Two people have one care situation at a time")
  func overlap() throws {
    let (span, before, during) = (try span(2022, 2023), try span(2020, 2021), try span(2023, nil))
    #expect(reason { () throws(Refusal) in try CareConflicts.requireNoOverlap(span, with: [before]) } == nil)
    #expect(
      reason { () throws(Refusal) in try CareConflicts.requireNoOverlap(span, with: [before, during]) }
        == .careSituationExists
    )
  }

  @Test("The first terms count from the first day of the care, the others from their own")
  func primaryDays() throws {
    let care = try span(2020, 2023)
    let changed = try CalendarDate(year: 2022, month: 1, day: 1)
    var timeline = Timeline(start: try CalendarDate(year: 2021, month: 1, day: 1), value: try terms(.primary))
    timeline.replace(from: changed, with: try terms(nil))
    #expect(CareConflicts.primaryDays(of: timeline, within: care) == [try span(2020, 2021)])
    let none = Timeline(start: changed, value: try terms(nil))
    #expect(CareConflicts.primaryDays(of: none, within: care).isEmpty)
  }

  @Test("A recipient has one primary caregiver at a time, also after a merge")
  func onePrimary() throws {
    let (mine, other, later) = ([try span(2020, 2021)], [try span(2021, nil)], [try span(2022, nil)])
    #expect(reason { () throws(Refusal) in try CareConflicts.requireOnePrimary(mine, beside: later) } == nil)
    #expect(
      reason { () throws(Refusal) in try CareConflicts.requireOnePrimary(mine, beside: other) }
        == .primaryCaregiverExists
    )
    #expect(
      reason { () throws(Refusal) in try MergeConditions.requireOnePrimary(mine, beside: other) } == .mergeConflict
    )
    #expect(
      reason { () throws(Refusal) in try MergeConditions.requireTwoPeople(caregiver: 1, recipient: 1) }
        == .mergeConflict
    )
  }

  @Test("Of a caregiver who is erased the month of birth is kept, and the day where an age band rests on it")
  func birthDate() throws {
    let birth = try CalendarDate(year: 1960, month: 5, day: 20)
    #expect(try Retention.birthDateToKeep(birth, of: []) == nil)
    // Nobody comes into another age band in these months.
    let short = try DateSpan(
      start: CalendarDate(year: 2024, month: 1, day: 1),
      end: CalendarDate(year: 2024, month: 2, day: 1)
    )
    #expect(try Retention.birthDateToKeep(birth, of: [short]) == CalendarDate(year: 1960, month: 5, day: 1))
    // At 65 in May 2025 the band changes on the day of birth.
    let long = try span(2024, 2026)
    #expect(try Retention.birthDateToKeep(birth, of: [short, long]) == birth)
  }

  @Test("Care of someone who is erased ends today, also if it was still to begin")
  func erasedCare() throws {
    let today = try CalendarDate(year: 2025, month: 6, day: 1)
    #expect(try Retention.endOfErasedCare(try span(2020, 2021), today: today) == nil)
    #expect(try Retention.endOfErasedCare(try span(2020, nil), today: today)?.end == today)
    #expect(try Retention.endOfErasedCare(try span(2026, nil), today: today) == DateSpan(start: today, end: today))
  }
}

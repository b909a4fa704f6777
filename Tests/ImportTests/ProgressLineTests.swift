import Import
import Testing

@Suite struct ProgressLineTests {
  private var progress: ImportProgress {
    var progress = ImportProgress()
    progress.size = 1_000
    progress.offset = 450
    progress.counts.rows = 45_210
    progress.counts.accepted = 44_301
    progress.counts.rejected = 909
    return progress
  }

  @Test func `the bar tells share, rows, rate and time left`() {
    #expect(
      ProgressLine.text(progress, seconds: 19.573, hasBar: true)
        == "[####......] 45%  45,210 rows  44,301 registered  0 to look at  909 rejected  2,310 rows/s  24 s left"
    )
  }

  @Test func `a run that goes on counts its own rows for the rate`() {
    var progress = progress
    progress.isDryRun = true
    progress.startOffset = 350
    progress.startRows = 45_010
    #expect(
      ProgressLine.text(progress, seconds: 10, hasBar: false)
        == "45%  45,210 rows  44,301 acceptable  0 to look at  909 rejected  20 rows/s  55 s left"
    )
  }

  @Test func `an import that has not begun, or has nothing to do, has a line too`() {
    #expect(ProgressLine.text(.init(), seconds: 0, hasBar: false).hasPrefix("100%  0 rows"))
  }
}

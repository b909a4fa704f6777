import Foundation
import Testing

@Suite("The story", .serialized)
struct StoryTests {
  @Test("The story comes out right in one process, and with the five services as five", arguments: [false, true])
  func story(apart: Bool) async throws {
    let folder = try TemporaryFolder()
    let arguments = ["demo", "--exit", "--gateway-port", "0", "--count", "300", "--directory", folder.path("demo")]
    let demo = try MantelProcess(arguments + (apart ? ["--apart"] : []), in: folder)
    let status = await demo.exitStatus(within: .seconds(300))
    #expect(status == 0, "\(demo.outputText.suffix(4_000))\n\(demo.errorText.suffix(2_000))")
  }
}

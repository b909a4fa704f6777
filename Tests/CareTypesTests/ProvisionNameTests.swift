import Testing

@testable import CareTypes

@Suite("Names of provisions")
struct ProvisionNameTests {
  @Test("A name holds an id, and a version or none")
  func names() throws {
    #expect(try ProvisionName.read("provisions/aalter-mantelzorgpremie") == ("aalter-mantelzorgpremie", nil))
    #expect(try ProvisionName.read("provisions/a/versions/12") == ("a", 12))
    #expect(ProvisionName.text("a", version: 12) == "provisions/a/versions/12")
  }

  @Test(
    "Any other form is refused",
    arguments: [
      "", "a", "provisions/", "provisions/A", "provisions/a/", "provisions/a/versions", "provisions/a/versions/0",
      "provisions/a/versions/-1", "provisions/a/versions/1.5", "provisions/a/versions/1/", "statutes/a",
      "provisions/a/versions/+1", "provisions/a/versions/01", "provisions/a/versions/1000001",
      "provisions/\(String(repeating: "a", count: 65))", "provisions/a/versions/99999999999999999999",
    ]
  )
  func malformed(name: String) {
    #expect(throws: ValueError.self) { try ProvisionName.read(name) }
  }

  @Test("An id may have digits, at its beginning too")
  func digits() {
    #expect(ProvisionName.isID("2024-premie-tot-2025-12") && ProvisionName.isID("12345678901"))
    #expect(ProvisionName.digits(in: "2024-premie-tot-2025-12") == 10)
  }

  @Test("A name without a version is told apart from one with a version")
  func withoutVersion() {
    #expect(ProvisionName.isName("provisions/2024-premie"))
    #expect(!ProvisionName.isName("provisions/2024-premie/versions/1") && !ProvisionName.isName("provisions/"))
  }
}

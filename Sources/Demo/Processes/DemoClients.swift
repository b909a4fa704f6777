/// The clients of the demo.
enum DemoClients {
  /// The name of each and its scope, as the clients file writes it.
  static var all: [(name: String, scope: String)] {
    Meetjesland.municipalities.map { ($0.client, "municipality: [\"\($0.code)\"]") } + [
      ("huisarts-nergenshuize", "partner: general_practitioner"),
      ("de-linde", "hospital: {nihdi: \"71099812\", name: \"Testziekenhuis De Linde\"}"),
      ("zorgraad-west-meetjesland", "zone: west-meetjesland"),
      ("zorgraad-oost-meetjesland", "zone: oost-meetjesland"),
    ]
  }
}

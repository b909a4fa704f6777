package import Gateway

extension ServicesBehind {
  /// The services behind a gateway, each reached through its channel.
  package init(
    registration: some ServiceChannel,
    statutes: some ServiceChannel,
    rights: some ServiceChannel,
    moments: some ServiceChannel
  ) {
    self.init(
      registration: registration.registration(),
      persons: registration.persons(),
      care: registration.care(),
      signals: registration.signals(),
      imports: registration.imports(),
      statutes: statutes.statutes(),
      comparison: statutes.comparison(),
      harmonisation: statutes.harmonisation(),
      rights: rights.rights(),
      awards: rights.awards(),
      explorer: rights.explorer(),
      cards: rights.cards(),
      bankAccounts: registration.bankAccounts(),
      payments: rights.payments(),
      moments: moments.moments()
    )
  }

  /// All services behind one channel.
  package init(_ channel: some ServiceChannel) {
    self.init(registration: channel, statutes: channel, rights: channel, moments: channel)
  }
}

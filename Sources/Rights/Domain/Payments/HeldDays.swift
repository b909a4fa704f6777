/// The days on which an award is held and pays, as they are known now. An interruption by an admission pays nothing.
struct HeldDays {
  /// From which day on it is held or not, by days. What became known last counts for all days after it.
  private var changes: [(day: Int, isHeld: Bool)] = []
  /// The first day for which it was ever granted, even if it turned out not to be held; nil when it never was.
  let first: Int?

  /// The days of a life.
  init(_ life: AwardLife) {
    first = life.firstGrantedFrom
    var wasHeld = false
    for step in life.steps {
      switch step.kind {
      case .granted, .overruled, .reinstated, .backdated, .resumed: change(to: true, from: step.validDay)
      case .suspended: change(to: false, from: step.validDay)
      case .ended: if wasHeld { change(to: false, from: step.validDay) }
      default: break
      }
      wasHeld = step.state?.isHeld == true
    }
  }

  private mutating func change(to isHeld: Bool, from day: Int) {
    changes.removeAll { $0.day >= day }
    changes.append((day, isHeld))
  }

  /// Whether it is held on a day.
  func contains(_ day: Int) -> Bool { changes.last { $0.day <= day }?.isHeld == true }
}

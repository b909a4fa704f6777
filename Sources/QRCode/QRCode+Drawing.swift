extension QRCode {
  /// Light modules that must be around the code.
  private static let margin = 4

  /// The code as an SVG image, with the margin that scanners need.
  ///
  /// - Parameter millimetres: The length of a side with the margin; nil for an image that fills its place.
  package func svg(millimetres: Int? = nil) -> String {
    let side = size + 2 * Self.margin
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        var end = column
        while isDark(end, row) { end += 1 }
        if end > column { path += "M\(column + Self.margin) \(row + Self.margin)h\(end - column)v1h-\(end - column)z" }
        column = end + 1
      }
    }
    let length = millimetres.map { #" width="\#($0)mm" height="\#($0)mm""# } ?? ""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)"\(length) shape-rendering="crispEdges">\
      <path d="M0 0h\(side)v\(side)H0z" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }

  /// The code as lines for a terminal, two rows of modules in each, black on white whatever the colours of the terminal.
  package var terminalLines: [String] {
    stride(from: -Self.margin, to: size + Self.margin, by: 2).map { row in
      var line = ""
      for column in -Self.margin..<size + Self.margin {
        switch (isDark(column, row), isDark(column, row + 1)) {
        case (false, false): line += " "
        case (true, false): line += "▀"
        case (false, true): line += "▄"
        case (true, true): line += "█"
        }
      }
      return "\u{1B}[30;107m\(line)\u{1B}[0m"
    }
  }
}

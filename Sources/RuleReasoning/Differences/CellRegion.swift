/// A region of the diagrams: by variable, the cells that belong to it. A variable that is not listed may be in any
/// cell.
typealias CellRegion = [VariableIndex: Set<Int>]

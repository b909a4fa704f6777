package import CareTypes
import ServiceCore

/// The care itself, apart from who the two people are.
package struct CareDetails: Sendable, Hashable {
  /// The terms from the first day on.
  package let terms: CareTerms
  /// First day, and last day when known.
  package let span: DateSpan
  /// Evidence.
  package let evidence: [Evidence]
  /// The declarations on honour.
  package let declarations: Declarations

  /// The details of a care situation.
  package init(terms: CareTerms, span: DateSpan, evidence: [Evidence], declarations: Declarations) {
    self.terms = terms
    self.span = span
    self.evidence = evidence
    self.declarations = declarations
  }
}

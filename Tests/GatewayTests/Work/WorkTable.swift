import Assembly
import ServiceRuntime

/// What each call of the gateway costs. More work for a call is a change of this table, which is seen in review.
///
/// The work that services do afterwards, such as decisions, is not part of it.
enum WorkTable {
  /// A line for each method: the calls of services behind the gateway; the statements that the databases of Registration,
  /// Statutes, Rights, HingeMoments and the gateway execute; the transactions that are written to disk, and those that
  /// only read.
  static let text = """
    method calls registration statutes rights moments gateway commits reads
    GetCareSituation 1 12 0 0 0 5 1 1
    ListDecisions 2 7 0 6 0 3 1 2
    ExplainDecision 1 0 0 5 0 3 1 1
    PreviewMove 2 7 0 0 0 3 1 1
    GetPerson 1 7 0 0 0 4 1 1
    ExportPerson 1 48 0 0 0 3 1 1
    GetConsents 1 6 0 0 0 3 1 1
    ListCareRevisions 1 7 0 0 0 3 1 1
    ListAssessments 1 6 0 0 0 3 1 1
    GetSignal 1 3 0 0 0 3 1 1
    GetDraft 1 20 0 0 0 9 1 3
    ListAwards 2 7 0 7 0 3 1 2
    GetAward 2 6 0 7 0 3 1 2
    ApplyForAward 2 7 0 0 0 3 1 1
    SignAward 2 7 0 0 0 3 1 1
    RecordObjection 2 7 0 0 0 3 1 1
    RecordUse 2 7 0 0 0 3 1 1
    EndAward 2 7 0 0 0 3 1 1
    RuleOnAwards 2 6 0 0 0 3 1 1
    IssueCard 3 13 0 9 0 3 1 2
    GetCard 2 6 0 4 0 3 1 2
    RevokeCard 2 6 0 7 0 3 2 1
    IssueAttest 3 13 0 4 0 3 1 3
    SetBankAccount 1 10 0 0 0 3 2 0
    GetBankAccount 1 8 0 0 0 3 1 1
    RemoveBankAccount 1 13 0 0 0 3 2 0
    PreparePaymentRun 1 0 0 11 0 3 2 2
    ListPaymentRuns 1 0 0 4 0 3 1 1
    SetPaymentBudget 1 0 0 9 0 3 2 1
    GetPaymentBudget 1 0 0 4 0 3 1 1
    ListCareSituations 1 8 0 0 0 6 1 1
    SearchPersons 1 10 0 0 0 5 1 1
    ListDuplicates 1 12 0 0 0 5 1 1
    ListUnconfirmedPersons 1 4 0 0 0 3 1 1
    ListExpiringEvidence 1 4 0 0 0 3 1 1
    ListIncompleteConsents 1 4 0 0 0 3 1 1
    ListGaps 1 4 0 0 0 3 1 1
    ListDrafts 1 5 0 0 0 4 1 1
    ListNonTakeUp 1 0 0 3 0 3 1 1
    CountNonTakeUp 1 0 0 3 0 3 1 1
    SimulateRegulation 1 0 0 6 0 3 1 2
    RegisterCareSituation 1 28 0 0 0 5 2 0
    RecordConsent 1 11 0 0 0 3 2 0
    WithdrawConsent 2 15 0 0 4 3 3 0
    RecordMoment 2 6 0 0 4 3 2 1
    UpdatePerson 1 7 0 0 0 3 1 0
    MovePerson 1 7 0 0 0 3 1 0
    ReplaceNumber 1 7 0 0 0 4 1 0
    SealPerson 1 7 0 0 0 3 1 0
    ConfirmPerson 1 7 0 0 0 3 1 0
    UpdateCareSituation 1 6 0 0 0 3 1 0
    CorrectCareSpan 1 6 0 0 0 3 1 0
    RecordDeclaration 1 6 0 0 0 3 1 0
    RecordContactPoint 1 6 0 0 0 3 1 0
    RecordEvidence 1 11 0 0 0 3 2 0
    WithdrawEvidence 1 22 0 0 0 3 2 0
    RecordAssessment 1 7 0 0 0 3 2 0
    RecordNeeds 1 8 0 0 0 3 2 0
    RecordGap 1 5 0 0 0 3 2 0
    UpdateDraft 1 8 0 0 0 5 1 1
    ConfirmDraft 1 7 0 0 0 3 1 2
    DropDraft 1 4 0 0 0 3 1 0
    DraftRegulation 1 0 12 0 0 5 2 2
    GetDraft 1 0 6 0 0 3 1 2
    ListDrafts 1 0 3 0 0 5 1 1
    PublishRegulation 1 0 15 0 0 4 2 2
    DropRegulation 1 0 4 0 0 3 1 0
    DismissDuplicate 1 14 0 0 0 3 2 0
    UnmergePersons 1 76 0 0 0 4 2 0
    MergePersons 1 10 0 0 0 3 1 0
    EndCareSituation 1 6 0 0 0 3 1 0
    RestrictPerson 1 7 0 0 0 3 1 0
    ErasePerson 1 6 0 0 0 3 1 0
    ReportMoment 1 0 0 0 4 4 2 0
    QueryAggregate 1 18 0 0 0 10 2 2
    """

  /// A line of the table.
  static func line(_ method: String, _ work: WorkCounters.Work) -> String {
    let statements = [ServiceName.registration, .statutes, .rights, .moments, .gateway].map {
      work.databases[$0]?.executed ?? 0
    }
    return ([method] + ([work.calls] + statements + [work.total.commits, work.total.reads]).map { "\($0)" })
      .joined(separator: " ")
  }
}

import CareTypes

extension CareFacts {
  // MARK: Leave and benefits that were used up

  /// Leave and benefits that were used up, in months of full leave: one month equals two months of half leave, as each
  /// scheme converts them.
  static let leave: [Fact] = [
    months("situation.care_leave_months", "mantelzorgverlof voor deze zorgvrager", "care leave for this recipient"),
    months("caregiver.care_leave_months_career", "mantelzorgverlof in de loopbaan", "care leave in the career"),
    months(
      "situation.palliative_leave_months",
      "palliatief verlof voor deze zorgvrager",
      "palliative leave for this recipient"
    ),
    months(
      "situation.medical_leave_months",
      "verlof voor medische bijstand voor deze zorgvrager",
      "medical assistance leave for this recipient"
    ),
    months("situation.parental_leave_months", "ouderschapsverlof voor dit kind", "parental leave for this child"),
    months(
      "caregiver.flemish_care_credit_months",
      "Vlaams zorgkrediet in de loopbaan",
      "Flemish care credit in the career",
      flemishWork
    ),
    months(
      "caregiver.flemish_incentive_months",
      "Vlaamse aanmoedigingspremie in de loopbaan",
      "Flemish incentive premium in the career",
      flemishWork
    ),
    months("caregiver.time_credit_months", "tijdskrediet in de loopbaan", "time credit in the career"),
    months(
      "caregiver.self_employed_benefit_months",
      "uitkering mantelzorg voor zelfstandigen in de loopbaan",
      "care benefit of the self-employed in the career",
      selfEmployedFund
    ),
    months(
      "caregiver.unemployed_exempt_months",
      "vrijstelling voor mantelzorgers als werkloze",
      "exemption of unemployed caregivers"
    ),
    whole(
      "caregiver.contribution_exempt_quarters",
      .count,
      40,
      BilingualText("kwartalen met vrijstelling van sociale bijdragen", "quarters exempt from social contributions"),
      selfEmployedFund
    ),
    whole(
      "caregiver.care_days_used_this_year",
      .days,
      366,
      BilingualText("dagen zorgverlof dit jaar", "days of care leave this year"),
      employer
    ),
    whole(
      "caregiver.compelling_days_used_this_year",
      .days,
      366,
      BilingualText("dagen verlof om dwingende redenen dit jaar", "days of leave for compelling reasons this year"),
      employer
    ),
    flag(
      "situation.other_unemployed_exempted",
      BilingualText(
        "andere werkloze met vrijstelling voor dezelfde zorgvrager",
        "another unemployed person exempted for the same recipient"
      ),
      employmentOffice
    ),
    flag(
      "situation.rva_leave_for_same_care",
      BilingualText("uitkering van de RVA voor dezelfde zorg", "allowance of the Employment Office for the same care"),
      employmentOffice
    ),
  ]

  private static func months(_ name: String, _ dutch: String, _ english: String, _ by: BilingualText = employmentOffice)
    -> Fact
  {
    measure(name, .months, 900, BilingualText("maanden \(dutch)", "months of \(english)"), by)
  }
}

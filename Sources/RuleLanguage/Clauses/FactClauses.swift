/// The yes-or-no facts of the catalogue as sentences, one line each: see `FactClause.read`.
enum FactClauses {
  static let lines = caregiver + situation + recipient + health + income

  private static let caregiver = """
    caregiver.resident | de mantelzorger woont {/niet }in dit gebied | the caregiver {lives/does not live} in this area | l'aidant {habite/n'habite pas} sur ce territoire
    caregiver.domicile_in_belgium | de mantelzorger woont {/niet }in België | the caregiver {lives/does not live} in Belgium | l'aidant {habite/n'habite pas} en Belgique
    caregiver.in_need_of_care | de mantelzorger heeft zelf {/geen }zorg nodig | the caregiver {needs/does not need} care too | l'aidant {a/n'a pas} lui-même besoin de soins
    caregiver.unpaid | de mantelzorger zorgt {/niet }onbetaald en buiten een beroep | the care is {/not }unpaid and outside a profession | l'aide {est/n'est pas} bénévole et non professionnelle
    caregiver.statutory_staff | de mantelzorger is {/niet }statutair benoemd bij de overheid | the caregiver {has a/has no} statutory post in the public sector | l'aidant {est/n'est pas} nommé à titre statutaire dans le secteur public
    caregiver.employer_agrees | de werkgever is {/niet }akkoord | the employer {agrees/does not agree} | l'employeur {est/n'est pas} d'accord
    caregiver.time_credit_agreement | de sector of het bedrijf heeft {een/geen} cao over tijdskrediet | the sector or company {has a/has no} collective agreement on time credit | le secteur ou l'entreprise {a une/n'a pas de} CCT sur le crédit-temps
    caregiver.works_in_flanders | de mantelzorger werkt {/niet }in Vlaanderen | the caregiver {works/does not work} in Flanders | l'aidant {travaille/ne travaille pas} en Flandre
    caregiver.receives_rva_allowance | de mantelzorger krijgt {een/geen} onderbrekingsuitkering van de RVA | the caregiver gets {an/no} interruption allowance of the Employment Office | l'aidant {reçoit une/ne reçoit pas d'}allocation d'interruption de l'ONEM
    caregiver.on_thematic_leave | de mantelzorger neemt nu {/geen }thematisch verlof | the caregiver is {/not }on thematic leave now | l'aidant {prend/ne prend pas} actuellement un congé thématique
    caregiver.fully_unemployed_benefit | de mantelzorger krijgt {een/geen} uitkering als volledig werkloze | the caregiver gets {a/no} benefit of the fully unemployed | l'aidant {reçoit une/ne reçoit pas d'}allocation de chômage complet
    caregiver.pays_main_contributions | de mantelzorger betaalt {/geen }sociale bijdragen van minstens een hoofdberoep | the caregiver {pays/does not pay} contributions of at least a main occupation | l'aidant {paie/ne paie pas} au moins les cotisations d'une activité principale
    caregiver.social_contributions_paid | de bijdragen van de twee vorige kwartalen zijn {/niet }betaald | the contributions of the two previous quarters are {/not }paid | les cotisations des deux derniers trimestres {sont/ne sont pas} payées
    caregiver.single_parent_with_dependent_child | de mantelzorger woont {/niet }alleen met kinderen ten laste | the caregiver {lives/does not live} only with dependent children | l'aidant {vit/ne vit pas} seul avec des enfants à charge
    caregiver.lives_alone | de mantelzorger woont {/niet }alleen | the caregiver {lives/does not live} alone | l'aidant {vit/ne vit pas} seul
    caregiver.has_child_benefit | de mantelzorger heeft {/geen }kinderen met recht op het Groeipakket | the caregiver has {/no }children with child benefit | l'aidant {a des/n'a pas d'}enfants qui donnent droit au Groeipakket
    caregiver.on_sickness_or_maternity_benefit | de mantelzorger krijgt {een/geen} ziekte- of moederschapsuitkering | the caregiver gets {a/no} sickness or maternity benefit | l'aidant {reçoit une/ne reçoit pas d'}indemnité de maladie ou de maternité
    caregiver.medical_adviser_agrees | de adviserend arts is {/niet }akkoord met de mantelzorg | the medical adviser {agrees/does not agree} with the care | le médecin-conseil {est/n'est pas} d'accord avec l'aide
    caregiver.in_recognised_training | de mantelzorger volgt {een/geen} erkende opleiding | the caregiver {follows a/follows no} recognised training | l'aidant {suit une/ne suit pas de} formation reconnue
    caregiver.institution_agrees | de school is na een gesprek {/niet }akkoord | the school {agrees/does not agree} after an interview | l'école {est/n'est pas} d'accord après un entretien
    caregiver.car_in_own_name | de mantelzorger heeft {een/geen} wagen op eigen naam | the caregiver has {a/no} car in their own name | l'aidant {a une/n'a pas de} voiture à son nom
    caregiver.overloaded | de mantelzorger is {/niet }overbelast | the caregiver is {/not }overloaded | l'aidant {est/n'est pas} surchargé
    caregiver.adviser_recommends_respite | een mantelzorgadviseur raadt {/geen }respijtzorg aan | a caregiver adviser {recommends/does not recommend} respite care | un conseiller {recommande/ne recommande pas} du répit
    caregiver.registered_with_adviser | de mantelzorger is {/niet }ingeschreven bij een mantelzorgconsulent | the caregiver is {/not }registered with a caregiver adviser | l'aidant {est/n'est pas} inscrit auprès d'un conseiller
    caregiver.needs_information | de mantelzorger vraagt {/geen }informatie en advies | the caregiver {wants/does not want} information and advice | l'aidant {souhaite/ne souhaite pas} des informations et des conseils
    caregiver.needs_guidance | de mantelzorger vraagt {/geen }persoonlijke begeleiding | the caregiver {wants/does not want} personal guidance | l'aidant {souhaite/ne souhaite pas} un accompagnement personnel
    caregiver.needs_education | de mantelzorger vraagt {/geen }vorming | the caregiver {wants/does not want} training | l'aidant {souhaite/ne souhaite pas} une formation
    caregiver.needs_emotional_support | de mantelzorger vraagt {/geen }emotionele steun | the caregiver {wants/does not want} emotional support | l'aidant {souhaite/ne souhaite pas} un soutien émotionnel
    caregiver.needs_practical_help | de mantelzorger vraagt {/geen }praktische hulp | the caregiver {wants/does not want} practical help | l'aidant {souhaite/ne souhaite pas} une aide pratique
    caregiver.needs_respite | de mantelzorger vraagt {/geen }respijtzorg | the caregiver {wants/does not want} respite care | l'aidant {souhaite/ne souhaite pas} du répit
    caregiver.needs_financial_help | de mantelzorger vraagt {/geen }financiële hulp | the caregiver {wants/does not want} financial help | l'aidant {souhaite/ne souhaite pas} une aide financière
    caregiver.needs_material_help | de mantelzorger vraagt {/geen }materiële hulp | the caregiver {wants/does not want} material help | l'aidant {souhaite/ne souhaite pas} une aide matérielle
    caregiver.increased_reimbursement | de mantelzorger heeft {/geen }verhoogde tegemoetkoming | the caregiver has {/no }increased reimbursement | l'aidant {a/n'a pas} l'intervention majorée
    caregiver.other_municipal_premium | de mantelzorger krijgt {een/geen} andere premie van de gemeente | the caregiver gets {another/no other} municipal premium | l'aidant {reçoit une/ne reçoit pas d'}autre prime communale
    caregiver.municipality_pays_premium | de eigen gemeente van de mantelzorger betaalt {een/geen} premie | the caregiver's own municipality pays {a/no} premium | la commune de l'aidant {paie une/ne paie pas de} prime

    """

  private static let situation = """
    situation.trust_relation | er is {een/geen} band van vertrouwen | there is {a/no} bond of trust | un lien de confiance {existe/n'existe pas}
    situation.declared_by_caregiver | de mantelzorger heeft {/niet }op eer verklaard dat alles klopt | the caregiver has {/not }declared it on honour | l'aidant {a/n'a pas} signé la déclaration sur l'honneur
    situation.declared_by_recipient | de zorgvrager heeft {/niet }op eer verklaard dat alles klopt | the recipient has {/not }declared it on honour | la personne aidée {a/n'a pas} signé la déclaration sur l'honneur
    situation.respects_life_project | de mantelzorger respecteert {/niet }wat de zorgvrager wil in het leven | the caregiver {respects/does not respect} what the recipient wants in life | l'aidant {respecte/ne respecte pas} le projet de vie de la personne aidée
    situation.same_address | mantelzorger en zorgvrager wonen {/niet }op hetzelfde adres | caregiver and recipient {live/do not live} at the same address | l'aidant et la personne aidée {habitent/n'habitent pas} à la même adresse
    situation.professional_involved | er helpt {/niet }ook een professionele zorgverlener, zoals de huisarts | a professional, such as the general practitioner, {helps too/does not help} | un professionnel, comme le médecin traitant, {aide aussi/n'aide pas}
    situation.household_member | de mantelzorger hoort {/niet }bij het gezin van de zorgvrager | the caregiver is {/not }a member of the recipient's household | l'aidant {fait/ne fait pas} partie du ménage de la personne aidée
    situation.legal_guardian | de mantelzorger is {/niet }de voogd van de zorgvrager | the caregiver is {/not }the legal guardian of the recipient | l'aidant {est/n'est pas} le tuteur de la personne aidée
    situation.foster_parent | de mantelzorger is {/geen }pleegouder van de zorgvrager | the caregiver is {/not }a foster parent of the recipient | l'aidant {est/n'est pas} parent d'accueil de la personne aidée
    situation.regular_care | de zorg is {/niet }meer dan af en toe | the care is {more than/no more than} occasional | l'aide {est/n'est pas} plus qu'occasionnelle
    situation.beyond_usual_care | de zorg is {/niet }meer dan wat in een gezin gewoon is | the care is {more than/no more than} what is usual in a household | l'aide {dépasse/ne dépasse pas} l'aide habituelle dans un ménage
    situation.gives_practical_help | de mantelzorger helpt {/niet }lichamelijk of praktisch | the caregiver {gives/does not give} physical or material help | l'aidant {apporte/n'apporte pas} une aide physique ou matérielle
    situation.gives_emotional_support | de mantelzorger geeft {/geen }psychologische of sociale steun | the caregiver {gives/does not give} psychological or social support | l'aidant {apporte/n'apporte pas} un soutien psychologique ou social
    situation.ready_for_palliative_care | de arts bevestigt {/niet }dat de mantelzorger palliatief wil verzorgen | the doctor {confirms/does not confirm} that the caregiver will give palliative care | le médecin {confirme/ne confirme pas} que l'aidant donnera des soins palliatifs
    situation.palliative_care_attest | er is {een/geen} attest voor palliatieve zorg | there is {an/no} attest for palliative care | une attestation de soins palliatifs {existe/n'existe pas}
    situation.serious_illness_attest | er is {een/geen} attest van zware ziekte | there is {an/no} attest of serious illness | une attestation de maladie grave {existe/n'existe pas}
    situation.leave_need_attest | de arts bevestigt {/niet }dat het verlof nodig is | the doctor {confirms/does not confirm} that the leave is needed | le médecin {confirme/ne confirme pas} que le congé est nécessaire
    situation.care_leave_attest | er is {een/geen} attest van zware zorgnood om medische redenen | there is {an/no} attest of considerable care for a medical reason | une attestation de soins importants pour raison médicale {existe/n'existe pas}
    situation.unforeseeable_event | er is {iets/niets} onvoorzien gebeurd | something unforeseen has {/not }happened | un imprévu {s'est/ne s'est pas} produit
    situation.registered_with_care_fund | de mantelzorger is {/niet }geregistreerd bij de zorgkas | the caregiver is {/not }registered with the care fund | l'aidant {est/n'est pas} enregistré auprès de la caisse d'assurance soins
    situation.recipient_shares_data | de zorgvrager laat {/niet }toe om gegevens te delen | the recipient {lets/does not let} data be shared | la personne aidée {accepte/n'accepte pas} le partage de données
    situation.home_visit_done | er is {een/geen} huisbezoek geweest | there has been {a/no} home visit | une visite à domicile {a/n'a pas} eu lieu
    situation.other_unemployed_exempted | een andere werkloze heeft {al/geen} vrijstelling voor deze zorgvrager | another unemployed person is {/not }exempted for this recipient | un autre chômeur {est/n'est pas} dispensé pour cette personne
    situation.rva_leave_for_same_care | de RVA betaalt {/niet }al voor dezelfde zorg | the Employment Office {pays/does not pay} for the same care already | l'ONEM {paie/ne paie pas} déjà pour la même aide
    situation.caregiver_in_adjacent_municipality | de mantelzorger woont {/niet }in een buurgemeente | the caregiver {lives/does not live} in an adjacent municipality | l'aidant {habite/n'habite pas} une commune voisine
    situation.care_unit_in_dwelling | er is {een/geen} kleinere wooneenheid in de woning | there is {a/no} smaller unit in the dwelling | le logement {a une/n'a pas d'}unité subordonnée
    situation.care_unit_same_owner | woning en wooneenheid hebben {/niet }dezelfde eigenaar | dwelling and unit {have/do not have} the same owner | le logement et l'unité {ont/n'ont pas} le même propriétaire

    """

  private static let recipient = """
    recipient.resident | de zorgvrager woont {/niet }in dit gebied | the recipient {lives/does not live} in this area | la personne aidée {habite/n'habite pas} sur ce territoire
    recipient.domicile_in_belgium | de zorgvrager woont {/niet }in België | the recipient {lives/does not live} in Belgium | la personne aidée {habite/n'habite pas} en Belgique
    recipient.lives_at_home | de zorgvrager woont {/niet }thuis | the recipient {lives/does not live} at home | la personne aidée {vit/ne vit pas} à domicile
    recipient.has_care_budget_severe | de zorgvrager heeft {een/geen} zorgbudget voor zwaar zorgbehoevenden | the recipient has {a/no} care budget for severe care needs | la personne aidée {a un/n'a pas de} budget de soins pour personnes fortement dépendantes
    recipient.has_basic_support_budget | de zorgvrager heeft {een/geen} basisondersteuningsbudget | the recipient has {a/no} basic support budget | la personne aidée {a un/n'a pas de} budget d'assistance de base
    recipient.has_personal_budget | de zorgvrager heeft {een/geen} persoonsvolgend budget | the recipient has {a/no} personal budget for a disability | la personne aidée {a un/n'a pas de} budget personnalisé
    recipient.has_income_or_integration_allowance | de zorgvrager heeft {/geen }recht op een tegemoetkoming voor personen met een handicap (IVT, IT of THAB) | the recipient has {a/no} right to an allowance for disabled persons | la personne aidée {a/n'a pas} droit à une allocation pour personnes handicapées
    recipient.has_third_party_help | de zorgvrager krijgt {een/geen} uitkering voor hulp van derden | the recipient gets {an/no} allowance for the help of third parties | la personne aidée {reçoit une/ne reçoit pas d'}allocation pour l'aide de tiers
    recipient.care_fund_member | de zorgvrager is {/niet }aangesloten bij een zorgkas | the recipient is {/not }a member of a care fund | la personne aidée {est/n'est pas} affiliée à une caisse d'assurance soins
    recipient.care_premium_paid | de zorgpremie is {/niet }betaald | the care premium is {/not }paid | la prime de soins {est/n'est pas} payée
    recipient.meets_insurance_period | de zorgvrager woont {/nog niet }lang genoeg in Vlaanderen of Brussel (tien jaar, waarvan vijf na elkaar) | the recipient has {/not }lived in Flanders or Brussels long enough (ten years, five of them in a row) | la personne aidée {habite/n'habite pas} depuis assez longtemps en Flandre ou à Bruxelles (dix ans, dont cinq de suite)
    recipient.palliative_status | de zorgvrager heeft {het/geen} palliatief statuut | the recipient has {/no }palliative status | la personne aidée {a/n'a pas} le statut palliatif
    recipient.admitted_over_90_days | de zorgvrager is {/niet }langer dan 90 dagen opgenomen | the recipient has {/not }been admitted for more than 90 days | la personne aidée {est/n'est pas} admise depuis plus de 90 jours
    recipient.needs_help_to_live_at_home | de zorgvrager heeft {/geen }hulp nodig om thuis te blijven wonen | the recipient {needs/does not need} help to go on living at home | la personne aidée {a/n'a pas} besoin d'aide pour rester à domicile
    recipient.reduced_self_reliance | de zorgvrager is {/niet }kwetsbaar en afhankelijk | the recipient is {/not }vulnerable and dependent | la personne aidée {est/n'est pas} vulnérable et dépendante
    recipient.uses_vaph_care | de zorgvrager gebruikt {/geen }hulp van het VAPH die niet rechtstreeks toegankelijk is | the recipient {uses/does not use} care of the Flemish Agency for Disability that is not directly accessible | la personne aidée {utilise/n'utilise pas} l'aide de la VAPH non directement accessible
    recipient.left_vaph_care | de zorgvrager is {/niet }zelf gestopt met hulp van het VAPH | the recipient has {/not }left care of the Flemish Agency for Disability | la personne aidée {a/n'a pas} quitté l'aide de la VAPH
    recipient.social_report | er is {een/geen} sociaal verslag van het OCMW | there is {a/no} report of the social service | un rapport social du CPAS {existe/n'existe pas}
    recipient.resident_on_reference_day | de zorgvrager woonde op de peildatum {/niet }in de gemeente | the recipient {lived/did not live} in the municipality on the reference day | la personne aidée {habitait/n'habitait pas} la commune au jour de référence
    recipient.civic_integration_met | de zorgvrager heeft {/niet }voldaan aan de inburgeringsplicht | the recipient has {/not }met the duty of civic integration | la personne aidée {a/n'a pas} rempli l'obligation d'intégration civique
    recipient.lives_alone | de zorgvrager woont {/niet }alleen | the recipient {lives/does not live} alone | la personne aidée {vit/ne vit pas} seule
    recipient.lives_with_child_or_parent | de zorgvrager woont {/niet }bij een kind of ouder | the recipient {lives/does not live} with a child or parent | la personne aidée {vit/ne vit pas} chez un enfant ou un parent
    recipient.in_collective_housing | de zorgvrager woont {/niet }in een collectieve woonvorm voor zorg | the recipient {lives/does not live} in collective care housing | la personne aidée {vit/ne vit pas} dans un logement collectif de soins
    recipient.abroad_for_admission | de zorgvrager was {/niet }in het buitenland voor een opname | the recipient was {/not }abroad for an admission | la personne aidée {était/n'était pas} à l'étranger pour une admission
    recipient.in_couple | de zorgvrager heeft {een/geen} partner | the recipient has {a/no} partner | la personne aidée {a un/n'a pas de} partenaire
    recipient.is_orphan | de zorgvrager is {/geen }wees | the recipient is {/not }an orphan | la personne aidée {est/n'est pas} orpheline
    recipient.is_unaccompanied_minor | de zorgvrager is {een/geen} niet-begeleide minderjarige | the recipient is {/not }an unaccompanied minor | la personne aidée {est/n'est pas} un mineur non accompagné

    """

  private static let health = """
    recipient.has_dementia | de zorgvrager heeft {/geen }dementie | the recipient has {/no }dementia | la personne aidée {a/n'a pas} une démence
    recipient.has_psychological_vulnerability | de zorgvrager is {/niet }psychisch kwetsbaar | the recipient is {/not }psychologically vulnerable | la personne aidée {est/n'est pas} psychiquement vulnérable
    recipient.has_acquired_brain_injury | de zorgvrager heeft {een/geen} niet-aangeboren hersenletsel | the recipient has {an/no} acquired brain injury | la personne aidée {a/n'a pas} une lésion cérébrale acquise
    recipient.has_cognitive_impairment | de zorgvrager heeft {een/geen} cognitieve beperking | the recipient has {a/no} cognitive impairment | la personne aidée {a/n'a pas} une déficience cognitive
    recipient.has_chronic_illness | de zorgvrager heeft {een/geen} chronische ziekte | the recipient has {a/no} chronic illness | la personne aidée {a/n'a pas} une maladie chronique
    recipient.has_cancer | de zorgvrager heeft {/geen }kanker | the recipient has {/no }cancer | la personne aidée {a/n'a pas} un cancer
    recipient.has_disability | de zorgvrager heeft {een/geen} handicap | the recipient has {a/no} disability | la personne aidée {a/n'a pas} un handicap
    recipient.has_mental_care_need | de zorgvrager heeft {een/geen} psychische zorgnood | the recipient has {a/no} mental care need | la personne aidée {a/n'a pas} un besoin de soins psychiques
    recipient.is_seriously_ill | de zorgvrager is {/niet }zwaar ziek | the recipient is {/not }seriously ill | la personne aidée {est/n'est pas} gravement malade
    recipient.has_life_threatening_illness | de zorgvrager heeft {een/geen} levensbedreigende ziekte | the recipient has {a/no} life-threatening illness | la personne aidée {a/n'a pas} une maladie mortelle
    recipient.is_terminally_ill | de zorgvrager is {/niet }ongeneeslijk en terminaal ziek | the recipient is {/not }incurably and terminally ill | la personne aidée {est/n'est pas} en phase terminale
    recipient.is_bedridden | de zorgvrager is {/niet }bedlegerig | the recipient is {/not }bedridden | la personne aidée {est/n'est pas} alitée
    recipient.is_immobile | de zorgvrager kan zich {niet/wel} verplaatsen | the recipient {cannot/can} move about | la personne aidée {ne peut pas/peut} se déplacer
    recipient.is_incontinent | de zorgvrager is {/niet }incontinent | the recipient is {/not }incontinent | la personne aidée {est/n'est pas} incontinente
    recipient.needs_help_eating | de zorgvrager heeft {/geen }hulp nodig bij het eten | the recipient {needs/does not need} help with eating | la personne aidée {a/n'a pas} besoin d'aide pour manger
    recipient.needs_help_with_toilet | de zorgvrager heeft {/geen }hulp nodig bij het toilet | the recipient {needs/does not need} help with the toilet | la personne aidée {a/n'a pas} besoin d'aide aux toilettes
    recipient.permanent_disability | de invaliditeit van de zorgvrager is {/niet }blijvend | the invalidity of the recipient is {/not }permanent | l'invalidité de la personne aidée {est/n'est pas} permanente
    recipient.arms_paralysed | beide armen van de zorgvrager zijn {/niet }verlamd of geamputeerd | both arms of the recipient are {/not }paralysed or amputated | les deux bras de la personne aidée {sont/ne sont pas} paralysés ou amputés
    recipient.approved_mobility_aid | de zorgvrager heeft {een/geen} goedgekeurd mobiliteitshulpmiddel | the recipient has {an/no} approved mobility aid | la personne aidée {a une/n'a pas d'}aide à la mobilité approuvée
    recipient.disability_recognised_before_65 | de handicap is {/niet }erkend voor de leeftijd van 65 jaar | the disability was {/not }recognised before the age of 65 | le handicap {a/n'a pas} été reconnu avant 65 ans
    recipient.bel_attest_before_june_2021 | er is {een/geen} BEL-attest van voor 1 juni 2021 | there is {a/no} BEL attest of before 1 June 2021 | une attestation BEL d'avant le 1er juin 2021 {existe/n'existe pas}
    recipient.care_need_attested | de huisarts heeft de zorgnood {/niet }bevestigd | the general practitioner has {/not }attested the care need | le médecin traitant {a/n'a pas} attesté le besoin de soins
    recipient.palliative_notice | de huisarts heeft {een/geen} medische kennisgeving gedaan | the general practitioner has {/not }given a medical notice | le médecin traitant {a/n'a pas} fait de notification médicale
    recipient.has_irreversible_disease | de ziekte is {/niet }onomkeerbaar | the disease is {/not }irreversible | la maladie {est/n'est pas} irréversible
    recipient.in_serious_decline | de toestand gaat {/niet }ernstig achteruit | the condition is {/not }in serious decline | l'état {se dégrade/ne se dégrade pas} gravement
    recipient.therapy_has_no_effect | een behandeling helpt {niet/nog} | a therapy {has no effect/still has an effect} | un traitement {n'a plus/a encore} d'effet
    recipient.has_serious_needs | de zorgvrager heeft {/geen }ernstige noden | the recipient has {/no }serious needs | la personne aidée {a des/n'a pas de} besoins graves
    recipient.wants_to_die_at_home | de zorgvrager wil {/niet }thuis sterven | the recipient {wants/does not want} to die at home | la personne aidée {souhaite/ne souhaite pas} mourir à domicile
    recipient.needs_permanent_supervision | de zorgvrager heeft {/geen }voortdurend toezicht nodig | the recipient {needs/does not need} permanent supervision | la personne aidée {a/n'a pas} besoin d'une surveillance permanente
    recipient.needs_daily_nursing | de zorgvrager heeft {/geen }dagelijkse verpleging nodig | the recipient {needs/does not need} daily nursing | la personne aidée {a/n'a pas} besoin de soins infirmiers quotidiens

    """

  private static let income = """
    recipient.income_test_passed | het inkomen en vermogen zijn {laag/niet laag} genoeg | income and property are {low/not low} enough | les revenus et le patrimoine {sont/ne sont pas} assez bas
    recipient.fund_income_test_passed | het inkomen is volgens het ziekenfonds {laag/niet laag} genoeg | the income is {low/not low} enough for the health insurance fund | selon la mutualité, les revenus {sont/ne sont pas} assez bas
    recipient.increased_reimbursement | de zorgvrager heeft {/geen }verhoogde tegemoetkoming | the recipient has {/no }increased reimbursement | la personne aidée {a/n'a pas} l'intervention majorée
    recipient.living_wage | de zorgvrager krijgt {een/geen} leefloon | the recipient gets {a/no} living wage | la personne aidée {reçoit/ne reçoit pas} un revenu d'intégration
    recipient.aid_equal_to_living_wage | de zorgvrager krijgt {/geen }steun van het OCMW die gelijk is aan een leefloon | the recipient gets {/no }aid equal to a living wage | la personne aidée {reçoit/ne reçoit pas} une aide égale au revenu d'intégration
    recipient.income_guarantee | de zorgvrager krijgt {een/geen} inkomensgarantie voor ouderen | the recipient gets {an/no} income guarantee for the elderly | la personne aidée {reçoit/ne reçoit pas} la garantie de revenus aux personnes âgées
    recipient.has_income_replacement | de zorgvrager krijgt {een/geen} inkomensvervangende tegemoetkoming | the recipient gets {an/no} income replacement allowance | la personne aidée {reçoit/ne reçoit pas} une allocation de remplacement de revenus
    recipient.has_integration_allowance | de zorgvrager krijgt {een/geen} integratietegemoetkoming | the recipient gets {an/no} integration allowance | la personne aidée {reçoit/ne reçoit pas} une allocation d'intégration
    recipient.has_elderly_assistance | de zorgvrager krijgt {een/geen} tegemoetkoming voor hulp aan bejaarden | the recipient gets {an/no} elderly assistance allowance | la personne aidée {reçoit/ne reçoit pas} l'aide aux personnes âgées
    recipient.has_old_law_allowance | de zorgvrager krijgt {een/geen} tegemoetkoming volgens de oude wet | the recipient gets {an/no} allowance under the old law | la personne aidée {reçoit/ne reçoit pas} une allocation de l'ancien régime
    recipient.has_medical_pension | de zorgvrager heeft {een/geen} pensioen als ambtenaar wegens ziekte | the recipient has {a/no} medical pension of a civil servant | la personne aidée {a/n'a pas} une pension de fonctionnaire pour maladie
    recipient.has_elderly_care_budget | de zorgvrager heeft {een/geen} zorgbudget voor ouderen met een zorgnood | the recipient has {a/no} care budget for elderly people | la personne aidée {a un/n'a pas de} budget de soins pour personnes âgées
    recipient.has_child_care_supplement | de zorgvrager krijgt {een/geen} zorgtoeslag in het Groeipakket | the recipient gets {a/no} child care supplement | la personne aidée {reçoit/ne reçoit pas} un supplément de soins du Groeipakket
    recipient.has_child_support_supplement | de zorgvrager krijgt {een/geen} ondersteuningstoeslag in het Groeipakket | the recipient gets {a/no} child support supplement | la personne aidée {reçoit/ne reçoit pas} un supplément de soutien du Groeipakket
    recipient.has_increased_child_benefit | de zorgvrager krijgt {/geen }verhoogde kinderbijslag | the recipient gets {/no }increased child benefit | la personne aidée {reçoit/ne reçoit pas} des allocations familiales majorées
    recipient.collective_heating_social_housing | de zorgvrager woont {/niet }in een sociale woning met gezamenlijke verwarming | the recipient {lives/does not live} in social housing with collective heating | la personne aidée {habite/n'habite pas} un logement social à chauffage collectif
    recipient.household_has_tariff_status | iemand in het gezin heeft {een/geen} statuut voor het sociaal tarief | someone in the household has {a/no} status for the social tariff | un membre du ménage {a/n'a pas} un statut pour le tarif social
    recipient.similar_premium | de zorgvrager krijgt {een/geen} gelijkaardige Vlaamse of federale premie | the recipient gets {a/no} similar Flemish or federal premium | la personne aidée {reçoit/ne reçoit pas} une prime flamande ou fédérale semblable
    recipient.other_municipal_premium | de zorgvrager krijgt {een/geen} andere premie van de gemeente | the recipient gets {another/no other} municipal premium | la personne aidée {reçoit une/ne reçoit pas d'}autre prime communale
    recipient.premium_at_address | op het adres van de zorgvrager wordt {al/geen} andere mantelzorgpremie betaald | at the recipient's address {another/no other} caregiver premium is paid | une autre prime pour aidants {est/n'est pas} payée à l'adresse de la personne aidée
    """
}

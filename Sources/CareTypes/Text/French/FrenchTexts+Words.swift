extension FrenchTexts {
  /// The values of enumerations, and who supplies facts, one line each: the Dutch, a bar, the French.
  static let words = """
    geen | aucun
    andere | autre
    ander | autre
    langer | plus longtemps
    eigen woning | logement propre
    bij de mantelzorger (zorgwoning) | chez l'aidant (logement intergénérationnel)
    woonzorgcentrum | maison de repos et de soins
    voorziening voor personen met een handicap | établissement pour personnes handicapées
    psychiatrische voorziening | établissement psychiatrique
    ziekenhuis | hôpital
    niet opgenomen | pas admis
    centrum voor kortverblijf | centre de court séjour
    psychiatrisch verzorgingstehuis | maison de soins psychiatriques
    andere voorziening | autre lieu de soins
    A | A
    B | B
    C | C
    O | O
    Cd | Cd
    D | D
    CM | CM
    Solidaris | Solidaris
    Helan | Helan
    Liberale Mutualiteit | Mutualité Libérale
    Vlaams & Neutraal Ziekenfonds | Vlaams & Neutraal Ziekenfonds
    HZIV | CAAMI
    UCLL | UCLL
    VIVES | VIVES
    Howest | Howest
    VUB | VUB
    Thomas More | Thomas More
    partner | partenaire
    kind | enfant
    ouder | parent
    broer of zus | frère ou soeur
    kleinkind | petit-enfant
    ander familielid | autre membre de la famille
    buur | voisin
    vriend | ami
    geen verwantschap | pas de parenté
    echtgenoot of wettelijk samenwonende | conjoint ou cohabitant légal
    bloedverwant | parent par le sang
    aanverwant | parent par alliance
    familie van de wettelijk samenwonende | famille du cohabitant légal
    algemene erkenning | reconnaissance générale
    erkenning met sociale rechten | reconnaissance avec droits sociaux
    werknemer in de privésector | salarié du secteur privé
    werknemer in de social profit | salarié du secteur non marchand
    personeel van de federale overheid | personnel fédéral
    personeel van de Vlaamse overheid | personnel de l'autorité flamande
    personeel van een lokaal bestuur | personnel d'une administration locale
    personeel van het onderwijs | personnel de l'enseignement
    personeel van een autonoom overheidsbedrijf | personnel d'une entreprise publique autonome
    zelfstandige in hoofdberoep | indépendant à titre principal
    zelfstandige in bijberoep | indépendant à titre complémentaire
    meewerkende echtgenoot of helper | conjoint aidant ou aidant d'indépendant
    werkloos | au chômage
    gepensioneerd | pensionné
    student of leerling | étudiant ou élève
    basisonderwijs | enseignement fondamental
    secundair onderwijs | enseignement secondaire
    hogeschool | haute école
    universiteit | université
    volwassenenonderwijs | enseignement pour adultes
    bevolkingsregister | registre de la population
    vreemdelingenregister | registre des étrangers
    wachtregister | registre d'attente
    Vlaams Gewest | Région flamande
    Brussels Hoofdstedelijk Gewest | Région de Bruxelles-Capitale
    Waals Gewest | Région wallonne
    buitenland | étranger
    Nederlands | néerlandais
    Frans | français
    Duits | allemand
    minder dan 24 uur | moins de 24 heures
    24 uur tot drie maanden | de 24 heures à trois mois
    drie maanden tot een jaar | de trois mois à un an
    Rijksregister | Registre national
    Rijksregister of gemeente | Registre national ou commune
    Rijksregister of zorgkas | Registre national ou caisse d'assurance soins
    Rijksregister of mantelzorger | Registre national ou aidant
    verklaring of Rijksregister | déclaration ou Registre national
    verklaring van de mantelzorger | déclaration de l'aidant
    verklaring van de zorgvrager of de vertegenwoordiger | déclaration de la personne aidée ou de son représentant
    verklaring van mantelzorger en zorgvrager | déclaration de l'aidant et de la personne aidée
    DG Personen met een handicap (via de KSZ) | DG Personnes handicapées (via la BCSS)
    DG Personen met een handicap, arbeidsrechtbank of Fedris | DG Personnes handicapées, tribunal du travail ou Fedris
    Opgroeien | Opgroeien, l'agence flamande pour l'enfance
    zorgkas | caisse d'assurance soins
    ziekenfonds | mutualité
    VAPH | agence flamande pour les personnes handicapées (VAPH)
    thuisverpleegkundige of ziekenfonds | infirmier à domicile ou mutualité
    dienst voor gezinszorg of zorgkas | service d'aide aux familles ou caisse d'assurance soins
    huisarts of ziekenfonds | médecin traitant ou mutualité
    huisarts of sociale dienst | médecin traitant ou service social
    voorziening of ziekenfonds | établissement ou mutualité
    zorgvrager, zorgkas of voorziening | personne aidée, caisse d'assurance soins ou établissement
    het register van mantelzorgers | le registre des aidants
    zorgvrager, huisarts, verpleegkundige of ziekenfonds | personne aidée, médecin traitant, infirmier ou mutualité
    werkgever | employeur
    RSZ (via de KSZ) of mantelzorger | ONSS (via la BCSS) ou aidant
    RVA | ONEM
    Departement WSE | Département flamand Emploi et Économie sociale
    sociaal verzekeringsfonds of RSVZ | caisse d'assurances sociales ou INASTI
    FOD Financiën | SPF Finances
    OCMW | CPAS
    Federale Pensioendienst | Service fédéral des Pensions
    gemeente | commune
    behandelend arts | médecin traitant spécialiste
    huisarts | médecin traitant
    onderwijsinstelling | établissement d'enseignement
    mantelzorger of professional | aidant ou professionnel
    mantelzorger of gemeente | aidant ou commune
    de begunstigde of de overheid die het toekende | le bénéficiaire ou l'autorité qui l'a accordé

    """
}

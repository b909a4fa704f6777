extension FrenchTexts {
  /// The labels of facts, one line each: the Dutch, a bar, the French.
  static let facts = """
    leeftijd van de mantelzorger | âge de l'aidant
    leeftijd van de zorgvrager | âge de la personne aidée
    duur van de mantelzorg | durée de l'aide
    verblijf van de zorgvrager | lieu de vie de la personne aidée
    punten zelfredzaamheid (medisch-sociale schaal) | points d'autonomie (échelle médico-sociale)
    punten verplaatsing (medisch-sociale schaal) | points de déplacement (échelle médico-sociale)
    punten eten en koken (medisch-sociale schaal) | points repas et cuisine (échelle médico-sociale)
    punten hygiëne en kleden (medisch-sociale schaal) | points hygiène et habillage (échelle médico-sociale)
    punten huishouden (medisch-sociale schaal) | points ménage (échelle médico-sociale)
    punten gevaar en toezicht (medisch-sociale schaal) | points danger et surveillance (échelle médico-sociale)
    punten communicatie (medisch-sociale schaal) | points communication (échelle médico-sociale)
    punten in pijler 1 (zorgtoeslag) | points du pilier 1 (supplément de soins)
    punten in pijler 2 (zorgtoeslag) | points du pilier 2 (supplément de soins)
    punten in pijler 3 (zorgtoeslag) | points du pilier 3 (supplément de soins)
    punten in de drie pijlers samen (zorgtoeslag) | points des trois piliers ensemble (supplément de soins)
    punten verplaatsing van het kind | points de déplacement de l'enfant
    percentage arbeidsongeschiktheid of handicap | pourcentage d'incapacité de travail ou de handicap
    score op de BEL-profielschaal | score à l'échelle BEL
    score op blok B van de BEL-profielschaal | score au bloc B de l'échelle BEL
    Katz-forfait in de thuisverpleging | forfait Katz des soins infirmiers à domicile
    Katz-categorie in dagverzorging of kortverblijf | catégorie Katz en soins de jour ou court séjour
    Katz-categorie in de residentiële zorg | catégorie Katz en maison de repos
    totaalscore op de BelRAI Screener | score total au BelRAI Screener
    som van IADL en ADL op de BelRAI Screener | somme IADL et ADL au BelRAI Screener
    score op de module IADL van de BelRAI Screener | score du module IADL du BelRAI Screener
    score op de module ADL van de BelRAI Screener | score du module ADL du BelRAI Screener
    score op de module cognitie van de BelRAI Screener | score du module cognition du BelRAI Screener
    score op de module psychische problemen van de BelRAI Screener | score du module problèmes psychiques du BelRAI Screener
    score op de module gedragsproblemen van de BelRAI Screener | score du module problèmes de comportement du BelRAI Screener
    score op de MMSE | score au MMSE
    duur van de opname | durée de l'admission
    duur van het verblijf in een woonzorgcentrum, kortverblijf of psychiatrisch verzorgingstehuis | durée du séjour en maison de repos, en court séjour ou en maison de soins psychiatriques
    plaats van de opname | lieu de l'admission
    verblijf in het buitenland dit jaar | séjour à l'étranger cette année
    aantal mantelzorgers van de zorgvrager | nombre d'aidants de la personne aidée
    aantal zorgvragers van de mantelzorger | nombre de personnes aidées par l'aidant
    uren mantelzorg per week | heures d'aide par semaine
    uren mantelzorg per maand | heures d'aide par mois
    uren mantelzorg per jaar | heures d'aide par an
    dagen mantelzorg per jaar | jours d'aide par an
    wat de mantelzorger is van de zorgvrager | ce que l'aidant est pour la personne aidée
    verwantschap met de zorgvrager | parenté avec la personne aidée
    graad van verwantschap | degré de parenté
    datum van de aanvraag | date de la demande
    erkenning als mantelzorger door het ziekenfonds | reconnaissance comme aidant par la mutualité
    statuut van de mantelzorger | statut professionnel de l'aidant
    tewerkstellingsbreuk | fraction d'occupation
    anciënniteit | ancienneté
    maanden in dienst in de laatste vijftien maanden | mois de service au cours des quinze derniers mois
    aantal werknemers van de werkgever | nombre de travailleurs de l'employeur
    begin van het verlof of de onderbreking | début du congé ou de l'interruption
    vermindering van de activiteit | réduction de l'activité
    duur van de onderbreking van de activiteit | durée de l'interruption de l'activité
    onderwijs dat de mantelzorger volgt | enseignement que suit l'aidant
    onderwijsinstelling van de mantelzorger | établissement d'enseignement de l'aidant
    register waarin de mantelzorger is ingeschreven | registre où l'aidant est inscrit
    gewest van de mantelzorger | région de l'aidant
    gewest van de zorgvrager | région de la personne aidée
    maanden woonplaats van de mantelzorger in de gemeente | mois de résidence de l'aidant dans la commune
    maanden woonplaats van de zorgvrager in de gemeente | mois de résidence de la personne aidée dans la commune
    jaren in Vlaanderen of Brussel of sociaal verzekerd | années en Flandre ou à Bruxelles ou d'assurance sociale
    ononderbroken jaren in Vlaanderen of Brussel of sociaal verzekerd | années de suite en Flandre ou à Bruxelles ou d'assurance sociale
    afstand tussen mantelzorger en zorgvrager | distance entre l'aidant et la personne aidée
    nachten thuis per week | nuits à domicile par semaine
    dagen kortverblijf | jours de court séjour
    volume van de ondergeschikte wooneenheid | volume de l'unité subordonnée
    bewoners van de ondergeschikte wooneenheid | occupants de l'unité subordonnée
    score op de Caregiver Strain Index | score au Caregiver Strain Index
    score op de Zarit-schaal (12 vragen) | score à l'échelle de Zarit (12 questions)
    score op de Zarit-schaal (4 vragen) | score à l'échelle de Zarit (4 questions)
    punten zelfredzaamheid van de mantelzorger zelf | points d'autonomie de l'aidant lui-même
    taal van de mantelzorger | langue de l'aidant
    ziekenfonds van de mantelzorger | mutualité de l'aidant
    ziekenfonds van de zorgvrager | mutualité de la personne aidée
    belastbaar jaarinkomen van de mantelzorger | revenu annuel imposable de l'aidant
    belastbaar jaarinkomen van de zorgvrager | revenu annuel imposable de la personne aidée
    belastbaar jaarinkomen van het gezin van de zorgvrager | revenu annuel imposable du ménage de la personne aidée
    belastbaar jaarinkomen van mantelzorger en zorgvrager samen | revenu annuel imposable de l'aidant et de la personne aidée ensemble
    kadastraal inkomen van de zorgvrager | revenu cadastral de la personne aidée
    personen ten laste in het gezin | personnes à charge dans le ménage
    personen ten laste met een handicap | personnes à charge avec un handicap
    maanden leefloon | mois de revenu d'intégration
    verdienvermogen van de zorgvrager | capacité de gain de la personne aidée
    categorie van het zorgbudget voor ouderen | catégorie du budget de soins pour personnes âgées
    invaliditeit van de onderste ledematen | invalidité des membres inférieurs
    oorlogsinvaliditeit | invalidité de guerre
    score op de eigen schaal van de gemeente | score à l'échelle propre de la commune
    score op het formulier van de huisarts | score au formulaire du médecin traitant
    ouderdom van het attest van zorgnood | âge de l'attestation du besoin de soins
    resterende geldigheid van het attest van zorgnood | validité restante de l'attestation du besoin de soins
    mantelzorgers van de zorgvrager met een erkenning met sociale rechten | aidants de la personne aidée reconnus avec des droits sociaux
    levensverwachting | espérance de vie
    vormen van medicatie, hulpmiddelen en psychosociale hulp | formes de médication, d'aides et de soutien psychosocial
    ontvangen palliatieve forfaits | forfaits palliatifs reçus
    dagen sinds het vorige palliatief forfait | jours depuis le forfait palliatif précédent
    maanden mantelzorgverlof voor deze zorgvrager | mois de congé pour aidant pour cette personne
    maanden mantelzorgverlof in de loopbaan | mois de congé pour aidant dans la carrière
    maanden palliatief verlof voor deze zorgvrager | mois de congé palliatif pour cette personne
    maanden verlof voor medische bijstand voor deze zorgvrager | mois de congé pour assistance médicale pour cette personne
    maanden ouderschapsverlof voor dit kind | mois de congé parental pour cet enfant
    maanden Vlaams zorgkrediet in de loopbaan | mois de crédit-soins flamand dans la carrière
    maanden Vlaamse aanmoedigingspremie in de loopbaan | mois de prime d'encouragement flamande dans la carrière
    maanden tijdskrediet in de loopbaan | mois de crédit-temps dans la carrière
    maanden uitkering mantelzorg voor zelfstandigen in de loopbaan | mois d'allocation d'aidant pour indépendants dans la carrière
    maanden vrijstelling voor mantelzorgers als werkloze | mois de dispense d'aidant comme chômeur
    kwartalen met vrijstelling van sociale bijdragen | trimestres dispensés de cotisations sociales
    dagen zorgverlof dit jaar | jours de congé d'aidant cette année
    dagen verlof om dwingende redenen dit jaar | jours de congé pour raisons impérieuses cette année

    """
}

extension FrenchTexts {
  /// The words and sentences of explanations and of the explorer, one line each: the Dutch, a bar, the French. `#` stands
  /// for a value.
  static let sentences = """
    al deze voorwaarden moeten vervuld zijn: | toutes ces conditions doivent être remplies :
    minstens een van deze voorwaarden moet vervuld zijn: | au moins une de ces conditions doit être remplie :
    dit mag niet het geval zijn: | ceci ne peut pas être le cas :
    de voorwaarde hangt af van de situatie: | la condition dépend de la situation :
    als: # | si : #
    dan: # | alors : #
    anders: # | sinon : #
    geldt altijd | toujours valable
    geldt nooit | jamais valable
    ja | oui
    nee | non
    of | ou
    bekend | connu
    niet bekend | pas connu
    # (niet bekend) | # (pas connu)
    kan niet berekend worden | ne peut pas être calculé
    nog niet bekend of dit klopt: # | on ne sait pas encore si c'est le cas : #
    voor zover bekend: # | d'après ce que l'on sait : #
    er is niets bekend dat dit uitsluit (#) | rien de connu ne l'exclut (#)
    zoals vereist | comme demandé
    maar # is vereist | mais # est demandé
    # is vereist | # est demandé
    op of na # nodig | à partir du # demandé
    na # nodig | après le # demandé
    op of voor # nodig | au plus tard le # demandé
    voor # nodig | avant le # demandé
    # nodig | # demandé
    precies # nodig | exactement # demandé
    # niet toegestaan | # non admis
    minstens # nodig | au moins # demandé
    meer dan # nodig | plus de # demandé
    hoogstens # toegestaan | au plus # admis
    minder dan # nodig | moins de # demandé
    een van # nodig | un de # demandé
    geen van # toegestaan | aucun de # admis
    moet bekend zijn | doit être connu
    mag niet bekend zijn | ne peut pas être connu
    # jaar | # ans
    # maand | # mois
    # maanden | # mois
    # dag | # jour
    # dagen | # jours
    # % | # %
    # km | # km
    # | #
    # euro | # euros
    € # | # €
    januari | janvier
    februari | février
    maart | mars
    april | avril
    mei | mai
    juni | juin
    juli | juillet
    augustus | août
    september | septembre
    oktober | octobre
    november | novembre
    december | décembre
    # eenmalig | # une seule fois
    # per dag | # par jour
    # per week | # par semaine
    # per maand | # par mois
    # per drie maanden | # par trimestre
    # per jaar | # par an
    hoogstens # | au plus #
    het bedrag hangt af van de situatie | le montant dépend de la situation
    Ja, u bent mantelzorger. | Oui, vous êtes aidant proche.
    U bent waarschijnlijk mantelzorger. Wij weten nog niet alles. | Vous êtes probablement aidant proche. Nous ne savons pas encore tout.
    Met deze antwoorden bent u geen mantelzorger. | D'après ces réponses, vous n'êtes pas aidant proche.
    Een bewijs dat u mantelzorger bent. | Une preuve que vous êtes aidant proche.
    Geld voor wie zorg krijgt. | De l'argent pour la personne aidée.
    Geld voor wie zorg geeft. | De l'argent pour la personne qui aide.
    Tijd vrij van het werk om te zorgen. | Du temps libre au travail pour aider.
    Iemand neemt de zorg even over. | Quelqu'un reprend les soins pour un moment.
    Een kaart die voordelen geeft. | Une carte qui donne des avantages.
    U leert bij over zorgen. | Vous apprenez à mieux aider.
    U praat met andere mantelzorgers. | Vous parlez avec d'autres aidants.
    Iemand aan wie u alles kunt vragen. | Quelqu'un à qui vous pouvez tout demander.
    Hulp of een voordeel. | Une aide ou un avantage.
    Schrijf u in als mantelzorger. Daarna komt het vanzelf. | Inscrivez-vous comme aidant. Ensuite, cela vient tout seul.
    Vraag het aan. | Demandez-le.
    Zeg dat u het wilt. | Dites que vous le souhaitez.
    Vraag het aan. Daarna volgt een beslissing. | Demandez-le. Une décision suit ensuite.
    Neem de bewijzen mee. | Apportez les preuves.
    Laat tekenen door: #. | Faites signer par : #.
    Vraag het aan ten laatste op #. | Demandez-le au plus tard le #.
    U kunt het aanvragen vanaf #. | Vous pouvez le demander à partir du #.
    Vraag het aan binnen # dagen nadat het begint. | Demandez-le dans les # jours après le début.
    Dit kan vanaf #. | C'est possible à partir du #.
    Zoek eerst op wat nog ontbreekt. | Cherchez d'abord ce qui manque encore.
    Kies: dit gaat niet samen met een ander recht in deze lijst. | Choisissez : ceci ne va pas avec un autre droit de cette liste.
    U hebt dit al, zegt u. | Vous l'avez déjà, dites-vous.
    de mantelzorger | l'aidant
    de zorgvrager | la personne aidée
    de vertegenwoordiger | le représentant
    de arts | le médecin
    de werkgever | l'employeur
    de maatschappelijk werker | l'assistant social
    een professional | un professionnel
    U betaalt zelf #. | Vous payez vous-même #.
    U betaalt zelf een deel. Vraag hoeveel. | Vous payez une partie vous-même. Demandez combien.
    Klopt dit? # | Est-ce exact ? #
    Wat weet u hiervan: #? | Que savez-vous de ceci : # ?
    Hoeveel is dit: #? | Combien est-ce : # ?
    Op welke dag: #? | Quel jour : # ?
    Hoe oud bent u beiden? | Quel âge avez-vous tous les deux ?
    Wat bent u van wie u zorg geeft? | Qu'êtes-vous pour la personne que vous aidez ?
    Hoeveel zorgt u, en met wie? | Combien aidez-vous, et avec qui ?
    Waar verblijft wie u zorg geeft? | Où séjourne la personne que vous aidez ?
    Welke attesten zijn er al? | Quelles attestations existent déjà ?
    Werkt of studeert u? | Travaillez-vous ou étudiez-vous ?
    Welke uitkeringen of voordelen zijn er al? | Quelles allocations ou quels avantages existent déjà ?
    Dit kunt u krijgen | Ce que vous pouvez obtenir
    Misschien: hier ontbreekt nog iets | Peut-être : il manque encore quelque chose
    Later | Plus tard
    Dit geldt niet | Ceci ne vaut pas
    Hulp in de buurt | Aide près de chez vous
    Vraag nog | À demander encore
    de zorg is nog niet begonnen | l'aide n'a pas encore commencé
    de zorg is beëindigd | l'aide est terminée
    de zorgvrager is overleden | la personne aidée est décédée
    de mantelzorger is overleden | l'aidant proche est décédé
    de zorgvrager woont in een woonzorgcentrum | la personne aidée vit dans une maison de repos et de soins
    op deze grond wordt het recht niet zonder aanvraag toegekend | pour ce motif, le droit n'est pas accordé sans demande
    de regeling geldt niet meer voor deze personen | la règle ne vaut plus pour ces personnes
    de opname van de zorgvrager duurt te lang; de regeling is geschorst | l'admission de la personne aidée dure trop longtemps ; la règle est suspendue
    een andere regeling heeft hier voorrang | une autre règle prime ici
    de regeling is niet te combineren met een andere die ook geldt; de begunstigde kiest | la règle ne va pas avec une autre qui vaut aussi ; le bénéficiaire choisit
    twee regelingen die niet te combineren zijn, gelden beide zonder aanvraag; hun overheden moeten beslissen welke voorgaat | deux règles qui ne vont pas ensemble valent sans demande ; leurs autorités doivent décider laquelle prime
    Mantel kan de regeling niet lezen; haar overheid moet ze verbeteren | Mantel ne peut pas lire la règle ; son autorité doit la corriger
    de toestemming voor automatische toekenning ontbreekt; het recht wordt voorgesteld | le consentement à l'octroi automatique manque ; le droit est proposé
    """
}

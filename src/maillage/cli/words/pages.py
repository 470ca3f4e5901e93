"""The help of each command, under its name as it is typed."""

from __future__ import annotations

from maillage.cli.words.both import Both, Page

PAGES: dict[str, Page] = {
    "": Page(
        Both("un graphe de connaissances de la démocratie participative et du développement territorial.",
             "a knowledge graph of participatory democracy and territorial development."),
        Both("Chargez des tables, cherchez, lisez d'où vient chaque affirmation, interrogez, exportez.\n"
             "Pour voir tout de suite : maillage demo",
             "Load tables, search, read where each claim comes from, ask, export.\n"
             "To see it at once: maillage demo"),
        (("maillage demo", Both("Le programme d'action 2018 sur une carte, dans votre navigateur.",
                                "The 2018 programme on a map, in your browser.")),
         ("maillage load acteurs.xlsx --dry-run", Both("Ce qu'une table apporterait, sans rien garder.",
                                                       "What a table would bring, keeping nothing.")),
         ("maillage COMMANDE --help", Both("Ce que fait une commande, avec des exemples.",
                                           "What a command does, with examples."))),
    ),
    "demo": Page(
        Both("le programme d'action 2018 sur une carte, dans votre navigateur.", "the 2018 programme on a map, in your browser."),
        Both("Charge le programme dans une base à part la première fois, puis ouvre l'explorateur. "
             "Arrêtée puis relancée, la démonstration retrouve ses données.",
             "Loads the programme into a store of its own the first time, then opens the explorer. "
             "Stopped and started again, the demo finds its data."),
        (("maillage demo", Both("Ouvre le navigateur ; Ctrl-C pour arrêter.", "Opens the browser; Ctrl-C to stop.")),
         ("maillage demo --no-open --port 9000", Both("Dit l'adresse sans ouvrir de navigateur.",
                                                      "Tells the address and opens no browser.")),
         ("maillage demo --reset", Both("Repart du programme seul, sans vos essais.",
                                        "Starts again from the programme alone, without your trials."))),
        {"no_open": Both("Ne pas ouvrir le navigateur.", "Do not open the browser."),
         "port": Both("Le port (sinon 8765, ou le premier libre après lui ; 0 : un port libre).",
                      "The port (else 8765, or the first free one after it; 0: any free one)."),
         "reset": Both("Vider d'abord la base de démonstration, elle seule.", "Empty the demo's store first, that one only.")},
    ),
    "serve": Page(
        Both("ouvre l'explorateur et l'API sur la base.", "opens the explorer and the API on the store."),
        Both("Écoute sur cette machine seulement, sauf --host. L'adresse est écrite sur la sortie standard. "
             "D'autres commandes peuvent travailler sur la même base pendant ce temps.",
             "Listens on this machine only, unless --host says otherwise. The address is written on standard output. "
             "Other commands may work on the same store meanwhile."),
        (("maillage serve --open", Both("Sert la base habituelle et ouvre le navigateur.",
                                        "Serves the usual store and opens the browser.")),
         ("maillage serve --store bolt://127.0.0.1:7687 --port 9000", Both("Sert une base Neo4j sur le port 9000.",
                                                                           "Serves a Neo4j store on port 9000."))),
        {"host": Both("L'adresse d'écoute (sinon MAILLAGE_HOST, 127.0.0.1).",
                      "The address to listen on (else MAILLAGE_HOST, 127.0.0.1)."),
         "port": Both("Le port (sinon MAILLAGE_PORT, 8765 ; 0 : un port libre).",
                      "The port (else MAILLAGE_PORT, 8765; 0: any free one)."),
         "browser": Both("Ouvrir aussi le navigateur.", "Open the browser too."),
         "log_level": Both("Le journal, sur la sortie d'erreur (warning dans un terminal, info ailleurs).",
                           "The log, on standard error (warning in a terminal, info elsewhere).")},
    ),
    "load": Page(
        Both("charge des tables, des réseaux, des exports de plateformes, une sauvegarde.",
             "loads tables, networks, exports of platforms, a backup."),
        Both("Le format est reconnu au contenu : CSV, XLSX, ODS, sauvegarde .jsonl, un dossier avec son mapping.yaml, "
             "GEXF, GraphML, Pajek, Kumu, PRSM, Participedia, Decidim, Pabulib, Popolo… (tous : docs/formats.md). "
             "Ce qui ne peut être lu est refusé avec sa place, le reste est gardé. Charger deux fois ne change rien ; "
             "un chargement interrompu se termine en le relançant. L'identifiant de l'import est écrit sur la sortie "
             "standard. Code de retour : 0, même avec des refus ; 1 quand tout est refusé.",
             "The format is recognised from the content: CSV, XLSX, ODS, a .jsonl backup, a folder with its mapping.yaml, "
             "GEXF, GraphML, Pajek, Kumu, PRSM, Participedia, Decidim, Pabulib, Popolo… (all: docs/formats.md). "
             "What cannot be read is refused with its place, the rest is kept. Loading twice changes nothing; "
             "a load that was cut is completed by running it again. The import's id is written on standard output. "
             "Exit code: 0, even with refusals; 1 when everything was refused."),
        (("maillage load acteurs.xlsx --dry-run", Both("Montre ce que la table apporterait, sans rien garder.",
                                                       "Shows what the table would bring, keeping nothing.")),
         ("maillage load acteurs.csv liens.csv --source \"Atelier du 6 mars\"",
          Both("Charge deux tables comme une seule source.", "Loads two tables as one source.")),
         ("maillage load donnees/ --mapping carte.yaml --refusals refus.csv",
          Both("Lit un dossier selon un fichier de correspondance ; les refus vont dans une table.",
               "Reads a folder by a mapping file; refusals go into a table."))),
        {"paths": Both("Des fichiers ou des dossiers.", "Files or folders."),
         "mapping": Both("Le fichier YAML qui dit ce que signifie chaque colonne.",
                         "The YAML file that says what each column means."),
         "source": Both("Le titre sous lequel la source sera citée.", "The title by which the source will be cited."),
         "dry_run": Both("Montrer ce qui serait chargé, sans rien garder.", "Show what would be loaded, keep nothing."),
         "author": Both("Le nom que portent les affirmations (sinon MAILLAGE_AUTHOR).",
                        "The name that the claims carry (else MAILLAGE_AUTHOR)."),
         "refusals": Both("Écrire les refus dans ce fichier CSV.", "Write the refusals into this CSV file.")},
    ),
    "territories": Page(
        Both("charge les territoires de France : communes, EPCI, départements, régions.",
             "loads the territories of France: communes, EPCI, départements, regions."),
        Both("Code officiel géographique et EPCI 2026 (Insee, DGCL ; Licence Ouverte 2.0), centres GeoNames (CC BY 4.0) : "
             "fournis avec maillage, rien n'est téléchargé. Les territoires que nomment d'autres sources leur sont rattachés ; "
             "un nom qui peut en désigner plusieurs devient un doublon possible. Se retire comme tout import (maillage undo).",
             "Official geographic code and EPCI 2026 (Insee, DGCL; Licence Ouverte 2.0), centres by GeoNames (CC BY 4.0): "
             "they come with maillage, nothing is downloaded. Territories that other sources name are joined to them; "
             "a name that may mean several becomes a possible duplicate. Taken back like any import (maillage undo)."),
        (("maillage territories", Both("Toute la France, 36 000 territoires.", "All of France, 36,000 territories.")),
         ("maillage territories --department 38 --department 26", Both("L'Isère et la Drôme.", "Isère and Drôme.")),
         ("maillage territories --level region --level department", Both("Les régions et départements seuls.",
                                                                        "Regions and départements alone."))),
        {"levels": Both("Ce niveau seulement. Peut être répété.", "This level only. May be repeated."),
         "departments": Both("Ce département seulement, par son code. Peut être répété.",
                             "This département only, by its code. May be repeated."),
         "dry_run": Both("Montrer ce qui viendrait, sans rien garder.", "Show what would come in, and keep nothing."),
         "author": Both("Qui charge (sinon MAILLAGE_AUTHOR).", "Who loads (else MAILLAGE_AUTHOR).")},
    ),
    "imports": Page(
        Both("ce qui a été chargé, et quand.", "what was loaded, and when."),
        Both("Le plus récent d'abord. L'identifiant sert à maillage undo.", "The latest first. The id is for maillage undo."),
        (("maillage imports", Both("La liste.", "The list.")),
         ("maillage imports --format json", Both("La même, pour un programme.", "The same, for a program."))),
        {"form": Both("La forme de la réponse.", "The form of the answer.")},
    ),
    "undo": Page(
        Both("retire exactement ce qu'un import a apporté.", "takes back exactly what one import brought."),
        Both("Ce que d'autres sources affirment aussi reste. Recharger les mêmes fichiers remet tout en place. "
             "Dans un terminal, demande confirmation.",
             "What other sources say too stays. Loading the same files again puts all of it back. "
             "In a terminal, asks before it does."),
        (("maillage undo imp-1a2b3c4d5e6f", Both("Retire cet import.", "Takes this import back.")),
         ("maillage undo \"$(maillage load essai.csv)\" --yes",
          Both("Charge, puis retire aussitôt.", "Loads, then takes back at once."))),
        {"id": Both("L'identifiant de l'import (maillage imports).", "The import's id (maillage imports)."),
         "yes": Both("Ne pas demander confirmation.", "Do not ask.")},
    ),
    "search": Page(
        Both("cherche par le nom, le sigle ou quelques mots.", "searches by name, acronym or a few words."),
        Both("Accents, majuscules, pluriels et une faute de frappe sont pardonnés ; chaque résultat dit comment il a été trouvé.",
             "Accents, case, plurals and one typo are forgiven; each result says how it was found."),
        (("maillage search unadel", Both("Par le sigle.", "By the acronym.")),
         ("maillage search participation habitants --type Practice --limit 5",
          Both("Cinq pratiques au plus.", "Five practices at most."))),
        {"text": Both("Ce que l'on cherche.", "What is searched for."),
         "kinds": Both("Ce type seulement, et ses espèces (maillage ontology show). Peut être répété.",
                       "This type only, and its kinds (maillage ontology show). May be repeated."),
         "limit": Both("Le nombre de résultats.", "The number of results."),
         "form": Both("La forme de la réponse.", "The form of the answer.")},
    ),
    "show": Page(
        Both("une fiche, avec ses affirmations et leurs sources.", "a card, with its claims and their sources."),
        Both("Par l'identifiant, ou par un nom ou un sigle s'il ne peut en désigner qu'une.",
             "By id, or by a name or acronym when it can mean only one."),
        (("maillage show UNADEL", Both("Par le sigle.", "By the acronym.")),
         ("maillage show programme-2018:unadel --format json", Both("Par l'identifiant, pour un programme.",
                                                                    "By id, for a program."))),
        {"name": Both("L'identifiant, le nom ou le sigle.", "The id, the name or the acronym."),
         "form": Both("La forme de la réponse.", "The form of the answer.")},
    ),
    "query": Page(
        Both("pose une question en Cypher, sans rien pouvoir changer.", "asks a question in Cypher, unable to change anything."),
        Both("La réponse va sur la sortie standard : un tableau dans un terminal, des lignes à tabulations dans un tube. "
             "En CSV, une cellule qui commence par = + - @ reçoit une apostrophe, pour qu'un tableur ne l'exécute pas ; "
             "--raw la laisse telle quelle. Durée et nombre de lignes sont limités "
             "(MAILLAGE_QUERY_SECONDS, MAILLAGE_QUERY_ROWS).",
             "The answer goes to standard output: a table in a terminal, lines with tabs in a pipe. "
             "In CSV, a cell that begins with = + - @ gets an apostrophe, so that a spreadsheet does not run it; "
             "--raw leaves it as it is. Time and rows are limited (MAILLAGE_QUERY_SECONDS, MAILLAGE_QUERY_ROWS)."),
        (("maillage query \"MATCH (p:Practice)-[:CONCERNS]->(t:Theme) RETURN p.name, t.name LIMIT 10\"",
          Both("Dix pratiques et leurs thèmes.", "Ten practices and their themes.")),
         ("maillage query \"MATCH (e:Entity) WHERE e.name CONTAINS $mot RETURN e.id, e.name\" -p mot=Paris "
          "--format csv > paris.csv",
          Both("Avec un paramètre, dans un fichier.", "With a parameter, into a file.")),
         ("maillage query - --format json < question.cypher",
          Both("La question vient d'un fichier.", "The question comes from a file."))),
        {"cypher": Both("La question ; - la lit sur l'entrée standard.", "The question; - reads it from standard input."),
         "parameters": Both("Un paramètre, en JSON sinon en texte. Peut être répété.",
                            "A parameter, as JSON else as text. May be repeated."),
         "form": Both("La forme de la réponse.", "The form of the answer."),
         "raw": Both("En CSV, laisser les cellules telles quelles.", "In CSV, leave cells as they are.")},
    ),
    "analyse": Page(
        Both("mesure le graphe : qui converge, qui coopère, ce qui manque.",
             "measures the graph: what converges, who cooperates, what lacks."),
        Both("Sans mesure, en donne la liste. Chaque ligne vient avec ses raisons et, là où cela a un sens, sa part de hasard ; "
             "les mises en garde vont sur la sortie d'erreur. Les mêmes nombres que l'API : /api/analysis. "
             "Formules et sources : docs/methodes.md.",
             "Without a measure, lists them. Each line comes with its reasons and, where that makes sense, its share of chance; "
             "warnings go to standard error. The same numbers as the API's: /api/analysis. "
             "Formulas and sources: docs/methods.en.md."),
        (("maillage analyse", Both("Les mesures, et la question à laquelle chacune répond.",
                                   "The measures, and the question that each answers.")),
         ("maillage analyse convergence --limit 20", Both("Les vingt paires de pratiques qui convergent le plus.",
                                                          "The twenty pairs of practices that converge most.")),
         ("maillage analyse convergence --help", Both("Les options d'une mesure.", "The options of one measure."))),
    ),
    "report": Page(
        Both("écrit une note de synthèse : ce qu'il y a, ce qui converge, ce qui manque.",
             "writes a synthesis note: what there is, what converges, what lacks."),
        Both("Sur toute la base, ou sur un territoire, un thème ou un acteur. Une page .html qui s'ouvre sans réseau et "
             "s'imprime, ou un document .docx à reprendre. Avec les raisons, les mises en garde, les cartes et les sources.",
             "On the whole store, or on a territory, a theme or an actor. An .html page that opens without a network and "
             "prints, or a .docx document to work on. With the reasons, the warnings, the maps and the sources."),
        (("maillage report note.html", Both("Sur toute la base.", "On the whole store.")),
         ("maillage report paris.docx --about Paris", Both("Sur un territoire, pour Word.", "On a territory, for Word.")),
         ("maillage report note.html --about programme-2018:unadel --lang en",
          Both("Sur un acteur, en anglais.", "On an actor, in English."))),
        {"file": Both("Le fichier à écrire, .html ou .docx.", "The file to write, .html or .docx."),
         "about": Both("Un territoire, un thème ou un acteur : son identifiant ou son nom.",
                       "A territory, a theme or an actor: its id or its name."),
         "limit": Both("Le nombre de lignes par mesure.", "The number of lines of each measure.")},
    ),
    "export": Page(
        Both("écrit toute la base dans un fichier.", "writes the whole store into a file."),
        Both("Le suffixe dit le format : .jsonl est la sauvegarde, elle garde tout et se recharge par maillage load. "
             "Le fichier n'apparaît qu'une fois complet.",
             "The suffix says the format: .jsonl is the backup, it keeps everything and maillage load takes it back. "
             "The file appears once it is whole."),
        (("maillage export sauvegarde.jsonl", Both("La sauvegarde.", "The backup.")),
         ("maillage export reseau.gexf", Both("Pour Gephi.", "For Gephi.")),
         ("maillage export - --format jsonl | gzip > sauvegarde.jsonl.gz",
          Both("Vers un autre programme.", "Into another program."))),
        {"file": Both("Le fichier à écrire ; - est la sortie standard.", "The file to write; - is standard output."),
         "form": Both("Le format, quand le suffixe ne le dit pas.", "The format, where the suffix does not say it.")},
    ),
    "ontology": Page(
        Both("ce que l'on peut dire : types, propriétés, relations.", "what may be said: types, properties, relations."),
        Both("", ""),
        (("maillage ontology show", Both("Tous les types et toutes les relations.", "All types and relations.")),),
    ),
    "ontology show": Page(
        Both("les types et les relations, ou l'un d'eux en entier.", "the types and relations, or one of them whole."),
        Both("", ""),
        (("maillage ontology show", Both("L'arbre des types, et les relations.", "The tree of types, and the relations.")),
         ("maillage ontology show Association", Both("Un type : ce qu'il veut dire, ses propriétés, ses relations.",
                                                     "One type: what it means, its properties, its relations."))),
        {"name": Both("Un type, une relation ou une propriété.", "A type, a relation or a property.")},
    ),
    "ontology check": Page(
        Both("vérifie un fichier qui étend l'ontologie.", "checks a file that extends the ontology."),
        Both("Chaque erreur est dite avec le fichier, la ligne et ce qui était attendu ; code de retour 1.",
             "Each error is told with the file, the line and what was expected; exit code 1."),
        (("maillage ontology check notre-groupe.yaml", Both("Avant de le donner à MAILLAGE_ONTOLOGY.",
                                                            "Before giving it to MAILLAGE_ONTOLOGY.")),),
        {"files": Both("Des fichiers YAML, ou des dossiers qui en contiennent.", "YAML files, or folders that hold some.")},
    ),
    "ontology export": Page(
        Both("l'ontologie pour un programme, sur la sortie standard.", "the ontology for a program, on standard output."),
        Both("", ""),
        (("maillage ontology export > ontologie.json", Both("En JSON.", "As JSON.")),
         ("maillage ontology export --format jsonld > contexte.jsonld", Both("Le contexte JSON-LD des exports.",
                                                                            "The JSON-LD context of our exports."))),
        {"form": Both("json, jsonld (le contexte) ou markdown (une page à lire).",
                      "json, jsonld (the context) or markdown (a page to read).")},
    ),
    "doctor": Page(
        Both("dit si la base est saine.", "tells whether the store is sound."),
        Both("Moteur, comptes, contraintes, place sur le disque. Code de retour 1 quand quelque chose ne va pas.",
             "Engine, counts, constraints, room on the disk. Exit code 1 when something is wrong."),
        (("maillage doctor", Both("Le contrôle rapide.", "The quick check.")),
         ("maillage doctor --deep", Both("Recalcule tout le graphe et le compare.",
                                         "Computes the whole graph anew and compares."))),
        {"deep": Both("Recalculer le graphe depuis ses affirmations et le comparer à ce qui est montré.",
                      "Compute the graph anew from its claims and compare it with what is shown.")},
    ),
    "settings": Page(
        Both("chaque réglage, sa valeur et d'où elle vient.", "each setting, its value and where that comes from."),
        Both("Un réglage vient de la ligne de commande, sinon de l'environnement, sinon de sa valeur par défaut. "
             "Les secrets ne sont pas montrés.",
             "A setting comes from the command line, else from the environment, else from its default. "
             "Secrets are not shown."),
        (("maillage settings", Both("La liste.", "The list.")),
         ("MAILLAGE_PORT=9000 maillage settings --format json", Both("La même, pour un programme.", "The same, for a program."))),
        {"form": Both("La forme de la réponse.", "The form of the answer.")},
    ),
    "version": Page(
        Both("la version de maillage et de ses moteurs.", "the version of maillage and of its engines."),
        Both("", ""),
        (("maillage version", Both("À joindre quand vous signalez un défaut.", "To add when you report a fault.")),),
    ),
    "completion": Page(
        Both("le script qui complète les commandes dans votre shell.", "the script that completes the commands in your shell."),
        Both("Écrit le script sur la sortie standard ; l'exemple de votre shell l'installe.",
             "Writes the script on standard output; the example for your shell installs it."),
        (("maillage completion bash > ~/.local/share/bash-completion/completions/maillage", Both("bash", "bash")),
         ("maillage completion zsh > \"${fpath[1]}/_maillage\"", Both("zsh", "zsh")),
         ("maillage completion fish > ~/.config/fish/completions/maillage.fish", Both("fish", "fish"))),
        {"shell": Both("Votre shell.", "Your shell.")},
    ),
}

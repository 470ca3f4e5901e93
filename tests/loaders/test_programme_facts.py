"""The curated 2018 programme against the programme itself: facts read by a person, and the text's own words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maillage.schema.names import name_key
from tests.loaders.programme_rows import BY_ID, ENTITIES, LINKS, ONTOLOGY, PARTS, TRIPLES

# ---------------------------------------------------------------- what a reader finds in the text
PARTNERS = {
    "axe-observation": "universites cget adcf cnfpt centres-ressources unadel irdsu 4d",
    "seminaire-recompositions": "universite-paris-8",
    "journee-quebec-france": "",
    "axe-participation": "",
    "groupe-travail-participation": "cget cncd centres-ressources fcs unadel irdsu asterya institut-concertation appui "
    "ecole-renovation-urbaine adcf",
    "atelier-irdsu-grenoble": "irdsu unadel grenoble-alpes-metropole fcs centres-ressources",
    "axe-convergence-metiers": "universites irts unaforis cnfpt centres-ressources irdsu unadel",
    "journee-travail-social-dijon": "irtess-bourgogne universite-bourgogne unaforis trajectoire-ressources irdsu unadel",
    "journee-dsl-montpellier": "universite-paul-valery faire-ess unaforis reciprocites unadel",
    "recherche-action-tzcld": "cc-loire-nievre-bertranges irtess-bourgogne unaforis",
    "recherche-action-fabrique-ville": "",
    "journees-territoires-2018": "ademe territoires-conseils universites cget adcf cnfpt centres-ressources unadel irdsu "
    "ramau cerema 27e-region",
    "axe-gouvernance": "universites cget adcf cnfpt centres-ressources unadel irdsu",
    "journee-gouvernance-decembre": "adcf universites cget cnfpt centres-ressources unadel irdsu",
    "rencontres-nationales-participation-2018": "carrefour-metiers",
    "congres-cncd-2018": "carrefour-metiers",
}


@pytest.mark.parametrize("practice", PARTNERS)
def test_partners_are_those_named_on_that_practice_and_no_other(practice: str) -> None:
    found = {subject for subject, relation, target in TRIPLES if (relation, target) == ("PARTNER_IN", practice)}
    assert found == set(PARTNERS[practice].split())


DATES = {
    "projet-2018-2020": "2018",
    "journee-quebec-france": "2018-03-19",
    "seminaire-recompositions": "",
    "reunion-1-groupe-participation": "2018-05",
    "reunion-2-groupe-participation": "2018-09",
    "atelier-irdsu-grenoble": "2018-05-31/2018-06-01",
    "journees-nationales-irdsu": "",
    "journee-travail-social-dijon": "2018-06",  # the 27th or the 28th, not both
    "journee-dsl-montpellier": "2018-10",
    "journees-territoires-2018": "2018-11-07/2018-11-08",
    "journee-gouvernance-decembre": "2018-12",
    "journee-praticiens-territoriaux": "2018-02-01",
    "rencontres-nationales-participation-2018": "2018-03-06/2018-03-08",
    "groupe-echanges-crpv-paca": "2018-03-13",
    "congres-cncd-2018": "2018-10-11/2018-10-12",
}


@pytest.mark.parametrize("practice", DATES)
def test_dates_are_those_of_the_text(practice: str) -> None:
    assert BY_ID[practice]["start"] == DATES[practice]


def test_the_uncertain_day_is_noted_and_kept_as_spelled() -> None:
    row = BY_ID["journee-travail-social-dijon"]
    assert row["start_original"] == "27 ou 28 Juin"
    assert "27" in row["note"]
    assert "28" in row["note"]


PLACES = {
    "reunion-1-groupe-participation": "paris",
    "reunion-2-groupe-participation": "paris",
    "atelier-irdsu-grenoble": "grenoble",
    "journee-travail-social-dijon": "dijon",
    "journee-dsl-montpellier": "montpellier",
    "journees-territoires-2018": "paris",
    "journee-praticiens-territoriaux": "clermont-ferrand",
    "rencontres-nationales-participation-2018": "lille",
    "congres-cncd-2018": "sete",
    "journee-quebec-france": "",
    "journee-gouvernance-decembre": "",
    "groupe-echanges-crpv-paca": "",
}


@pytest.mark.parametrize("event", PLACES)
def test_events_take_place_where_the_text_says_or_nowhere(event: str) -> None:
    found = {target for subject, relation, target in TRIPLES if (subject, relation) == (event, "LOCATED_IN")}
    assert found == set(PLACES[event].split())


# subject, relation, object, role ("" = none expected)
FACTS = """
programme-action-2018 PART_OF projet-2018-2020
carrefour-metiers ORGANISES programme-action-2018
premier-ministre PARTNER_IN programme-action-2018 patronage affiché en couverture
ministere-cohesion-territoires PARTNER_IN programme-action-2018 patronage affiché en couverture
cget PART_OF premier-ministre
projet-2018-2020 CONCERNS transition-energetique
projet-2018-2020 CONCERNS transition-democratique
projet-2018-2020 USES hybridation-ressources
projet-2018-2020 MOBILISES mediation
projet-2018-2020 INVOLVES acteurs-associatifs
carrefour-metiers CONCERNS lien-recherche-formation-action
programme-action-2018 CONCERNS cohesion-territoriale
axe-observation PART_OF programme-action-2018 axe de travail
axe-participation PART_OF programme-action-2018 axe de travail
axe-convergence-metiers PART_OF programme-action-2018 axe de travail
axe-gouvernance PART_OF programme-action-2018 axe de travail
dispositif-recherche-action PART_OF programme-action-2018 dispositif
axe-observation CONCERNS tranquillite-publique
axe-observation PRODUCES recensement-etudes-ressources
axe-observation PRODUCES support-intervention
msh-paris-nord HOSTS journee-quebec-france
michel-didier SPEAKS_AT journee-quebec-france introduction
michel-didier AFFILIATED_WITH cget Conseiller auprès du Commissaire général délégué à l'égalité des territoires
denis-bourque SPEAKS_AT journee-quebec-france intervention
denis-bourque AFFILIATED_WITH departement-travail-social-uqo Directeur
pierre-jean-andrieu AFFILIATED_WITH unadel Administrateur
pierre-jean-andrieu AFFILIATED_WITH universite-paris-7 Ancien animateur du master développement local
pascal-petit SPEAKS_AT journee-quebec-france présentation
pascal-petit AFFILIATED_WITH universite-paris-13 Professeur émérite
michel-vernieres AFFILIATED_WITH universite-paris-1 Professeur émérite
michel-vernieres AFFILIATED_WITH acert Membre du réseau
johan-milian AFFILIATED_WITH universite-paris-8 Maître de conférences
johan-milian CONCERNS developpement-rural
dominic-foisy AFFILIATED_WITH uqo Professeur de travail social
journee-quebec-france RELATED_TO quebec compare
journee-quebec-france USES croisement-recherches
seminaire-recompositions USES mise-en-debat
axe-participation CONCERNS democratie-participative
axe-participation RELATED_TO conseils-citoyens en tire des enseignements
axe-participation RELATED_TO conferences-consensus en tire des enseignements
axe-participation MOBILISES animation-dispositifs-participatifs
axe-participation MOBILISES accompagnement-initiatives-citoyennes
axe-participation PRODUCES note-synthese-competence
conseils-developpement CONCERNS participation-instituee
emergences-citoyennes USES plaidoyer
emergences-citoyennes USES empowerment
groupe-travail-participation PART_OF axe-participation
groupe-travail-participation CONCERNS formation-professionnels
unadel HOSTS reunion-1-groupe-participation
unadel LOCATED_IN paris
atelier-irdsu-grenoble PART_OF journees-nationales-irdsu
irdsu ORGANISES journees-nationales-irdsu
atelier-irdsu-grenoble MOBILISES suivi-animation-conseils-citoyens
axe-convergence-metiers MOBILISES intermediation
axe-convergence-metiers INVOLVES metiers-participation
axe-convergence-metiers PRODUCES preconisations-formation-interacteurs
journee-travail-social-dijon INVOLVES travailleurs-sociaux
journee-travail-social-dijon MOBILISES postures-travailleurs-sociaux
irtess-bourgogne LOCATED_IN dijon
journee-dsl-montpellier CONCERNS developpement-social-local
recherche-action-tzcld LOCATED_IN territoire-loire-nievre-bertranges
cc-loire-nievre-bertranges PARTNER_IN recherche-action-tzcld site pressenti
recherche-action-fabrique-ville RELATED_TO collectif-habitants associe
collectif-habitants RELATED_TO anru peine à être entendu par
dispositif-recherche-action PRODUCES appel-candidature
journees-territoires-2018 INVOLVES urbanistes
journees-territoires-2018 RELATED_TO ecoutes-territoriales fait se rencontrer les territoires de
ramau PARTNER_IN journees-territoires-2018 collaboration
cerema PARTNER_IN journees-territoires-2018 collaboration
27e-region PARTNER_IN journees-territoires-2018 collaboration
axe-gouvernance USES co-construction
axe-gouvernance INVOLVES techniciens
axe-gouvernance CONCERNS finances-publiques
axe-gouvernance PRODUCES note-synthese-thematique
adcf PARTNER_IN journee-gouvernance-decembre définit la journée
journee-gouvernance-decembre INVOLVES dirigeants-territoriaux
agroparistech HOSTS journee-praticiens-territoriaux
cnfpt ORGANISES mooc-developpement-territorial
decider-ensemble ORGANISES rencontres-nationales-participation-2018
rencontres-nationales-participation-2018 CONCERNS innovation-democratique
crpv-paca ORGANISES groupe-echanges-crpv-paca
groupe-echanges-crpv-paca USES intervention-sociale-communautaire
crpv-paca LOCATED_IN paca
cncd ORGANISES congres-cncd-2018
diffusion-contribution PRODUCES site-internet
""".strip().splitlines()


@pytest.mark.parametrize("fact", FACTS)
def test_expected_facts(fact: str) -> None:
    subject, relation, target, *role = fact.split(" ", 3)
    assert (subject, relation, target) in TRIPLES
    assert TRIPLES[subject, relation, target]["role"] == (role[0] if role else "")


def test_what_the_text_does_not_say_is_not_said() -> None:
    assert [link for link in LINKS if link["relation"] in {"FUNDS", "HOLDS", "EXERCISES"}] == []
    assert ("pascal-petit", "AFFILIATED_WITH", "acert") not in TRIPLES
    assert BY_ID["congres-cncd-2018"]["status"] == "en discussion"
    assert BY_ID["journee-gouvernance-decembre"]["status"] == "à définir"
    assert "Fédération" not in BY_ID["fcs"]["aliases"], "an alias would merge FCS by rule, and its long form is a guess"


def test_several_spellings_are_one_entity() -> None:
    assert "Assemblée des communautés de France" in BY_ID["adcf"]["aliases"].split("|")
    assert TRIPLES["universite-paul-valery", "PARTNER_IN", "journee-dsl-montpellier"]["original"] == "Université PV Montpellier"
    assert TRIPLES["irtess-bourgogne", "PARTNER_IN", "recherche-action-tzcld"]["original"] == "IRTESS Dijon"
    assert TRIPLES["27e-region", "PARTNER_IN", "journees-territoires-2018"]["original"] == "27ième Région"
    assert TRIPLES["territoires-conseils", "PARTNER_IN", "journees-territoires-2018"]["original"] == "Territoire Conseil"


# ---------------------------------------------------------------- the programme's own words
def plain(text: str) -> str:
    """Letters and digits only, so that bold marks, quotation marks and line ends of the text do not matter."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.fixture
def text(shared: Path) -> str:
    return plain((shared / "data" / "programme" / "programme-action-2018.txt").read_text(encoding="utf-8"))


def occurs(words: str, text: str) -> bool:
    return f" {plain(words)} " in f" {text} "


def test_every_spelling_said_to_be_the_programmes_is_in_it(text: str) -> None:
    spelled = [(row["id"], row[column]) for row in ENTITIES for column in ("original", "start_original") if row[column]]
    spelled += [(f"{link['from']} {link['relation']} {link['to']}", link["original"]) for link in LINKS if link["original"]]
    assert len(spelled) >= 300
    assert [found for found in spelled if not occurs(found[1], text)] == []


def test_every_actor_and_territory_is_named_in_the_programme(text: str) -> None:
    named = [row for row in ENTITIES if ONTOLOGY.is_a(row["type"], "Actor") or row["type"] == "Territory"]
    assert [row["id"] for row in named if not (row["original"] and occurs(row["original"], text))] == []


def test_an_actor_answers_to_the_programmes_spelling() -> None:
    unnamed = {
        "ville-quartier": "Ville",
        "departement-travail-social-uqo": "Département de travail social",
    }  # words of everyday use
    for row in (row for row in ENTITIES if ONTOLOGY.is_a(row["type"], "Actor") and row["id"] not in unnamed):
        names = {name_key(name) for name in (row["name"], row["acronym"], *row["aliases"].split("|")) if name}
        assert name_key(row["original"].removeprefix("réseau ")) in names | {name_key(row["name"]).removeprefix("reseau ")}, row[
            "id"
        ]


def test_every_section_quotes_a_heading_of_the_programme(text: str) -> None:
    quoted = {found for row in ENTITIES + LINKS for found in re.findall(r"« (.*) »", row["section"])}
    assert len(quoted) == len(PARTS) - 2
    assert [heading for heading in quoted if not occurs(heading, text)] == []


def test_no_sentence_of_the_programme_is_copied(text: str) -> None:
    assert [row["id"] for row in ENTITIES if occurs(row["description"], text)] == []
    notes = [row["note"] for row in ENTITIES + LINKS if len(row["note"].split()) > 5]
    assert [note for note in notes if occurs(note, text)] == []


SIGNS = re.compile(r"\b(?:[A-Z]{3,}|[0-9]D|Asterya|AgroParisTech|APPUI)\b")
# Capitals that name no actor: words of the cover and of a title, a city, a course, two notions.
NOT_ACTORS = set("PROGRAMME ACTION COMMISSARIAT DES TERRITOIRES RENCONTRES NATIONALES PARTICIPATION LILLE MOOC DSL ESS".split())


def test_no_acronym_of_the_programme_is_forgotten(shared: Path) -> None:
    raw = (shared / "data" / "programme" / "programme-action-2018.txt").read_text(encoding="utf-8")
    known = {word for row in ENTITIES for word in re.findall(r"\w+", " ".join((row["name"], row["original"], row["acronym"])))}
    assert set(SIGNS.findall(raw)) - known - NOT_ACTORS == set()


def test_no_year_or_day_is_invented(text: str) -> None:
    """Every day of a date is a number of the programme; every year but the given one too."""
    words = set(text.split())
    for row in ENTITIES:
        for year, _, day in re.findall(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", row["start"]):
            assert year in words, row["id"]
            assert not day or {day, str(int(day)), f"{int(day)}er"} & words, row["id"]

"""What links lead to."""

import random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Found, FoundFile, Graph, Label, Link, Missing
from tests.records import note, wiki


def leads(graph: Graph, id: str) -> list[object]:
    return list(graph.links[id])


def codes(graph: Graph) -> list[str]:
    return [problem.code for problem in graph.problems]


def test_the_steps_are_tried_in_order_path_name_title_alias() -> None:
    graph = link(
        [
            note("a", links=(wiki("folder/x"), wiki("x"), wiki("A title"), wiki("An alias"))),
            note("folder/x", title="Something"),
            note("y", title="A title"),
            note("z", aliases=("An alias", "A title")),
        ]
    )
    assert leads(graph, "a") == [Found("folder/x"), Found("folder/x"), Found("y"), Found("z")]
    assert codes(graph) == []


def test_the_id_in_front_matter_is_a_name_too() -> None:
    other = note("cards/limit")
    meta = msgspec.structs.replace(other.linking.meta, extra={"id": "D-3AYJJ"})
    other = msgspec.structs.replace(other, linking=msgspec.structs.replace(other.linking, meta=meta))
    graph = link([note("a", links=(wiki("D-3AYJJ"),)), other])
    assert leads(graph, "a") == [Found("cards/limit")]
    assert codes(graph) == []


def test_a_wiki_link_may_be_escaped_as_an_address_is() -> None:
    links = (wiki("Long%20name.md"), wiki("../To%20do/One"), wiki("50%25"), wiki("Lost%20name"))
    graph = link([note("x/a", links=links), note("Long name"), note("To do/One"), note("50%25"), note("50%")])
    assert leads(graph, "x/a") == [Found("Long name"), Found("To do/One"), Found("50%25"), Missing()]
    assert codes(graph) == ["missing-note"]


def test_extension_case_and_unicode_form_do_not_matter() -> None:
    graph = link(
        [
            note("a", links=(wiki("B.md"), wiki("GRÖSSE"), wiki("no\u0308"))),
            note("b"),
            note("Größe"),
            note("nö"),
        ]
    )
    assert leads(graph, "a") == [Found("b"), Found("Größe"), Found("nö")]


def test_the_nearest_folder_wins_in_silence() -> None:
    graph = link([note("p/a", links=(wiki("x"),)), note("p/x"), note("q/x")])
    assert leads(graph, "p/a") == [Found("p/x")]
    assert codes(graph) == []


def test_of_several_with_a_name_the_one_in_the_nearest_folder_is_meant() -> None:
    graph = link([note("p/a", links=(wiki("x"),)), note("p/deep/x"), note("q/x")])
    assert leads(graph, "p/a") == [Found("p/deep/x")]
    assert codes(graph) == []


def test_several_at_the_same_distance_are_reported_with_the_candidates() -> None:
    graph = link([note("a", links=(wiki("x"),)), note("p/x"), note("q/x")])
    assert leads(graph, "a") == [Found("p/x")]
    assert codes(graph) == ["ambiguous-link"]
    assert "q/x" in graph.problems[0].hint


def test_the_page_of_a_folder_that_is_not_there_is_not_that_of_another() -> None:
    links = (wiki("api/x/index"), wiki("api/README.md"), wiki("x/q/index"))
    graph = link([note("a", links=links), note("index"), note("README"), note("p/x/q/index")])
    missing, readme, ending = leads(graph, "a")
    assert isinstance(missing, Missing) and isinstance(readme, Missing)
    assert ending == Found("p/x/q/index")
    assert codes(graph)[:2] == ["missing-note", "missing-note"]


def test_an_embed_of_another_file_of_the_notes_own_name_does_not_show_the_note() -> None:
    path = "../../CHANGELOG.md"
    assert codes(link([note("docs/changelog", links=(wiki(path, embed=True),))])) == ["missing-note"]
    assert codes(link([note("docs/changelog", links=(wiki(path),))])) == ["wrong-path"]


def test_a_path_that_leads_nowhere_is_found_by_its_last_part_and_reported() -> None:
    graph = link([note("a", links=(Link("old/b.md", "", "relref", "b"),)), note("new/b")])
    assert leads(graph, "a") == [Found("new/b")]
    assert codes(graph) == ["wrong-path"]


def test_addresses_of_sites_whose_pages_have_folders_lead_to_the_notes() -> None:
    graph = link(
        [note("p/a", links=(wiki("../b/"), wiki("../../c/"), wiki("../d/"))), *map(note, ("p/b", "c", "d"))]
    )
    assert leads(graph, "p/a") == [Found("p/b"), Found("c"), Found("d")]
    assert codes(graph) == []


def test_a_missing_note_offers_the_nearest_title() -> None:
    graph = link([note("a", links=(wiki("Polcy gradient"),)), note("b", title="Policy gradient")])
    assert leads(graph, "a") == [Missing()]
    assert "Policy gradient" in graph.problems[0].hint


def test_a_link_to_a_withheld_note_is_missing_and_only_the_hint_says_why() -> None:
    graph = link([note("a", links=(wiki("secret"),))], withheld=["secret"])
    assert leads(graph, "a") == [Missing()]
    assert "not published" in graph.problems[0].hint
    assert "not published" not in graph.problems[0].message


def test_fragments_are_found_by_id_text_slug_nesting_block_and_label() -> None:
    label = Label("eq:one", "equation", "equation-1")
    target = note("b", headings=("First part", "Proof", "Second part"), labels=(label,))
    sought = ("first-part", "First Part", "second part", "eq:one")
    graph = link([note("a", links=tuple(wiki(f"b#{name}") for name in sought)), target])
    assert [found.anchor for found in leads(graph, "a") if isinstance(found, Found)] == [
        "first-part",
        "first-part",
        "second-part",
        "equation-1",
    ]


def test_a_fragment_that_does_not_exist_leads_to_the_page_and_is_reported() -> None:
    graph = link([note("a", links=(wiki("b#nowhere"),)), note("b")])
    assert leads(graph, "a") == [Found("b", broken_fragment=True)]
    assert codes(graph) == ["missing-fragment"]


def test_files_are_found_by_path_and_by_name_and_static_ones_from_the_root() -> None:
    a = note("p/a", links=(wiki("doc.pdf"),), images=("img/x.png", "X.PNG", "/ox/y.png", "none.png"))
    graph = link([a], ["p/img/x.png", "q/doc.pdf"], [["ox/y.png"]])
    assert leads(graph, "p/a") == [FoundFile("q/doc.pdf")]
    assert graph.images["p/a"] == (
        FoundFile("p/img/x.png"),
        FoundFile("p/img/x.png"),
        FoundFile("ox/y.png", 0),
        Missing(),
    )
    assert codes(graph) == ["missing-file"]


def test_backlinks_name_each_paragraph_once_and_sources_by_title() -> None:
    graph = link(
        [note("c", title="Zebra", links=(wiki("t"),)), note("b", title="ape", links=(wiki("t"),)), note("t")]
    )
    assert [backlink.source for backlink in graph.backlinks["t"]] == ["b", "c"]
    assert "t" not in {backlink.source for backlink in graph.backlinks["t"]}


def test_references_mean_the_own_notes_label_first() -> None:
    label = Label("eq:e", "equation", "e")
    graph = link([note("a", labels=(label,), references=("eq:e",)), note("b", labels=(label,))])
    assert graph.references["a"][0] is not None
    assert graph.references["a"][0].id == "a"
    assert codes(graph) == []


def test_a_label_in_two_notes_is_reported_only_where_a_third_refers_to_it() -> None:
    label = Label("eq:e", "equation", "e")
    graph = link([note("a", labels=(label,)), note("b", labels=(label,)), note("c", references=("eq:e",))])
    assert codes(graph) == ["ambiguous-label"]
    assert graph.problems[0].path == "c.md"


targets = st.text(st.sampled_from("abAB/.# ^é"), max_size=8)


@given(st.lists(targets, max_size=8), st.randoms(use_true_random=False))
def test_any_targets_resolve_alike_in_any_order_of_notes(sought: list[str], order: random.Random) -> None:
    notes = [
        note("a", links=tuple(wiki(target) for target in sought)),
        note("b", title="A"),
        note("a/b", aliases=("B",)),
        note("b/a"),
        note("é", title="a b"),
    ]
    shuffled = list(notes)
    order.shuffle(shuffled)
    assert link(notes, ["a/x.png"]) == link(shuffled, ["a/x.png"])


def test_the_hint_makes_the_note_that_the_link_means() -> None:
    links = {
        wiki("Ring theory"): 'wiki new "Ring theory"',
        wiki("rings/Ideals"): 'wiki new "rings/Ideals.md"',
        wiki("Cost of $5"): "wiki new 'Cost of $5'",
        Link("x.md", "", "relref", "x"): 'wiki new "p/x.md"',
        Link("/q/x.md", "", "relref", "x"): 'wiki new "q/x.md"',
        Link("../x", "", "path", "x"): 'wiki new "x.md"',
    }
    for link_to, hint in links.items():
        (told,) = link([note("p/a", links=(link_to,))]).problems
        assert told.hint == f"Write it ({hint}), or correct the link."
    (told,) = link([note("a", links=(Link("../x.md", "", "path", "x"),))]).problems
    assert told.hint == "Correct the link: it leads out of the folder of notes."


def test_a_page_within_a_page_is_found_by_its_name_with_slashes() -> None:
    graph = link([note("a", links=(wiki("b/c"), wiki("D/e"))), note("pages/b___c"), note("pages/d%2Fe")])
    assert leads(graph, "a") == [Found("pages/b___c"), Found("pages/d%2Fe")]
    assert codes(graph) == []


def test_a_place_is_found_in_whatever_note_it_is() -> None:
    links = (Link("here", "", "path", "w"), Link("", "^1f", "wiki", "#^1f"), Link("", "fig-x", "path", "w"))
    there = note("b", labels=(Label("fig-x", "figure", "fig-x"),))
    linking = msgspec.structs.replace(
        there.linking, anchors=("here", "^1f", "fig-x"), places={"here": "", "^1f": "Some words"}
    )
    graph = link([note("a", links=links), msgspec.structs.replace(there, linking=linking)])
    assert leads(graph, "a") == [Found("b", "here"), Found("b", "^1f"), Found("b", "fig-x")]
    assert codes(graph) == []


def test_words_before_the_target_are_understood_where_nothing_else_answers() -> None:
    graph = link(
        [note("a", links=(Link("some words", "", "wiki", "b"), Link("b", "", "wiki", "a"))), note("b")]
    )
    assert leads(graph, "a") == [Found("b"), Found("b")]
    assert codes(graph) == []


def test_a_place_whose_name_looks_like_an_address_is_a_place() -> None:
    links = (Link("sec:proofs", "", "path", "w"), Link("app:open", "", "path", "w"))
    there = note("b")
    linking = msgspec.structs.replace(there.linking, anchors=("sec:proofs",), places={"sec:proofs": ""})
    graph = link([note("a", links=links), msgspec.structs.replace(there, linking=linking)])
    assert leads(graph, "a") == [Found("b", "sec:proofs"), Missing()]
    assert codes(graph) == ["unsafe-address"]


def test_hyphens_for_blanks_and_days_in_words_are_found_last() -> None:
    links = (wiki("Some page"), wiki("Jan 3rd, 2024"), wiki("2024-01-03"), wiki("x y"))
    names = ("Some-Page", "journals/2024_01_03", "p/x-y", "x y")
    graph = link([note("a", links=links), *(note(name) for name in names)])
    day = Found("journals/2024_01_03")
    assert leads(graph, "a") == [Found("Some-Page"), day, day, Found("x y")]
    assert codes(graph) == []


def test_the_id_that_a_zettelkasten_begins_a_name_with_is_enough() -> None:
    links = (wiki("202401031200"), wiki("20240103120001"), wiki("202401031300"), wiki("20240103"))
    names = ("z/202401031200 Groups", "20240103120001-rings", "2024-01-03", "20240103 plans")
    graph = link([note("a", links=links), *(note(name) for name in names)])
    groups, rings = Found("z/202401031200 Groups"), Found("20240103120001-rings")
    assert leads(graph, "a") == [groups, rings, Missing(), Found("2024-01-03")]


def test_a_path_may_begin_with_the_name_of_the_folder_of_notes() -> None:
    graph = link(
        [note("p/a", links=(wiki("vault/x"), wiki("other/x"))), note("x")], config=Config(content="my/vault/")
    )
    assert leads(graph, "p/a")[0] == Found("x")


def test_a_link_to_a_missing_file_is_reported_as_one_and_not_as_a_note() -> None:
    graph = link([note("a", links=(wiki("doc.pdf"), wiki("doc")))])
    assert leads(graph, "a") == [Missing(), Missing()]
    assert codes(graph) == ["missing-file", "missing-note"]
    paths = ("code.py", "a/data.json", "x.md", "x.html", "v1.2", "dr.who is")
    graph = link([note("a", links=tuple(Link(path, "", "path", path) for path in paths))])
    assert codes(graph) == ["missing-file"] * 2 + ["missing-note"] * 4


def test_a_link_outside_any_paragraph_makes_a_backlink_without_words() -> None:
    a = note("a", links=(wiki("b"),))
    bare = msgspec.structs.replace(a, facts=msgspec.structs.replace(a.facts, link_contexts=(-1,)))
    (found,) = link([bare, note("b")]).backlinks["b"]
    assert (found.source, found.contexts) == ("a", ())


def test_a_title_with_a_number_sign_is_found_although_links_end_there() -> None:
    graph = link(
        [note("a", links=(wiki("C# basics"), wiki("C#"), wiki("gone#C"))), note("b", title="C# basics")]
    )
    assert leads(graph, "a") == [Found("b"), Missing(), Missing()]
    assert codes(graph) == ["missing-note", "missing-note"]


def test_a_path_to_the_root_leads_to_the_front_page_where_no_note_is_it() -> None:
    paths = ("/", "/index.html", "index.html", "./", "../", "../index.md")
    for id, expected in (("a", [1, 1, 1, 1, 1, 1]), ("f/a", [1, 1, 0, 0, 1, 1])):
        links = tuple(Link(path, "", "path", "home") for path in paths)
        graph = link([note(id, links=links)])
        assert leads(graph, id) == [Missing(front=bool(one)) for one in expected]
        assert codes(graph) == ["missing-note"] * expected.count(0)
    graph = link([note("a", links=(Link("/", "", "path", "home"),)), note("index")])
    assert leads(graph, "a") == [Found("index")]

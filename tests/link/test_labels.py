"""Which label a reference means, where several notes have one of its key."""

from notes_wiki.link.labels import Labels
from notes_wiki.model import Label
from tests.records import note


def heading(key: str) -> Label:
    return Label(key, "section", key, numbered=False)


NOTES = {
    one.id: one
    for one in (
        note("a/one", labels=(heading("usage"), heading("summary"))),
        note("b/one", labels=(heading("usage"), Label("summary", "theorem", "summary"))),
        note("b/two", references=("usage", "summary", "sec:usage")),
        note("c/two", references=("usage",)),
        note(
            "d/own", labels=(heading("bound"), Label("bound", "equation", "bound-1")), references=("bound",)
        ),
    )
}


def led(id: str) -> list[tuple[str, int] | None]:
    found = Labels(NOTES).resolve(id, NOTES[id].linking)
    return [(target.id, target.label) if target else None for target in found]


def test_a_heading_in_the_same_folder_comes_before_others() -> None:
    assert led("b/two")[0] == ("b/one", 0)
    assert Labels(NOTES).problems(NOTES["b/two"])[0].code == "missing-label"  # sec:usage alone
    assert [found.code for found in Labels(NOTES).problems(NOTES["c/two"])] == ["ambiguous-label"]


def test_ids_of_headings_give_way_to_other_labels_and_are_none_that_come_twice() -> None:
    assert led("b/two")[1:] == [("b/one", 1), None]
    assert led("d/own") == [("d/own", 1)]
    assert Labels(NOTES).problems(NOTES["d/own"]) == []


def test_what_is_edited_is_looked_up_anew() -> None:
    labels = Labels(NOTES)
    labels.update(NOTES["b/one"].linking, note("b/one", labels=(heading("other"),)))
    target = labels.resolve("b/two", NOTES["b/two"].linking)[0]
    assert target is not None
    assert target.id == "a/one"

"""What statements are called in languages that the site itself may not be in.

Out: `NAMES_ELSEWHERE`: kind -> its names; `elsewhere(name)`: the kind that such a name means, also where it
     is typed without its accents, and the name as it is spelled; `SHORT`, `SHORT_IN_PAPERS`: what
     callouts and LaTeX's environments call them for short.
"""

from __future__ import annotations

import unicodedata
from functools import cache

NAMES_ELSEWHERE: dict[str, tuple[str, ...]] = {
    kind: tuple(names.split(", "))
    for kind, names in {
        "theorem": "satz, teorema, théorème, teorem, twierdzenie, věta, veta, stelling, sats, sætning, "
        "теорема, định lý, định lí, 定理, 정리",
        "definition": "definición, definizione, definição, définition, definicja, definice, definitie, "
        "definisjon, definisi, определение, визначення, означення, định nghĩa, 定义, 定義, 정의",
        "lemma": "lema, lemme, lemat, лемма, лема, bổ đề, 引理, 補題",
        "proposition": "proposición, proposizione, proposição, proposisjon, satz, stwierdzenie, предложение, "
        "утверждение, твердження, mệnh đề, 命题",
        "corollary": "corolario, corollario, corolário, corollaire, korollar, korollarium, følgesætning, "
        "folgerung, wniosek, důsledek, следствие, наслідок, hệ quả, 推论",
        "example": "ejemplo, esempio, exemplo, exemple, beispiel, przykład, příklad, voorbeeld, exempel, "
        "eksempel, пример, приклад, ví dụ, 例, 例题",
        "remark": "observación, osservazione, observação, remarque, bemerkung, uwaga, poznámka, opmerking, "
        "anmerkung, bemærkning, замечание, зауваження, nhận xét, 注",
        "exercise": "ejercicio, esercizio, exercício, exercice, übung, aufgabe, opgave, øvelse, zadanie, "
        "cvičení, oefening, упражнение, задача, bài tập, 练习",
        "solution": "solución, soluzione, solução, lösung, løsning, rozwiązanie, řešení, oplossing, решение, "
        "lời giải, 解",
        "proof": "demostración, prueba, dimostrazione, demonstração, démonstration, preuve, beweis, dowód, "
        "důkaz, bewijs, bevis, доказательство, доведення, chứng minh, 证明, 證明, 証明, 증명",
        "axiom": "axioma, axiome, aksiom, aksjomat, аксиома, аксіома, 公理",
        "conjecture": "vermutung, conjetura, congettura, conjectura, formodning, гипотеза, 猜想, 予想",
        "claim": "behauptung, påstand, påstående, affirmation, afirmación, affermazione, afirmação, bewering",
        "problem": "problema, problème, проблема, 问题",
        "notation": "notación, notazione, notação, notasjon, notatie, обозначение, 记号",
        "assumption": "annahme, voraussetzung, antagelse, antagande, suposición, assunzione, suposição, "
        "aanname",
        "algorithm": "algorithmus, algoritmo, algorithme, algoritme, algoritm, алгоритм, 算法",
        "observation": "beobachtung, iagttagelse, наблюдение",
        "fact": "tatsache, kendsgerning, faktum, fakta",
        "property": "eigenschaft, egenskab, egenskap, propiedad, proprietà, propriété, propriedade, "
        "eigenschap, свойство, 性质",
        "criterion": "kriterium, criterio, critère, critério, criterium, критерий",
        "hypothesis": "hypothese, hypothèse, hypotese, hypotes, hipótesis, ipotesi, hipótese",
        "postulate": "postulat, postulado, postulato, постулат",
        "principle": "prinzip, princip, prinsipp, principio, principe, princípio, принцип, 原理",
        "convention": "konvention, konvensjon, convención, convenzione, convenção, соглашение",
    }.items()
}
"""Kind -> its names, in lower case."""

SHORT: dict[str, str] = {
    "teo": "teorema", "dim": "dimostrazione", "dem": "proof", "oss": "osservazione", "exo": "exercice",
    "bsp": "beispiel", "bem": "bemerkung", "bew": "beweis",
}  # fmt: skip
"""Short names that are usual for callouts, and what they are short for. Elsewhere they may mean something
else (`dim` is a class for pale text), and `dem` is short for words of several languages."""
SHORT_IN_PAPERS: dict[str, str] = {
    short: kind
    for kind, names in {
        "theorem": "thrm thme theo teo teor",
        "lemma": "lemm lma",
        "proposition": "propn propo",
        "corollary": "coro corol crl corr",
        "definition": "defi defin dfn",
        "example": "eg exmp exam examp exampl expl",
        "remark": "rmq rmrk remk rk",
        "notation": "notn nota ntn",
        "exercise": "exer exerc exc exo xca",
        "problem": "prob",
        "assumption": "ass assump",
        "hypothesis": "hyp",
        "proof": "newproof myproof demo",
    }.items()
    for short in names.split()
}
"""Short names that papers give to their environments -> kind. Elsewhere they may mean something else."""

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _plain(name: str) -> str:
    """A name without its accents."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", name.translate(_LETTERS))
        if not unicodedata.combining(char)
    )


@cache  # made when the first name is looked up that is none of the usual ones
def _spellings() -> dict[str, tuple[str, str]]:
    """Name as it may be typed -> kind, and how the name is spelled. What a name means first stands."""
    known: dict[str, tuple[str, str]] = {}
    named = [(kind, name) for kind, names in NAMES_ELSEWHERE.items() for name in names]
    for kind, name in named:
        known.setdefault(name, (kind, name.capitalize()))
    for kind, name in named:
        for typed in (_plain(name), _plain(name.translate(_DIGRAPHS))):
            known.setdefault(typed, (kind, name.capitalize()))
    return known


def elsewhere(name: str) -> tuple[str, str]:
    """The kind that a name in lower case means in some language, and the name as it is shown, or twice
    ""."""
    return _spellings().get(name, ("", ""))

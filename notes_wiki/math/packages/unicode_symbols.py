r"""Symbols that unicode-math, stmaryrd and cmll name and the engine does not know: the characters themselves.

In:  nothing: a table.
Out: `SYMBOLS`, each control word as TeX of the character's kind.
"""

from __future__ import annotations

_BINARY = """
    Nand=⊼ Nor=⊽ Otimes=⨷ Sqcap=⩎ Sqcup=⩏ Vee=⩔ Wedge=⩓ Xor=⊻ barcap=⩃ barcup=⩂ barvee=⊽ boxast=⧆ boxbox=⧈
    boxcircle=⧇ boxslash=⧄ capbarcup=⩈ capdot=⩀ capovercup=⩇ circledequal=⊜ circledparallel=⦷
    circledvert=⦶ circlehbar=⦵ closedvarcap=⩍ closedvarcup=⩌ concavediamond=⟡ concavediamondtickleft=⟢
    concavediamondtickright=⟣ cupovercap=⩆ dotminus=∸ doublebarvee=⩢ fullouterjoin=⟗ interleave=⫴
    invlazys=∾ leftouterjoin=⟕ lozengeminus=⟠ minusdot=⨪ minusfdots=⨫ minusrdots=⨬ obar=⌽ obslash=⦸ odiv=⨸
    ogreaterthan=⧁ olessthan=⧀ operp=⦹ otimeshat=⨶ rightouterjoin=⟖ sdot=⋅ shuffle=⧢ smashtimes=⨳ sslash=⫽
    threedotcolon=⫶ triangleminus=⨺ triangleplus=⨹ triangletimes=⨻ twocaps=⩋ twocups=⩊ veedot=⟇ baro=⌽
    boxbar=◫ boxbslash=⧅ boxempty=□ fatsemi=⨟ fatslash=⫽ leftslice=⪦ rightslice=⪧ talloblong=⫿
    varbigcirc=◯ varcurlyvee=⋎ varcurlywedge=⋏ vartimes=× varotimes=⊗ varoast=⊛ varobar=⌽ varodot=⊙
    varoslash=⊘ varobslash=⦸ varocircle=⊚ varoplus=⊕ varominus=⊖ bindnasrepma=⅋ Yup=⅄ veedoublebar=⩣
    veeonvee=⩖ wedgebar=⩟ wedgedot=⟑ wedgedoublebar=⩠ wedgeonwedge=⩕ whitesquaretickleft=⟤
    whitesquaretickright=⟥ blackhourglass=⧗ hourglass=⧖
"""
_RELATIONS = """
    Perp=⫫ backcong=≌ eqeqeq=⩶ multimapboth=⧟ multimapinv=⟜ strictfi=⥼ strictif=⥽ typecolon=⦂ scoh=⌢
    sincoh=⌣ longRightleftharpoons=⥂
    longLeftrightharpoons=⥄ shortleftarrow=← shortrightarrow=→ shortuparrow=↑ shortdownarrow=↓ nnearrow=⇗
    nnwarrow=⇖ ssearrow=⇘ sswarrow=⇙ leftarrowtriangle=⇽ rightarrowtriangle=⇾ leftrightarrowtriangle=⇿
    Mapsfrom=⤆ Mapsto=⤇ Longmapsfrom=⟽ Longmapsto=⟾ subsetplus=⪿ supsetplus=⫀ trianglelefteqslant=⊴
    trianglerighteqslant=⊵ ntrianglelefteqslant=⋬ ntrianglerighteqslant=⋭ nsimeq=≄ napprox=≉ nsqsubseteq=⋢
    nsqsupseteq=⋣ chemequilibrium=⇌ equilibriumRight=⥂
    equilibriumLeft=⥄
"""
_LARGE = """
    bigcurlyvee=⋁ bigcurlywedge=⋀ biginterleave=⫼ landupint=∱ bigcupplus=⨄ intcap=⨙ intcup=⨚ intlarhk=⨗
    intx=⨘ pointint=⨕ rppolint=⨒ scpolint=⨓ sqint=⨖
"""
_ORDINARY = """
    lambdabar=ƛ lambdaslash=ƛ Bot=⫫ Coppa=Ϙ DH=Ð DJ=Đ Koppa=Ϟ NG=Ŋ Sampi=Ϡ Stigma=Ϛ TH=Þ astrosun=☉
    ballotx=✗ cent=¢ coppa=ϙ dh=ð dj=đ invamp=⅋ koppa=ϟ leftmoon=☾ ng=ŋ oc=! rightmoon=☽ sampi=ϡ shift=↕
    shneg=↑ shpos=↓ smiley=☺ standardstate=⦵ stigma=ϛ upand=⅋ varcoppa=ϙ wn=? tripledash=┄
"""


def _table(pairs: str, kind: str) -> dict[str, str]:
    return {name: kind.format(sign) for name, _, sign in (pair.partition("=") for pair in pairs.split())}


SYMBOLS: dict[str, str] = {
    **_table(_BINARY, "\\mathbin{{{}}}"),
    **_table(_RELATIONS, "\\mathrel{{{}}}"),
    **_table(_LARGE, "{}"),
    **_table("lbag=⟅ Lbag=⟅", "\\mathopen{{{}}}"),
    **_table("rbag=⟆ Rbag=⟆", "\\mathclose{{{}}}"),
    **_table(_ORDINARY, "\\mathord{{{}}}"),
}

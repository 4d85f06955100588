r"""The characters of TeX's fonts for mathematics, by their numbers: those of LaTeX itself and of amssymb.

In:  nothing: tables.
Out: `FONTS`: for each font, what class its characters are of and which command each is; `ACCENTS` likewise.

Source: fontmath.ltx, amssymb.sty and stmaryrd.sty, which declare these commands.
"""

from __future__ import annotations

Characters = dict[int, tuple[str, str]]
"""Numbers to classes ("rel") and commands."""


def _table(**classes: str) -> Characters:
    """`"14leq"`: the number in two hexadecimal digits, and the name of the command."""
    return {
        int(one[:2], 16): (kind, f"\\{one[2:]}" if one[2:].isalpha() else one[2:])
        for kind, names in classes.items()
        for one in names.split()
    }


_OPERATORS = _table(
    ord=(
        "00Gamma 01Delta 02Theta 03Lambda 04Xi 05Pi 06Sigma 07Upsilon 08Phi 09Psi 0AOmega 10imath 11jmath "
        "2F/ 23\\# 24\\$ 25\\% 26\\& 2E."
    ),
    bin="2B+",
    rel="3A: 3D=",
    open="28( 5B[",
    close="29) 5D] 21! 3F?",
    punct="3B; 2C,",
)
_LETTERS = _table(
    ord=(
        "00varGamma 01varDelta 02varTheta 03varLambda 04varXi 05varPi 06varSigma 07varUpsilon 08varPhi "
        "09varPsi 0AvarOmega 0Balpha 0Cbeta 0Dgamma 0Edelta 0Fepsilon 10zeta 11eta 12theta 13iota 14kappa "
        "15lambda 16mu 17nu 18xi 19pi 1Arho 1Bsigma 1Ctau 1Dupsilon 1Ephi 1Fchi 20psi 21omega 22varepsilon "
        "23vartheta 24varpi 25varrho 26varsigma 27varphi 3A. 3D/ 40partial 5Bflat 5Cnatural 5Dsharp 60ell "
        "7Bimath 7Cjmath 7Dwp"
    ),
    bin="2Etriangleright 2Ftriangleleft 3Fstar",
    rel=("28leftharpoonup 29leftharpoondown 2Arightharpoonup 2Brightharpoondown 3C< 3E> 5Esmile 5Ffrown"),
    punct="3B,",
)
_EULER = {
    slot: (kind, name.replace("\\var", "\\Up") if slot < 11 else name.replace("\\", "\\up"))
    for slot, (kind, name) in _LETTERS.items()
    if slot < 0x28
}
_SYMBOLS = _table(
    ord=(
        "30prime 31infty 34triangle 38forall 39exists 3Aneg 3Bemptyset 3CRe 3DIm 3Etop 3Fbot 40aleph "
        "6Ebackslash 70surd 72nabla 78S 7BP 7Cclubsuit 7Ddiamondsuit 7Eheartsuit 7Fspadesuit"
    ),
    op="73smallint",
    bin=(
        "00- 01cdot 02times 03ast 04div 05diamond 06pm 07mp 08oplus 09ominus 0Aotimes 0Boslash 0Codot "
        "0Dbigcirc 0Ecirc 0Fbullet 35bigtriangledown 5Bcup 5Ccap 5Duplus 5Ewedge 5Fvee 6Fwr 71amalg "
        "74sqcup 75sqcap 79dagger 7Addagger"
    ),
    rel=(
        "10asymp 11equiv 12subseteq 13supseteq 14leq 15geq 16preceq 17succeq 18sim 19approx 1Asubset "
        "1Bsupset 1Cll 1Dgg 1Eprec 1Fsucc 20leftarrow 21rightarrow 22uparrow 23downarrow 24leftrightarrow "
        "25nearrow 26searrow 27simeq 28Leftarrow 29Rightarrow 2AUparrow 2BDownarrow 2CLeftrightarrow "
        "2Dnwarrow 2Eswarrow 2Fpropto 32in 33ni 60vdash 61dashv 6Cupdownarrow 6DUpdownarrow 76sqsubseteq "
        "77sqsupseteq"
    ),
    open="62lfloor 64lceil 66lbrace 68langle 6Avert 6BVert",
    close="63rfloor 65rceil 67rbrace 69rangle",
)
_LARGE = _table(
    op=(
        "46bigsqcup 47bigsqcup 48oint 49oint 4Abigodot 4Bbigodot 4Cbigoplus 4Dbigoplus 4Ebigotimes "
        "4Fbigotimes 50sum 51prod 52int 53bigcup 54bigcap 55biguplus 56bigwedge 57bigvee 58sum 59prod 5Aint "
        "5Bbigcup 5Cbigcap 5Dbiguplus 5Ebigwedge 5Fbigvee 60coprod 61coprod"
    ),
    open="00( 02[ 04lfloor 06lceil 08lbrace 0Alangle 3Algroup",
    close="01) 03] 05rfloor 07rceil 09rbrace 0Brangle 3Brgroup",
)
_AMS_A = _table(
    ord=(
        "03square 04blacksquare 06lozenge 07blacklozenge 38backprime 46bigstar 48blacktriangledown "
        "4Dvartriangle 4Eblacktriangle 4Ftriangledown 55yen 58checkmark 5Cangle 5Dmeasuredangle "
        "5Esphericalangle 72circledR 73circledS 7Amaltese 7Bcomplement"
    ),
    bin=(
        "00boxdot 01boxplus 02boxtimes 05centerdot 0Cboxminus 59veebar 5Abarwedge 5Bdoublebarwedge 64Cup "
        "65Cap 66curlywedge 67curlyvee 68leftthreetimes 69rightthreetimes 75dotplus 7Cintercal "
        "7Dcircledcirc 7Ecircledast 7Fcircleddash"
    ),
    rel=(
        "08circlearrowright 09circlearrowleft 0Arightleftharpoons 0Bleftrightharpoons 0DVdash 0EVvdash "
        "0FvDash 10twoheadrightarrow 11twoheadleftarrow 12leftleftarrows 13rightrightarrows 14upuparrows "
        "15downdownarrows 16upharpoonright 17downharpoonright 18upharpoonleft 19downharpoonleft "
        "1Arightarrowtail 1Bleftarrowtail 1Cleftrightarrows 1Drightleftarrows 1ELsh 1FRsh "
        "20rightsquigarrow 21leftrightsquigarrow 22looparrowleft 23looparrowright 24circeq 25succsim "
        "26gtrsim 27gtrapprox 28multimap 29therefore 2Abecause 2Bdoteqdot 2Ctriangleq 2Dprecsim 2Elesssim "
        "2Flessapprox 30eqslantless 31eqslantgtr 32curlyeqprec 33curlyeqsucc 34preccurlyeq 35leqq "
        "36leqslant 37lessgtr 3Arisingdotseq 3Bfallingdotseq 3Csucccurlyeq 3Dgeqq 3Egeqslant 3Fgtrless "
        "40sqsubset 41sqsupset 42vartriangleright 43vartriangleleft 44trianglerighteq 45trianglelefteq "
        "47between 49blacktriangleright 4Ablacktriangleleft 50eqcirc 51lesseqgtr 52gtreqless 53lesseqqgtr "
        "54gtreqqless 56Rrightarrow 57Lleftarrow 5Fvarpropto 60smallsmile 61smallfrown 62Subset 63Supset "
        "6Asubseteqq 6Bsupseteqq 6Cbumpeq 6DBumpeq 6Elll 6Fggg 74pitchfork 76backsim 77backsimeq"
    ),
    open="70ulcorner 78llcorner",
    close="71urcorner 79lrcorner",
)
_AMS_B = _table(
    ord=(
        "1Ediagup 1Fdiagdown 3Fvarnothing 40nexists 60Finv 61Game 66mho 67eth 69beth 6Agimel 6Bdaleth "
        "7Adigamma 7Bvarkappa 7CBbbk 7Dhslash 7Ehbar"
    ),
    bin="3Edivideontimes 6Clessdot 6Dgtrdot 6Eltimes 6Frtimes 72smallsetminus",
    rel=(
        "00lvertneqq 01gvertneqq 02nleq 03ngeq 04nless 05ngtr 06nprec 07nsucc 08lneqq 09gneqq 0Anleqslant "
        "0Bngeqslant 0Clneq 0Dgneq 0Enpreceq 0Fnsucceq 10precnsim 11succnsim 12lnsim 13gnsim 14nleqq "
        "15ngeqq 16precneqq 17succneqq 18precnapprox 19succnapprox 1Alnapprox 1Bgnapprox 1Cnsim 1Dncong "
        "20varsubsetneq 21varsupsetneq 22nsubseteqq 23nsupseteqq 24subsetneqq 25supsetneqq "
        "26varsubsetneqq 27varsupsetneqq 28subsetneq 29supsetneq 2Ansubseteq 2Bnsupseteq 2Cnparallel "
        "2Dnmid 2Enshortmid 2Fnshortparallel 30nvdash 31nVdash 32nvDash 33nVDash 34ntrianglerighteq "
        "35ntrianglelefteq 36ntriangleleft 37ntriangleright 38nleftarrow 39nrightarrow 3AnLeftarrow "
        "3BnRightarrow 3CnLeftrightarrow 3Dnleftrightarrow 68eqsim 70shortmid 71shortparallel 73thicksim "
        "74thickapprox 75approxeq 76succapprox 77precapprox 78curvearrowleft 79curvearrowright "
        "7Fbackepsilon"
    ),
)
_ST_MARY = _table(ord="20lightning", open="4Allbracket", close="4Brrbracket")
FONTS: dict[str, Characters] = {
    "operators": _OPERATORS,
    "letters": _LETTERS,
    "symbols": _SYMBOLS,
    "largesymbols": _LARGE,
    "AMSa": _AMS_A,
    "AMSb": _AMS_B,
    "eur": _EULER,
    "stmry": _ST_MARY,
    "mathx": {},
}
"""By the names that LaTeX and amssymb give them, else by their family."""


def _accents(names: str) -> dict[int, str]:
    return {int(one[:2], 16): f"\\{one[2:]}" for one in names.split()}


ACCENTS = {
    "operators": _accents("12grave 13acute 14check 15breve 16bar 17mathring 5Ehat 5Fdot 7Etilde 7Fddot"),
    "letters": _accents("7Evec"),
    "largesymbols": _accents("62widehat 63widehat 64widehat 65widetilde 66widetilde 67widetilde"),
    "mathx": _accents("70widehat 71widecheck 72widetilde 73overline"),
}
"""The accents of the same fonts."""
NUMBERED = ("operators", "letters", "symbols", "largesymbols", "AMSa", "AMSb")
r"""The fonts by the numbers that `\mathchardef` has for them."""

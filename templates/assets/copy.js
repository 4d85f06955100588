// Copying a formula yields its TeX: in the plain text that is copied, every formula that the selection touches is
// replaced by its whole source. Copied HTML stays as it is.
(function () {
  "use strict";

  // Environments that are displays by themselves and need no dollars.
  var display = /^\s*\\begin\{(equation|align|gather|multline|flalign|alignat|eqnarray)\*?\}/;

  function source(formula) {
    var tex = formula.dataset.tex;
    if (formula.matches(".math")) return "$" + tex + "$";
    return display.test(tex) ? tex : "$$\n" + tex + "\n$$";
  }

  function enclosing(node) {
    var element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element && element.closest("[data-tex]");
  }

  document.addEventListener("copy", function (event) {
    var selection = getSelection();
    if (!event.clipboardData || selection.isCollapsed || !selection.rangeCount) return;
    var range = selection.getRangeAt(0).cloneRange();
    var first = enclosing(range.startContainer);
    var last = enclosing(range.endContainer);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);

    var copied = document.createElement("div");
    copied.append(range.cloneContents());
    var formulas = copied.querySelectorAll("[data-tex]");
    if (!formulas.length) return;
    var html = copied.innerHTML;
    formulas.forEach(function (formula) { formula.replaceWith(source(formula)); });
    // It is laid out for a moment, out of sight, so that `innerText` puts paragraphs on lines of their own.
    copied.className = "copied";
    document.body.append(copied);
    event.clipboardData.setData("text/plain", copied.innerText);
    event.clipboardData.setData("text/html", html);
    copied.remove();
    event.preventDefault();
  });
})();

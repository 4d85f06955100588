// Puts a new text into the page without touching what did not change: scroll position, selection, open details and
// laid-out formulas stay. Idiomorph does the work. It pairs elements by their ids, and most paragraphs have none;
// so each block or formula that occurs exactly once in both texts gets the same id in both for the time being.
(function () {
  "use strict";

  var BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, table, tr, pre, blockquote, figure, " +
    "details, section, div, nav, aside, article";
  var PIN = "-live-pin-";

  // Source text of every block without an id to its element, or to null where several are alike.
  function blocks(root) {
    var found = new Map();
    root.querySelectorAll(BLOCKS + ", .math").forEach(function (block) {
      if (block.id) return;
      var source = block.outerHTML;
      found.set(source, found.has(source) ? null : block);
    });
    return found;
  }

  function pin(before, after) {
    var pins = 0;
    var old = blocks(before);
    blocks(after).forEach(function (block, source) {
      var same = block && old.get(source);
      if (!same || (same.parentElement && same.parentElement.closest("[id^='" + PIN + "']"))) return;
      same.id = block.id = PIN + pins;
      pins += 1;
    });
  }

  // Wherever they are now: where idiomorph does not pair two blocks, a copy of the new one is in the page.
  function unpin() {
    document.querySelectorAll("[id^='" + PIN + "']").forEach(function (block) { block.removeAttribute("id"); });
  }

  function isBlock(node) {
    return Boolean(node) && node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS);
  }

  // Whether a diagram has been drawn in place of its source (mermaid.js), and the source is still the same.
  function isDrawn(old, fresh) {
    var source = old.nodeType === Node.ELEMENT_NODE && old.getAttribute("data-drawn");
    return Boolean(source) && source === fresh.textContent;
  }

  // Line ends between blocks are invisible and all alike. If idiomorph paired them, it would take the blocks between
  // them out of the page and put them back, and the selection would be lost.
  function dropLineEnds(root) {
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    var found = [];
    while (walker.nextNode()) {
      var node = walker.currentNode;
      var between = isBlock(node.previousSibling) || isBlock(node.nextSibling);
      if (between && /^\s*$/.test(node.data)) found.push(node);
    }
    found.forEach(function (node) { node.remove(); });
  }

  window.notesWikiMorph = function (before, after) {
    dropLineEnds(before);
    dropLineEnds(after);
    pin(before, after);
    try {
      window.Idiomorph.morph(before, after, {
        morphStyle: "outerHTML",
        callbacks: {
          beforeNodeMorphed: function (old, fresh) { return !old.isEqualNode(fresh) && !isDrawn(old, fresh); },
          // What the reader opened or closed stays as it is.
          beforeAttributeUpdated: function (name, element) {
            return !(name === "open" && element.localName === "details");
          },
          beforeNodeRemoved: function (node) {
            return !(node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-live-keep"));
          },
        },
      });
    } finally {
      unpin();
    }
  };
})();

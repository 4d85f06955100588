// Puts a new text into the page without touching what did not change: scroll position, selection, open details and
// laid-out formulas stay. Idiomorph does the work. It pairs elements by their ids, and most paragraphs have none;
// so each block or formula that is found in both texts gets the same id in both for the time being.
(function () {
  "use strict";

  var BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, dl, dt, dd, table, tr, pre, blockquote, figure, " +
    "details, section, div, nav, aside, article";
  var PIN = "-live-pin-";

  // Every block and formula, in order, each with what it is recognised by: its id, or else its source, in which it
  // does not count whether the reader has opened what can be opened.
  function blocks(root) {
    return Array.from(root.querySelectorAll(BLOCKS + ", .math"), function (block) {
      return { block: block, source: block.id ? "#" + block.id : block.outerHTML.replace(/ open=""/g, "") };
    });
  }

  // Source to the place of the only block that has it, or to null where several are alike.
  function places(found) {
    var only = new Map();
    found.forEach(function (one, place) { only.set(one.source, only.has(one.source) ? null : place); });
    return only;
  }

  // For each old block the place of the new one that it has become, if there is one (after Heckel, 1978): blocks that
  // occur once in both texts are the same; so are those alike that come just after, or just before, the same ones.
  function pairs(old, fresh) {
    var partners = new Array(old.length).fill(null);
    var taken = new Array(fresh.length).fill(false);
    var only = places(fresh);

    function pair(place, other, step) {
      while (old[place] && fresh[other] && partners[place] === null && !taken[other] &&
             old[place].source === fresh[other].source) {
        partners[place] = other;
        taken[other] = true;
        if (!step) return;
        place += step;
        other += step;
      }
    }

    places(old).forEach(function (place, source) {
      if (place !== null && typeof only.get(source) === "number") pair(place, only.get(source), 0);
    });
    pair(0, 0, 1);
    old.forEach(function (_, place) { if (partners[place] !== null) pair(place + 1, partners[place] + 1, 1); });
    pair(old.length - 1, fresh.length - 1, -1);
    for (var place = old.length - 1; place > 0; place -= 1) {
      if (partners[place] !== null) pair(place - 1, partners[place] - 1, -1);
    }
    return partners;
  }

  function pin(before, after) {
    var old = blocks(before);
    var fresh = blocks(after);
    pairs(old, fresh).forEach(function (other, place) {
      if (other === null) return;
      var same = old[place].block;
      var block = fresh[other].block;
      if (same.id || [same, block].some(isInPinned)) return;
      same.id = block.id = PIN + place;
    });
  }

  function isInPinned(block) {
    return Boolean(block.parentElement && block.parentElement.closest("[id^='" + PIN + "']"));
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

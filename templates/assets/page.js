// Small things that need a script: the table of contents follows the scroll position, footnotes stand in the
// margin if there is one, boxes that scroll can be reached with the keyboard in every browser, and closed proofs
// are printed open. All of it starts again when live.js has updated the text ("notes-wiki-update").
(function () {
  "use strict";

  var observer = null;

  function followScroll(toc) {
    var links = Object.create(null);
    var current = null;
    toc.querySelectorAll("a[href^='#']").forEach(function (link) {
      links[decodeURIComponent(link.hash.slice(1))] = link;
    });
    var headings = Array.prototype.filter.call(
      document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)[id]"),
      function (heading) { return heading.id in links; });

    // The heading last passed is the one being read; above the first, none is.
    function mark() {
      var read = null;
      headings.some(function (heading) {
        if (heading.getBoundingClientRect().top > innerHeight / 4) return true;
        read = links[heading.id];
        return false;
      });
      if (read === current) return;
      if (current) current.removeAttribute("aria-current");
      if (read) {
        read.setAttribute("aria-current", "true");
        scrollIntoSight(toc, read);
      }
      current = read;
    }

    observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
    headings.forEach(function (heading) { observer.observe(heading); });
    mark();
  }

  // Scrolls the table of contents alone: scrollIntoView would move the page too.
  function scrollIntoSight(toc, link) {
    var box = toc.getBoundingClientRect();
    var line = link.getBoundingClientRect();
    if (line.top < box.top) toc.scrollTop -= box.top - line.top;
    else if (line.bottom > box.bottom) toc.scrollTop += line.bottom - box.bottom;
  }

  // On wide screens the table of contents always shows (style.css); say so to assistive technology, and
  // open it where the browser does not know ::details-content.
  var wide = matchMedia("(min-width: 62em)");

  function openWhenWide() {
    var details = document.querySelector("nav.toc details");
    if (details) details.open = wide.matches;
  }

  function reachScrollers() {
    var boxes = Array.from(document.querySelectorAll(".equation > .body, .table, .math > math, pre"));
    var overflows = boxes.map(function (box) { return box.scrollWidth > box.clientWidth; });
    boxes.forEach(function (box, index) {
      if (overflows[index]) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  // Footnotes in the left margin of wide screens (style.css has the same width), each beside the line that
  // refers to it, or below the previous note. They keep their place in the document, so that links lead to them
  // and back. A note whose reference is inside a closed element is hidden, because it has no line to stand beside.
  var margin = matchMedia("screen and (min-width: 84em)");
  var resized = new ResizeObserver(placeNotes);

  function placeNotes() {
    var article = document.querySelector("article");
    if (!article) return;
    article.classList.toggle("margin-notes", margin.matches);
    var top = article.getBoundingClientRect().top;
    var free = 0;
    article.querySelectorAll(".footnotes > ol > li").forEach(function (note) {
      var back = note.querySelector(".footnote-backref");
      var reference = margin.matches && back &&
        document.getElementById(decodeURIComponent(back.hash.slice(1)));
      note.hidden = Boolean(reference) && !reference.getClientRects().length;
      if (!reference || note.hidden) {
        note.style.top = "";
        return;
      }
      var wanted = reference.getBoundingClientRect().top - top;
      note.style.top = Math.max(wanted, free) + "px";
      free = Math.max(wanted, free) + note.offsetHeight + 12;
    });
  }

  function watchNotes() {
    var article = document.querySelector("article");
    resized.disconnect();
    if (!article || !article.querySelector(".footnotes")) return;
    placeNotes(); // now: the observer might call back a frame later, when they have been seen in another place
    resized.observe(article);
  }

  function openForPrint() {
    document.querySelectorAll("details:not([open])").forEach(function (details) {
      details.open = true;
      addEventListener("afterprint", function () { details.open = false; }, { once: true });
    });
  }

  function begin() {
    var toc = document.querySelector("nav.toc");
    if (observer) observer.disconnect();
    openWhenWide();
    if (toc) followScroll(toc);
    reachScrollers();
    watchNotes();
  }

  if ("waiting" in document.documentElement.dataset) addEventListener("notes-wiki-shown", begin, { once: true });
  else begin();
  addEventListener("notes-wiki-update", begin);
  addEventListener("load", reachScrollers); // fonts change widths
  addEventListener("resize", reachScrollers);
  wide.addEventListener("change", openWhenWide);
  margin.addEventListener("change", placeNotes);
  addEventListener("beforeprint", openForPrint);
})();

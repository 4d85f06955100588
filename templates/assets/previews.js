// Previews: a link to a note, a heading, an equation, a statement, a footnote or a source shows its target when the
// mouse rests on it, on a long press, or when `p` is pressed while it has the focus. The preview is cut out of the page
// that the link leads to or, if that page is large, comes from a small file made for it
// (notes_wiki/render/previews.py). Escape closes it.
(function () {
  "use strict";
  // Milliseconds that the mouse rests on a link before its preview opens, and is off it before the preview closes.
  var REST = 350;
  var GRACE = 250;
  var PRESS = 500; // milliseconds of a long press
  var ENOUGH = 600; // characters of text after which no further block is taken
  var field = document.querySelector("a[data-search]");
  if (!field || location.protocol === "file:") return; // a page opened from the disk may fetch nothing
  var root = new URL("../../", new URL(field.dataset.search, document.baseURI));

  var label = JSON.parse(field.dataset.words).preview;
  var pages = new Map();
  var box = document.createElement("div");
  var timer = 0;
  var turn = 0; // counts requests: a preview that another has overtaken is not shown
  var shown = null; // the link whose preview is open
  var pressed = false; // whether a long press opened it: then the click that ends the press follows no link

  box.className = "preview";
  box.hidden = true;
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");

  // --- What a link leads to ---

  // The link under an event, if there is something of this wiki to show for it.
  function linkOf(target) {
    var link = target.closest ? target.closest("main :is(article, .backlinks, .group, .around) a[href]") : null;
    if (!link || link.matches(".tag, .file, .number, [download]") || box.contains(link)) return null;
    var url = urlOf(link);
    var inside = url.origin === root.origin && url.pathname.startsWith(root.pathname);
    if (!inside || !url.pathname.endsWith(".html") || url.pathname.startsWith(root.pathname + "-/")) return null;
    if (samePage(url) && !url.hash) return null;
    return link;
  }

  function urlOf(link) {
    return new URL(link.href.baseVal === undefined ? link.href : link.href.baseVal, document.baseURI);
  }

  function samePage(url) {
    return url.pathname === location.pathname;
  }

  function idOf(url) {
    try {
      return decodeURIComponent(url.hash.slice(1));
    } catch (malformed) {
      return url.hash.slice(1);
    }
  }

  function slow() {
    var connection = navigator.connection || {};
    return connection.saveData || /2g|3g/.test(connection.effectiveType || "")
      || matchMedia("(prefers-reduced-data: reduce)").matches;
  }

  function once(url, read) {
    if (!pages.has(url)) {
      pages.set(url, fetch(url).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status + " " + url);
        return read(answer);
      }).catch(function (error) {
        pages.delete(url);
        throw error;
      }));
    }
    return pages.get(url);
  }

  async function pageOf(url) {
    if (samePage(url)) return document;
    if (slow()) return null;
    var large = await once(new URL("-/previews/index.json", root).href, function (answer) { return answer.json(); });
    var page = url.pathname.slice(root.pathname.length);
    var parts = Object.hasOwn(large, page) ? large[page] : null;
    if (parts && !parts[url.hash]) return null;
    var source = parts ? new URL("-/previews/" + parts[url.hash], root) : new URL(url.pathname, url);
    return once(source.href, async function (answer) {
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
  }

  // --- Cutting it out ---

  function levelOf(element) {
    var found = /^H([1-6])$/.exec(element.tagName);
    return found ? Number(found[1]) : 0;
  }

  // The elements from one on, until a heading of this level or above, or until there is enough.
  function blocks(first, level) {
    var found = [];
    var length = 0;
    for (var one = first; one && (one === first || length < ENOUGH); one = one.nextElementSibling) {
      if (one !== first && levelOf(one) && levelOf(one) <= level) break;
      found.push(one);
      length += one.textContent.length;
    }
    return found;
  }

  function part(page, id) {
    var article = page.querySelector("article");
    if (!article) return [];
    if (!id) return blocks(article.firstElementChild, 0).filter(Boolean);
    var target = page.getElementById(id);
    if (!target || !article.contains(target)) return [];
    if (levelOf(target)) return blocks(target, levelOf(target));
    if (target.matches("dt")) return [target, target.nextElementSibling].filter(Boolean);
    var whole = target.closest(".equation, .math") || target;
    if (getDisplay(whole) === "block") return whole.matches("li") ? Array.from(whole.children) : [whole];
    return [whole.closest("p, li, dd, td, blockquote") || whole];
  }

  // A parsed page has no computed styles, so this goes by element names.
  function getDisplay(element) {
    return element.matches("a, abbr, b, code, em, i, mark, small, span, strong, sub, sup, img") ? "inline" : "block";
  }

  function copyOf(element, base) {
    var copy = document.importNode(element, true);
    var all = [copy].concat(Array.from(copy.querySelectorAll("*")));
    all.forEach(function (one) {
      one.removeAttribute("id");
      ["href", "src"].forEach(function (name) {
        if (one.hasAttribute(name)) one.setAttribute(name, new URL(one.getAttribute(name), base).href);
      });
      if (one.matches("script, iframe, .footnote-backref, [role=doc-backlink]")) one.remove();
      if (one.tabIndex >= 0 && !one.matches("a, summary, button")) one.removeAttribute("tabindex");
    });
    return copy;
  }

  function contentOf(page, url) {
    var found = part(page, idOf(url));
    if (!found.length) return null;
    var article = document.createElement("article");
    found.forEach(function (element) { article.append(copyOf(element, url)); });
    if (!article.textContent.trim() && !article.querySelector("img, svg")) return null;
    var title = page.querySelector("h1");
    var parts = [article];
    if (page !== document && title) {
      var head = document.createElement("p");
      head.className = url.hash ? "from" : "title";
      Array.from(title.childNodes).forEach(function (node) { head.append(document.importNode(node, true)); });
      parts.unshift(head);
    }
    return parts;
  }

  // --- Showing it ---

  function place(link, pointer) {
    var lines = Array.from(link.getClientRects());
    var line = pointer && lines.find(function (one) { return pointer.y >= one.top - 2 && pointer.y <= one.bottom + 2; });
    line = line || lines[0] || link.getBoundingClientRect();
    var wide = document.documentElement.clientWidth;
    var left = Math.min(Math.max(line.left - 12, 12), Math.max(wide - box.offsetWidth - 12, 12));
    var below = line.bottom + 8;
    var above = line.top - 8 - box.offsetHeight;
    var top = below + box.offsetHeight > innerHeight && above > 0 ? above : below;
    box.style.left = left + scrollX + "px";
    box.style.top = top + scrollY + "px";
  }

  function inSight(url) {
    var target = samePage(url) && document.getElementById(idOf(url));
    if (!target) return false;
    var there = target.getBoundingClientRect();
    return there.height > 0 && there.top >= 0 && there.bottom <= innerHeight;
  }

  async function show(link, options) {
    var mine = turn += 1;
    var url = urlOf(link);
    var target = samePage(url) && document.getElementById(idOf(url));
    if (target && target.contains(link)) return false;
    if (!options.asked && inSight(url)) return false;
    var page = await pageOf(url).catch(function () { return null; });
    if (mine !== turn) return false;
    var content = page && contentOf(page, url);
    if (!content && options.again) hide();
    if (!content || options.again && same(content)) return false;
    var top = options.again ? box.scrollTop : 0;
    box.replaceChildren.apply(box, content);
    box.setAttribute("aria-label", label.replace("{title}", link.textContent.trim()));
    box.hidden = false;
    document.documentElement.append(box); // outside the body, whose text live.js may replace
    box.scrollTop = top;
    if (!options.again) place(link, options.pointer);
    shown = link;
    if (options.focus) box.focus({ preventScroll: true });
    return true;
  }

  function same(content) {
    return content.length === box.childElementCount
      && content.every(function (one, place) { return one.isEqualNode(box.children[place]); });
  }

  function hide() {
    var link = shown;
    clearTimeout(timer);
    turn += 1;
    if (box.hidden) return;
    var focused = box.contains(document.activeElement);
    box.hidden = true;
    shown = null;
    pressed = false;
    if (focused && link && link.isConnected) link.focus({ preventScroll: true });
  }

  function later(milliseconds, act) {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  }

  // --- Mouse ---

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    if (box.contains(event.target)) return clearTimeout(timer);
    var link = linkOf(event.target);
    if (link && link === shown) return clearTimeout(timer);
    if (link) later(REST, function () { show(link, { pointer: event }); });
    else if (shown && !box.contains(document.activeElement)) later(GRACE, hide);
    else if (!shown) {
      clearTimeout(timer);
      turn += 1;
    }
  });

  // --- Touch ---

  var start = null;

  document.addEventListener("pointerdown", function (event) {
    if (!box.contains(event.target)) hide();
    pressed = false;
    var link = event.pointerType === "touch" && linkOf(event.target);
    if (!link) return;
    start = event;
    later(PRESS, async function () { pressed = await show(link, { pointer: event, asked: true }); });
  });
  document.addEventListener("pointermove", function (event) {
    if (start && !pressed && Math.hypot(event.x - start.x, event.y - start.y) > 10) release();
  });
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  document.addEventListener("contextmenu", function (event) {
    if (start && (pressed || linkOf(event.target))) event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    if (pressed && !box.contains(event.target)) event.preventDefault();
    else if (!event.ctrlKey && !event.metaKey) hide();
    pressed = false;
  }, true);

  function release() {
    if (start && !pressed) clearTimeout(timer);
    start = null;
  }

  // --- Keyboard ---

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      return hide();
    }
    if (event.key !== "p" || event.ctrlKey || event.metaKey || event.altKey) return;
    var link = linkOf(document.activeElement);
    if (!link) return;
    event.preventDefault();
    show(link, { asked: true, focus: true });
  });
  box.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) hide();
  });

  addEventListener("pagehide", hide);
  addEventListener("notes-wiki-news", function () {
    pages.clear();
    if (shown) show(shown, { asked: true, again: true, focus: box.contains(document.activeElement) });
  });
})();

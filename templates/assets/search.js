// Searches for what is typed into the dialog that find.js opens. Titles, aliases, tags and headings come at once from
// the small index under -/search/ (notes_wiki/render/search.py describes its layout), texts come a moment later from
// Pagefind's index.
(function () {
  "use strict";
  var MOST = 10; // results of titles and headings
  var MOST_TEXTS = 6;
  var FIRST_TEXTS = 2; // results that are loaded at once, each with the whole text of its note
  // Bytes, as sent, that a query may load by itself; the rest is loaded when the reader moves through the results. In
  // a large wiki the first query comes close, with Pagefind's program and table.
  var BUDGET = 198000;
  var TEXT = 13000; // bytes of a large text
  var PAGE = 11000; // bytes of the page of a note that is not long
  var LONGEST_BEGINNING = 24; // characters of a word for which there may be a file of beginnings
  var BEFORE = 90; // characters of a paragraph shown before the first word that was found
  var field = document.querySelector("a[data-search]");
  var directoryUrl = new URL(field.dataset.search, document.baseURI);
  var root = new URL("../../", directoryUrl);
  var say = JSON.parse(field.dataset.words); // the interface in the wiki's language

  // Contents:
  //   Words, and the parts of a query (parse)
  //   The index of titles and headings: which files to read (plan), which entries match (findTitles)
  //   The texts: what Pagefind finds (findTexts), and the paragraph around it (setExcerpt)
  //   The two places that are searched (SOURCES)
  //   The dialog: results, keys and pointer (search)

  // --- Words: as notes_wiki/render/words.py has them ---

  var LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "ı": "i",
    "ς": "σ", "ϕ": "φ", "ϵ": "ε"
  };
  var WORD = /[\p{L}\p{N}\p{M}]+|[^\0-\x7f\p{L}\p{N}\p{M}\p{P}\p{Z}\p{C}]/gu;
  var IDEOGRAPHS = /[\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]+/gu;

  function fold(text) {
    return text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]+/g, "")
      .replace(/[ßæœøđðłħþıςϕϵ]/g, function (letter) { return LETTERS[letter]; })
      .split(/(?:[^\S\ufeff]|[\x1c-\x1f\x85])+/).filter(Boolean).join(" ") || text.trim();
  }

  function words(folded) {
    return folded.match(WORD) || (folded ? [folded] : []);
  }

  // Words, with runs of ideographs separated from the letters around them.
  function pieces(folded) {
    return words(folded).flatMap(function (word) {
      return word.replace(IDEOGRAPHS, " $& ").split(" ").filter(Boolean);
    });
  }

  function isIdeographic(word) {
    return word.search(IDEOGRAPHS) === 0;
  }

  // The parts of a query: its words, its phrases in quotes, all of it as one text, and whether it is a tag.
  function parse(text) {
    var phrases = [];
    text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]?/g, function (all, phrase) { phrases.push(fold(phrase)); });
    var whole = fold(text.replace(/["“”„«»]/g, " "));
    var tag = /^\s*#[^\s#]/.test(text);
    if (tag) whole = whole.replace(/^#/, "");
    return { text: text, whole: whole, phrases: phrases, words: pieces(whole), tag: tag };
  }

  // --- The index of titles and headings ---

  var files = new Map();

  function json(url) {
    if (!files.has(url.href)) {
      files.set(url.href, fetch(url).then(function (answer) {
        if (!answer.ok) throw new Error(answer.status + " " + url.pathname);
        return answer.json();
      }).catch(function (error) {
        files.delete(url.href);
        throw error;
      }));
    }
    return files.get(url.href);
  }

  // As Python orders texts: by code points.
  function compare(one, other) {
    var left = Array.from(one);
    var right = Array.from(other);
    for (var place = 0; place < left.length && place < right.length; place += 1) {
      if (left[place] !== right[place]) return left[place].codePointAt(0) - right[place].codePointAt(0);
    }
    return left.length - right.length;
  }

  // The number of the last range that begins no later than a word.
  function rangeOf(ranges, word) {
    var low = 0;
    var high = ranges.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (compare(ranges[middle], word) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  // The files to read for words that begin with this one, and whether they hold all such entries (`whole`).
  function plan(directory, word) {
    var key = isIdeographic(word) ? Array.from(word).slice(0, 2).join("") : word;
    var ranges = directory.ranges;
    var beginning = Array.from(key).length <= LONGEST_BEGINNING
      && ranges.filter(function (first) { return first.startsWith(key); }).length > 2;
    if (beginning) return { names: [nameOf(directory, "b-" + key)], whole: false, word: word };
    var start = rangeOf(ranges, key);
    var found = ranges.slice(start, rangeOf(ranges, key + "\u{10ffff}") + 1).slice(0, 3);
    return {
      names: found.map(function (first) { return nameOf(directory, "w-" + first); }),
      whole: !directory.part.some(function (number) { return number >= start && number < start + found.length; }),
      word: word
    };
  }

  // A file is named after its word, unless some file system cannot hold such a name.
  function nameOf(directory, name) {
    return Object.hasOwn(directory.names, name) ? directory.names[name] : name;
  }

  async function read(plans) {
    var names = new Set(plans.flatMap(function (one) { return one.names; }));
    var read = await Promise.all(Array.from(names).map(function (name) {
      return json(new URL(name + ".json", directoryUrl));
    }));
    var entries = new Map();
    read.forEach(function (file) {
      file.entries.forEach(function (row) {
        var entry = toEntry(row, file.notes[row[1]]);
        entries.set([entry.kind, entry.address, entry.text].join(" "), entry);
      });
    });
    return Array.from(entries.values());
  }

  function toEntry(row, note) {
    var whole = row[0] === 0 || row[0] === 3; // a title or a tag
    var text = whole ? note[1] : row[2];
    var folded = fold(text);
    return {
      kind: row[0],
      text: text,
      html: whole ? note[2] : row[4],
      note: note[1],
      noteHtml: note[2],
      address: note[0] + (row[3] || ""),
      folded: folded,
      pieces: pieces(folded),
      notePieces: row[0] === 2 ? pieces(fold(note[1])) : []
    };
  }

  // Exact title, title with this beginning, alias, tag, title with the words, heading; less is better. Tags come first
  // if the query is one.
  function rank(entry, query) {
    var first = query.tag && entry.kind === 3 ? -20 : 0;
    if (entry.folded === query.whole) return first + [0, 2, 10, 4][entry.kind];
    if (entry.folded.startsWith(query.whole)) return first + [1, 3, 11, 5][entry.kind];
    return first + [6, 7, 12, 8][entry.kind];
  }

  // Whether an entry matches. A heading may leave some of the words, but not all, to the title of its note.
  function holds(entry, query, like) {
    function own(word) {
      if (isIdeographic(word)) return entry.folded.includes(word);
      return entry.pieces.some(function (piece) { return like(piece, word); });
    }
    function home(word) {
      return entry.notePieces.some(function (piece) { return like(piece, word); });
    }
    return query.phrases.every(function (phrase) { return (" " + entry.folded).includes(" " + phrase); })
      && query.words.some(own)
      && query.words.every(function (word) { return own(word) || home(word); });
  }

  function begins(piece, word) {
    return piece.startsWith(word);
  }

  // Whether a word has this beginning but for one typing error, or two if it is long.
  function nearly(piece, word) {
    if (word.length < 4) return piece.startsWith(word);
    var most = word.length < 8 ? 1 : 2;
    for (var length = word.length - most; length <= word.length + most; length += 1) {
      if (length <= piece.length && distance(piece.slice(0, length), word, most) <= most) return true;
    }
    return false;
  }

  // The optimal string alignment distance: insertions, deletions, substitutions, swapped neighbours.
  function distance(one, other, most) {
    var before = [];
    var last = Array.from({ length: other.length + 1 }, function (_, place) { return place; });
    for (var row = 1; row <= one.length; row += 1) {
      var next = [row];
      for (var column = 1; column <= other.length; column += 1) {
        var same = one[row - 1] === other[column - 1];
        next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
        if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
          next[column] = Math.min(next[column], before[column - 2] + 1);
        }
      }
      if (Math.min.apply(null, next) > most) return most + 1;
      before = last;
      last = next;
    }
    return last[other.length];
  }

  function best(entries, query, like) {
    return entries.filter(function (entry) { return holds(entry, query, like); })
      .map(function (entry) { return { entry: entry, rank: rank(entry, query) }; })
      .sort(function (one, other) {
        return one.rank - other.rank || one.entry.folded.length - other.entry.folded.length;
      })
      .slice(0, MOST)
      .map(function (found) { return found.entry; });
  }

  async function findTitles(query) {
    if (!query.words.length) return [];
    var directory = await json(directoryUrl);
    if (!directory.ranges.length) return [];
    var plans = query.words.slice(0, 4).map(function (word) { return plan(directory, word); });
    // If the files of one word are whole, they hold everything that matches; the longest word has the fewest entries.
    plans.sort(function (one, other) { return other.whole - one.whole || other.word.length - one.word.length; });
    var found = best(await read(plans[0].whole ? plans.slice(0, 1) : plans), query, begins);
    if (!found.length) {
      var entries = await read(plans);
      // A word that some title or heading has is no typing error; for the others, similar words are searched.
      var misspelt = plans.filter(function (one) {
        return one.word.length > 3 && !entries.some(function (entry) {
          return entry.pieces.some(function (piece) { return piece.startsWith(one.word); });
        });
      });
      if (!misspelt.length) return [];
      var wider = misspelt.map(function (one) { return plan(directory, one.word.slice(0, 3)); });
      found = best(await read(plans.concat(wider)), query, nearly);
    }
    return found.map(titleResult);
  }

  function titleResult(entry) {
    return {
      url: new URL(entry.address, root).href,
      html: entry.html,
      text: (entry.kind === 3 ? "#" : "") + entry.text,
      within: entry.kind === 1 || entry.kind === 2 ? entry.note : "",
      withinHtml: entry.kind === 1 || entry.kind === 2 ? entry.noteHtml : ""
    };
  }

  // --- The texts ---

  var pagefind = null;

  async function loadPagefind() {
    var directory = await json(directoryUrl);
    if (!directory.text) return null;
    var engine = await import(new URL("-/pagefind/pagefind.js", root).href);
    await engine.destroy(); // it may still know an older index
    await engine.options({ baseUrl: root.pathname, excerptLength: 22, noWorker: true });
    return engine;
  }

  async function findTexts(query) {
    if (query.whole.length < 2) return [];
    pagefind = pagefind || loadPagefind().catch(function () { return null; });
    var engine = await pagefind;
    if (!engine) return [];
    var answer = await engine.search(query.text);
    var found = answer.results.slice(0, MOST_TEXTS);
    var results = await affordable(found.slice(0, FIRST_TEXTS), query, 1);
    if (query.words.length === 1 && !results.some(function (one) { return isFormOf(one, query.words[0]); })) return [];
    results.count = found.length;
    results.affordable = function () { return affordable(found.slice(results.length), query, 0); };
    results.others = function (shown) { return Promise.all(found.slice(shown).map(textResult)); };
    return results;
  }

  // The bytes loaded for a query, as a host sends them that compresses. A server that does not, like `wiki serve`, is
  // taken to be near: its bytes count as if they were compressed.
  function loadedFor(query) {
    return performance.getEntriesByType("resource").reduce(function (sum, one) {
      var plain = one.encodedBodySize === one.decodedBodySize && !/\/pagefind\/.*\.(pf_|pagefind)/.test(one.name);
      return one.startTime < query.since ? sum : sum + one.transferSize * (plain ? 0.3 : 1);
    }, 0);
  }

  // The texts that may be loaded for a query before the reader moves through its results: the first `least` in any
  // case, and as many others as the budget allows.
  async function affordable(found, query, least) {
    if (loadedFor(query) + found.length * TEXT <= BUDGET) return Promise.all(found.map(textResult));
    var results = [];
    while (results.length < found.length && (results.length < least || loadedFor(query) + TEXT <= BUDGET)) {
      results.push(await textResult(found[results.length]));
      await pause(0); // so that the browser counts what was loaded
    }
    return results;
  }

  // Whether a word that was found is a form of the word searched for. If there is none, Pagefind tries shorter and
  // shorter beginnings, down to "all" for "algebra".
  function isFormOf(result, word) {
    if (word.length < 4 || isIdeographic(word)) return true;
    var marks = new DOMParser().parseFromString(result.excerpt, "text/html").querySelectorAll("mark");
    var half = word.slice(0, Math.ceil(word.length / 2));
    return Array.from(marks).some(function (mark) {
      return words(fold(mark.textContent)).some(function (one) { return one.startsWith(half); });
    });
  }

  async function textResult(one) {
    var page = await one.data();
    var part = page.sub_results.find(function (sub) { return sub.excerpt.includes("<mark>"); });
    return {
      url: new URL((part || page).url, root).href,
      text: page.meta.title || page.url,
      within: part && part.title !== page.meta.title ? part.title : "",
      excerpt: (part || page).excerpt,
      words: page.word_count
    };
  }

  // Pagefind's excerpt has no formulas, and runs from one paragraph into the next. So it is replaced by the paragraph
  // from the page itself, unless the page is long.
  async function setExcerpt(result, element) {
    if (result.words > 1000) return;
    var answer = await fetch(result.url.split("#")[0], { priority: "low" });
    if (!answer.ok) return;
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    var plain = new DOMParser().parseFromString(result.excerpt, "text/html").body;
    var mark = plain.querySelector("mark");
    if (!mark) return;
    var around = fold(plain.textContent);
    var blocks = Array.from(page.querySelectorAll("article :is(p, li, dd, td, figcaption)"));
    var scored = blocks.filter(function (block) { return !block.querySelector("p, li, dd, td"); })
      .map(function (block) { return { block: block, score: shared(block, around, fold(mark.textContent)) }; });
    var found = scored.reduce(function (most, one) { return one.score > most.score ? one : most; }, { score: 1 });
    if (!found.block) return;
    // Pagefind marks everything between two spaces, including brackets and full stops.
    var marked = new Set(Array.from(plain.querySelectorAll("mark")).flatMap(function (one) {
      return words(fold(one.textContent));
    }));
    var parts = excerptOf(found.block, marked);
    if (parts) element.replaceChildren.apply(element, parts);
  }

  // How many words of the excerpt a block has; 0 if it lacks the one that was searched for.
  function shared(block, around, wanted) {
    var held = new Set(words(fold(block.textContent)));
    if (!words(wanted).every(function (word) { return held.has(word); })) return 0;
    return words(around).filter(function (word) { return held.has(word); }).length;
  }

  // The block's text and formulas from a little before the first word that was found, without ids and links.
  function excerptOf(block, marked) {
    var copy = block.cloneNode(true);
    copy.querySelectorAll("script, style, img, video, audio, iframe, sup, svg").forEach(function (one) { one.remove(); });
    copy.querySelectorAll("[id], [href]").forEach(function (one) {
      one.removeAttribute("id");
      one.removeAttribute("href");
    });
    // The name of a result for screen readers comes from text alone, so formulas need labels.
    copy.querySelectorAll("math:not([aria-label])").forEach(function (one) {
      one.setAttribute("aria-label", one.textContent.trim());
    });
    var walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    var texts = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("math")) texts.push(walker.currentNode);
    }
    var first = null;
    texts.forEach(function (text) {
      var parts = text.data.split(/([\p{L}\p{N}\p{M}]+)/u).map(function (part, place) {
        if (!part || place % 2 === 0 || !marked.has(fold(part))) return part;
        var mark = document.createElement("mark");
        mark.textContent = part;
        first = first || mark;
        return mark;
      });
      text.replaceWith.apply(text, parts);
    });
    if (!first) return null; // the paragraph has another form of the word
    cutBefore(copy, first);
    return Array.from(copy.childNodes);
  }

  // Cuts the text before the first mark down to about a line.
  function cutBefore(copy, first) {
    var one = first;
    while (one && one.parentNode !== copy) one = one.parentNode;
    var length = 0;
    while (one && length < BEFORE) {
      one = one.previousSibling;
      length += one ? one.textContent.length : 0;
    }
    if (!one) return;
    while (copy.firstChild !== one) copy.firstChild.remove();
    copy.prepend("… ");
  }

  // --- The two places that are searched ---

  // Each turns a query into results, `wait` milliseconds after the last key.
  var SOURCES = [
    { label: say.find_titles, find: findTitles, wait: 0 },
    { label: say.find_texts, find: findTexts, wait: 180 }
  ];

  // --- The dialog ---

  var dialog = document.querySelector("dialog.find");
  var input = dialog.querySelector("input");
  var list = dialog.querySelector("[role=listbox]");
  var status = dialog.querySelector("[role=status]");
  var turn = 0;
  var active = null;
  // From when on what is loaded counts for the present query: for the first one, from the loading of this script on.
  var ownEntry = performance.getEntriesByName(document.currentScript.src)[0];
  var since = ownEntry ? ownEntry.startTime : performance.now();
  var answered = false;

  function options() {
    return Array.from(list.querySelectorAll("[role=option]"));
  }

  function choose(option) {
    if (active) active.setAttribute("aria-selected", "false");
    active = option || null;
    if (!active) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    active.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  // A text with the words of the query marked.
  function marked(text, query) {
    var element = document.createElement("span");
    text.split(/([\p{L}\p{N}\p{M}]+)/u).forEach(function (part, place) {
      var folded = place % 2 ? fold(part) : "";
      var found = folded && query.words.some(function (word) {
        return isIdeographic(word) ? folded.includes(word) : folded.startsWith(word);
      });
      if (!found) return element.append(part);
      var mark = document.createElement("mark");
      mark.textContent = part;
      element.append(mark);
    });
    return element;
  }

  function titled(className, text, html, query) {
    var element = html ? document.createElement("span") : marked(text, query);
    if (html) element.innerHTML = html; // from our own build, like the page it leads to
    element.className = className;
    return element;
  }

  // Excerpts are loaded when they come into sight: most never do, and each may fetch a page.
  var inSight = new IntersectionObserver(function (changes) {
    changes.forEach(function (change) {
      if (!change.isIntersecting) return;
      inSight.unobserve(change.target);
      change.target.seen();
    });
  }, { root: list });

  function onceSeen(element, act) {
    element.seen = function () { act().catch(function () {}); }; // what is there already is enough
    inSight.observe(element);
  }

  var promised = 0; // bytes that requests under way may take
  // Resolved when the reader moves through the results. Whatever would exceed the budget waits for it.
  var touch;
  var touched = new Promise(function (resolve) { touch = resolve; });
  ["mousemove", "wheel", "touchmove"].forEach(function (name) {
    list.addEventListener(name, touch, { once: true, passive: true });
  });

  function optionOf(result, query, id, first) {
    var option = document.createElement("a");
    option.id = id;
    option.href = result.url;
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(titled("what", result.text, result.html, query));
    if (result.within) {
      var within = titled("within", result.within, result.withinHtml, query);
      var around = say.find_within.split("{title}");
      within.prepend(around[0]);
      within.append(around[1] || "");
      option.append(" ", within);
    }
    if (result.excerpt) {
      var excerpt = document.createElement("span");
      excerpt.className = "excerpt";
      excerpt.innerHTML = result.excerpt; // escaped by Pagefind, but for <mark>
      option.append(" ", excerpt);
      onceSeen(excerpt, async function () {
        var most = first ? PAGE : 2 * PAGE; // rather for the first result than for others
        if (loadedFor(query) + promised + most > BUDGET) await touched;
        promised += most;
        return setExcerpt(result, excerpt).finally(function () { promised -= most; });
      });
    }
    return option;
  }

  function fill(group, results, query) {
    var chosen = active && active.href;
    var number = Array.prototype.indexOf.call(list.children, group);
    group.querySelectorAll("[role=option]").forEach(function (one) { one.remove(); });
    results.forEach(function (result, place) {
      group.append(optionOf(result, query, "-find-" + number + "-" + place, !place));
    });
    group.hidden = !results.length;
    var all = options();
    choose(all.find(function (option) { return option.href === chosen; }) || all[0]);
    input.setAttribute("aria-expanded", String(all.length > 0));
  }

  function groupOf(source) {
    var group = document.createElement("div");
    group.setAttribute("role", "group");
    // Not the visible label, which is in capitals: some screen readers spell them out.
    group.setAttribute("aria-label", source.label);
    var label = document.createElement("div");
    label.setAttribute("aria-hidden", "true");
    label.className = "label";
    label.textContent = source.label;
    group.append(label);
    group.hidden = true;
    return group;
  }

  function pause(milliseconds) {
    return new Promise(function (resolve) { setTimeout(resolve, milliseconds); });
  }

  async function search() {
    var mine = turn += 1;
    var query = parse(input.value);
    if (answered) since = performance.now();
    answered = false;
    query.since = since;
    if (!query.whole) {
      list.replaceChildren();
      choose(null);
      input.setAttribute("aria-expanded", "false");
      status.textContent = "";
      return;
    }
    var failed = false;
    var found = await Promise.all(SOURCES.map(async function (source) {
      if (source.wait) await pause(source.wait);
      if (mine !== turn) return null;
      return source.find(query).catch(function () { failed = true; return []; });
    }).map(async function (coming, number) {
      var results = await coming;
      if (mine !== turn || !results) return 0;
      // The results of the previous query stay until the first of this one arrive.
      if (list.dataset.turn !== String(mine)) {
        list.replaceChildren.apply(list, SOURCES.map(groupOf));
        list.dataset.turn = String(mine);
      }
      fill(list.children[number], results, query);
      if (results.count > results.length) {
        onceSeen(list.children[number].lastElementChild, async function () {
          var some = results.concat(await results.affordable());
          if (mine === turn && some.length > results.length) fill(list.children[number], some, query);
          if (some.length === results.count) return;
          await touched;
          var all = some.concat(await results.others(some.length));
          if (mine === turn) fill(list.children[number], all, query);
        });
      }
      return results.count || results.length;
    }));
    if (mine !== turn) return;
    answered = true;
    var count = found.reduce(function (sum, one) { return sum + one; }, 0);
    status.textContent = count ? counted(say.find_results, count) : failed ? say.find_failed : say.find_nothing;
  }

  // A text with a number has two forms: for one, and for more.
  function counted(text, count) {
    var forms = text.split(" | ");
    return (count === 1 ? forms[0] : forms[forms.length - 1]).replace("{count}", count);
  }

  function move(step) {
    touch();
    var all = options();
    if (!all.length) return;
    var place = all.indexOf(active) + step;
    choose(all[(place + all.length) % all.length]);
  }

  input.addEventListener("input", search);
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active) {
      active.dispatchEvent(new MouseEvent("click", {
        bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey, shiftKey: event.shiftKey
      }));
    } else if (event.key !== "Enter") return;
    event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    if (event.target.closest("[role=option]") && !event.ctrlKey && !event.metaKey) dialog.close();
  });
  list.addEventListener("mousemove", function (event) {
    var option = event.target.closest("[role=option]");
    if (option && option !== active) choose(option);
  });
  addEventListener("notes-wiki-search", function () {
    json(directoryUrl).catch(function () {}); // a failure is shown when something is searched for
  });
  addEventListener("notes-wiki-news", function () {
    files.clear();
    pagefind = null;
    if (dialog.open) search();
  });
  search(); // what was typed while this was loaded
})();

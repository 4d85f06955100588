// A page of `wiki serve`: receives its own state from the server and brings itself up to date. Each state is
// complete (serve/screen.py's PageState), so a missed one does no harm. If only this page has changed, it is fetched
// and morphed in place; if what all pages share has changed, it is reloaded; if its note has moved, the page follows.
// Other scripts receive "notes-wiki-update" when a new text is in place, and "notes-wiki-news" when the text of any
// page may have changed: then they fetch again what they show of other pages.
(function () {
  "use strict";

  // Milliseconds after which a hidden page closes its stream: browsers allow only six to a host.
  var HIDDEN_FOR = 10000;
  var RETRY = 1000;
  var say = JSON.parse(document.currentScript.dataset.words); // the interface in the wiki's language

  var address = decodeURIComponent(location.pathname.slice(1));
  if (!address || address.endsWith("/")) address += "index.html";
  var shown = fromHeader(performance.getEntriesByType("navigation")[0]);
  var state = null;
  var stream = null;
  var fetching = false;
  var timer = 0;

  // Which version of the page this is. The server says so in a header, so that the page itself is byte for byte that
  // of any build. null if the browser does not pass the header on: then the page is fetched once more.
  function fromHeader(entry) {
    var found = { page: null, frame: null, policy: "" };
    ((entry && entry.serverTiming) || []).forEach(function (item) { found[item.name] = item.description; });
    return found;
  }

  function connect() {
    if (stream || document.hidden) return;
    stream = new EventSource("/-/live/events?page=" + encodeURIComponent(address));
    stream.onopen = function () { document.documentElement.dataset.live = "connected"; showLost(false); };
    stream.onmessage = function (event) {
      var before = state;
      state = JSON.parse(event.data);
      follow();
      if (before && before.news !== state.news) hearNews();
    };
    stream.onerror = function () {
      document.documentElement.dataset.live = "lost";
      showLost(true);
      if (!stream || stream.readyState !== EventSource.CLOSED) return; // it reconnects by itself
      disconnect();
      timer = setTimeout(connect, RETRY);
    };
  }

  function disconnect() {
    clearTimeout(timer);
    if (stream) stream.close();
    stream = null;
  }

  // Until the first build is done, the server sends a page that shows its progress in place of any other.
  var progress = document.querySelector("[data-building]");

  function follow() {
    if (progress) {
      if (state.building === null || state.digest) location.reload();
      else if (state.building) progress.textContent = state.building;
      return;
    }
    showTrouble(state.failure, state.problems);
    if (state.moved) {
      location.replace("/" + state.moved.split("/").map(encodeURIComponent).join("/") + location.hash);
    } else if (!state.digest) {
      // The page is gone: the server sends one that says so. After a failure, the last good page stays.
      if (shown.page && !state.failure) location.reload();
    } else if (shown.page === "" || (shown.frame !== null && shown.frame !== state.frame)) {
      location.reload();
    } else if (shown.page !== state.digest) {
      update();
    }
    showReplaced();
  }

  // A map cannot be redrawn in place: if it has changed, its page is reloaded.
  var drawn = null;

  function mapData() {
    var map = document.querySelector(".map[data-places]");
    return map && Promise.all([map.dataset.places, map.dataset.notes].map(function (one) {
      return fetch(new URL(one, document.baseURI)).then(function (answer) { return answer.text(); });
    })).then(JSON.stringify);
  }

  async function hearNews() {
    dispatchEvent(new Event("notes-wiki-news"));
    var data = drawn && await mapData();
    if (data && data !== await drawn) location.reload();
  }

  // Pictures and other files that were replaced under the same name: their address in the page has not changed.
  function showReplaced() {
    document.querySelectorAll("main [src]").forEach(function (element) {
      var url = new URL(element.getAttribute("src"), location.href);
      var version = state.replaced[decodeURIComponent(url.pathname.slice(1))];
      if (url.origin !== location.origin || !version || url.search === "?" + version) return;
      url.search = version;
      element.src = url.href;
    });
  }

  function update() {
    if (fetching) return;
    fetching = true;
    fetch(location.pathname, { cache: "no-store" }).then(function (response) {
      var timing = response.headers.get("server-timing") || "";
      var known = /page;desc="([^"]*)"/.exec(timing);
      // The new text has a diagram, and this page was loaded under a policy that does not allow its styles.
      if (response.ok && timing.includes('policy;desc="diagrams"') && !shown.policy) {
        location.reload();
        return null;
      }
      return response.text().then(function (text) {
        fetching = false;
        if (!response.ok) { setTimeout(catchUp, RETRY); return; }
        put(new DOMParser().parseFromString(text, "text/html"));
        showReplaced();
        shown = { page: known ? known[1] : state.digest, frame: state.frame, policy: shown.policy };
        if (shown.page !== state.digest) setTimeout(follow, 50);
      });
    }).catch(function () { // the network or the server failed, which the event stream may never notice
      fetching = false;
      setTimeout(catchUp, RETRY);
    });
  }

  function catchUp() {
    if (stream && state.digest && shown.page !== state.digest) follow();
  }

  function put(page) {
    var main = document.querySelector("main");
    var fresh = page.querySelector("main");
    if (!main || !fresh) { location.reload(); return; }
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    // These name the wiki's language if the note has another.
    ["a.skip", "header.site"].forEach(function (selector) {
      var old = document.querySelector(selector);
      var made = page.querySelector(selector);
      if (!old || !made) return;
      old.toggleAttribute("lang", made.hasAttribute("lang"));
      if (made.lang) old.lang = made.lang;
    });
    addHeadElements(page);
    window.notesWikiMorph(main, fresh);
    dispatchEvent(new Event("notes-wiki-update"));
  }

  // Adds style sheets and scripts that the page did not need before: those of its first formula, its first code.
  function addHeadElements(page) {
    page.head.querySelectorAll("link[rel=stylesheet], script[src]").forEach(function (element) {
      var name = element.localName === "link" ? "href" : "src";
      var value = element.getAttribute(name);
      if (document.head.querySelector("[" + name + "='" + CSS.escape(value) + "']")) return;
      var made = document.createElement(element.localName); // an imported script would not run
      Array.from(element.attributes).forEach(function (one) { made.setAttribute(one.name, one.value); });
      made.async = false; // one script may need what another defines
      document.head.append(made);
    });
  }

  // --- what is wrong --------------------------------------------------------------------------------

  var overlay = null;
  var bar = null;
  var dismissed = ""; // the failure that the reader has closed

  function make(name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function showTrouble(failure, problems) {
    if (overlay) overlay.remove();
    overlay = null;
    if (failure && failure !== dismissed) showFailure(failure);
    if (!failure) dismissed = "";
    showProblems(problems);
  }

  function showFailure(failure) {
    overlay = make("section", "live-overlay");
    overlay.setAttribute("role", "alert");
    overlay.append(make("h2", "", say.live_failure), make("pre", "", failure));
    var button = make("button", "", say.live_hide);
    button.type = "button";
    button.addEventListener("click", function () { dismissed = failure; overlay.remove(); overlay = null; });
    overlay.append(button);
    document.body.append(overlay);
  }

  function showProblems(problems) {
    var open = bar && bar.open;
    if (bar) bar.remove();
    bar = null;
    if (!problems.length) return;
    bar = make("details", "live-bar");
    bar.open = Boolean(open);
    var forms = say.live_problems.split(" | ");
    var count = forms[problems.length === 1 ? 0 : forms.length - 1].replace("{count}", problems.length);
    bar.append(make("summary", "", count));
    var list = make("ul", "");
    problems.forEach(function (problem) {
      var item = make("li", problem.severity);
      var line = make(problem.link ? "a" : "span", "", problem.line);
      if (problem.link) line.href = problem.link;
      line.title = problem.text;
      item.append(line);
      list.append(item);
    });
    bar.append(list);
    document.body.append(bar);
  }

  var notice = null;
  var noticeTimer = 0;

  // Shows that the server is away, but only after a while, because a restart takes a moment. Every failed attempt to
  // reconnect calls this again, and must not start the wait again.
  function showLost(isLost) {
    if (isLost && (notice || noticeTimer)) return;
    clearTimeout(noticeTimer);
    noticeTimer = 0;
    if (notice) { notice.remove(); notice = null; }
    if (!isLost) return;
    noticeTimer = setTimeout(function () {
      noticeTimer = 0;
      notice = make("p", "live-lost", say.live_lost);
      notice.setAttribute("role", "status");
      document.body.append(notice);
    }, 3 * RETRY);
  }

  document.addEventListener("visibilitychange", function () {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(disconnect, HIDDEN_FOR);
    else connect();
  });
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  drawn = mapData();
  connect();
})();

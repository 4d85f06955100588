// A page of `wiki serve`: hears its own state from the server and brings itself up to date. A state says all
// (serve/screen.py's PageState), so one that is missed does no harm. The page is fetched and morphed in place
// where only it has changed, loaded anew where what all pages share has, and led to where its note went.
// Other scripts hear "notes-wiki-update" when a new text is in place, and "notes-wiki-news" when that of any page
// may be another: what they show of other pages, they ask for anew.
(function () {
  "use strict";

  var HIDDEN_FOR = 10000; // milliseconds; then the stream is closed, for a browser has but six a host
  var AGAIN = 1000;
  var say = JSON.parse(document.currentScript.dataset.words); // the interface in the wiki's language

  var address = decodeURIComponent(location.pathname.slice(1));
  if (!address || address.endsWith("/")) address += "index.html";
  var shown = fromHeader(performance.getEntriesByType("navigation")[0]);
  var state = null;
  var stream = null;
  var fetching = false;
  var timer = 0;

  // Which version stands in the page: the server says it beside the page, not in it, so that pages are the
  // same bytes as in any build. null where the browser does not tell: then the page is fetched once more.
  function fromHeader(entry) {
    var found = { page: null, frame: null, policy: "" };
    ((entry && entry.serverTiming) || []).forEach(function (item) { found[item.name] = item.description; });
    return found;
  }

  function connect() {
    if (stream || document.hidden) return;
    stream = new EventSource("/-/live/events?page=" + encodeURIComponent(address));
    stream.onopen = function () { document.documentElement.dataset.live = "connected"; lost(false); };
    stream.onmessage = function (event) {
      var before = state;
      state = JSON.parse(event.data);
      follow();
      if (before && before.news !== state.news) hearNews();
    };
    stream.onerror = function () {
      document.documentElement.dataset.live = "lost";
      lost(true);
      if (!stream || stream.readyState !== EventSource.CLOSED) return; // it tries again by itself
      disconnect();
      timer = setTimeout(connect, AGAIN);
    };
  }

  function disconnect() {
    clearTimeout(timer);
    if (stream) stream.close();
    stream = null;
  }

  // Until the first build is done this page stands for the one that was asked for.
  var standsIn = document.querySelector("[data-building]");

  function follow() {
    if (standsIn) {
      if (state.building === null || state.digest) location.reload();
      else if (state.building) standsIn.textContent = state.building;
      return;
    }
    tell(state.failure, state.problems);
    if (state.moved) {
      location.replace("/" + state.moved.split("/").map(encodeURIComponent).join("/") + location.hash);
    } else if (!state.digest) {
      // Gone: the server has a page that says so. With a failure, the last good page stays.
      if (shown.page && !state.failure) location.reload();
    } else if (shown.page === "" || (shown.frame !== null && shown.frame !== state.frame)) {
      location.reload();
    } else if (shown.page !== state.digest) {
      update();
    }
    showReplaced();
  }

  // A map cannot be drawn anew in its place: where it has changed, its page is loaded anew.
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

  // A picture, or another file, that was replaced under its name: no page says so, for its address is the same.
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
      var said = response.headers.get("server-timing") || "";
      var known = /page;desc="([^"]*)"/.exec(said);
      // What the new text needs, a diagram's own styles, the policy this page came with does not allow.
      if (response.ok && said.includes('policy;desc="diagrams"') && !shown.policy) {
        location.reload();
        return null;
      }
      return response.text().then(function (text) {
        fetching = false;
        if (!response.ok) { setTimeout(catchUp, AGAIN); return; }
        put(new DOMParser().parseFromString(text, "text/html"));
        showReplaced();
        shown = { page: known ? known[1] : state.digest, frame: state.frame, policy: shown.policy };
        if (shown.page !== state.digest) setTimeout(follow, 50);
      });
    }).catch(function () { // the network, or the server, is gone; the stream of news may never notice
      fetching = false;
      setTimeout(catchUp, AGAIN);
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
    // These name the wiki's language where the note has another.
    ["a.skip", "header.site"].forEach(function (frame) {
      var there = document.querySelector(frame);
      var fresh = page.querySelector(frame);
      if (there && fresh) there.toggleAttribute("lang", fresh.hasAttribute("lang"));
      if (there && fresh && fresh.lang) there.lang = fresh.lang;
    });
    need(page);
    window.notesWikiMorph(main, fresh);
    dispatchEvent(new Event("notes-wiki-update"));
  }

  // Style sheets and scripts that the page did not need before: its first formula, its first code.
  function need(page) {
    page.head.querySelectorAll("link[rel=stylesheet], script[src]").forEach(function (element) {
      var name = element.localName === "link" ? "href" : "src";
      var value = element.getAttribute(name);
      if (document.head.querySelector("[" + name + "='" + CSS.escape(value) + "']")) return;
      var made = document.createElement(element.localName); // a script that was parsed elsewhere does not run
      Array.from(element.attributes).forEach(function (one) { made.setAttribute(one.name, one.value); });
      made.async = false; // one script may need what another defines
      document.head.append(made);
    });
  }

  // --- what is wrong --------------------------------------------------------------------------------

  var overlay = null;
  var bar = null;
  var closed = "";

  function make(name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function tell(failure, problems) {
    if (overlay) overlay.remove();
    overlay = null;
    if (failure && failure !== closed) showFailure(failure);
    if (!failure) closed = "";
    showProblems(problems);
  }

  function showFailure(failure) {
    overlay = make("section", "live-overlay");
    overlay.setAttribute("role", "alert");
    overlay.append(make("h2", "", say.live_failure), make("pre", "", failure));
    var button = make("button", "", say.live_hide);
    button.type = "button";
    button.addEventListener("click", function () { closed = failure; overlay.remove(); overlay = null; });
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

  var sign = null;
  var signTimer = 0;

  // A restart of the server takes a moment; only what lasts longer is told.
  // Each attempt that fails says so anew, and must not put it off.
  function lost(is) {
    if (is && (sign || signTimer)) return;
    clearTimeout(signTimer);
    signTimer = 0;
    if (sign) { sign.remove(); sign = null; }
    if (!is) return;
    signTimer = setTimeout(function () {
      signTimer = 0;
      sign = make("p", "live-lost", say.live_lost);
      sign.setAttribute("role", "status");
      document.body.append(sign);
    }, 3 * AGAIN);
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

// What must be known before the page is drawn. Light, dark, or the system's choice: a remembered theme never
// flashes; the button is wired up once there is one, and storage may be refused: then nothing is remembered.
// And the fonts: they are fetched at once, and the page is shown when they have come, so that nothing moves;
// but never later than after 400 ms, in what the reader has meanwhile.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "notes-wiki-theme";
  var system = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      var value = localStorage.getItem(key);
      return value === "light" || value === "dark" ? value : "system";
    } catch (refused) {
      return root.dataset.theme || "system";
    }
  }

  function apply(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  }

  function remember(theme) {
    try {
      if (theme === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch (refused) {
      apply(theme); // holds for this page
    }
  }

  // From the system's choice first to its opposite, so that every press is seen to do something.
  function after(theme) {
    var order = system.matches ? ["system", "light", "dark"] : ["system", "dark", "light"];
    return order[(order.indexOf(theme) + 1) % order.length];
  }

  function label(theme) {
    var button = document.querySelector("button.theme");
    if (!button) return;
    button.dataset.choice = theme; // style.css draws it
    var words = button.dataset.words.split("|");
    button.title = words[0] + words[1 + ["system", "light", "dark"].indexOf(theme)]; // its name too
    button.hidden = false;
  }

  function show() {
    apply(remembered());
    label(remembered());
  }

  function preload(address) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "font";
    link.type = "font/woff2";
    link.crossOrigin = "";
    link.href = address;
    return new Promise(function (resolve) {
      link.onload = link.onerror = resolve;
      document.head.append(link);
    });
  }

  function ready() {
    return new Promise(function (resolve) { document.addEventListener("DOMContentLoaded", resolve); });
  }

  // page.js measures nothing before "notes-wiki-shown": a layout before the main fonts are there is made for
  // nothing, and takes longest, for every sign they lack is looked for in the system's.
  function showWithFonts(fonts) {
    root.dataset.waiting = ""; // style.css hides what is in the page
    var shown = function () {
      if (!("waiting" in root.dataset)) return;
      delete root.dataset.waiting;
      dispatchEvent(new Event("notes-wiki-shown"));
    };
    setTimeout(shown, 400);
    Promise.all([ready(), ...fonts.map(preload)]).then(function () {
      document.body.getBoundingClientRect(); // laid out, it has asked for all the fonts it needs
      document.fonts.ready.then(shown);
    });
  }

  apply(remembered());
  showWithFonts(location.protocol === "file:" ? [] : document.currentScript.dataset.fonts.split(" "));

  addEventListener("storage", show); // another tab chose
  addEventListener("notes-wiki-update", show); // live.js has put a new page in place
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("button.theme")) return;
    remember(after(remembered()));
    show();
  });
})();

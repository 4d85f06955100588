// Runs before the page is drawn, for two things.
// The theme (light, dark, or the system's choice): a remembered one is applied at once, so that no other flashes
// by. If the browser refuses storage, a choice holds for the page only.
// The fonts: they are fetched at once, and the page is shown when they are there, so that nothing moves; after
// 400 ms it is shown in any case, with the fonts the reader has.
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
      apply(theme); // for this page only
    }
  }

  // After the system's choice comes its opposite, so that every press has a visible effect.
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

  // page.js measures nothing before "notes-wiki-shown": a layout without the main fonts would be thrown away, and
  // is the slowest, because the browser searches the system's fonts for every character.
  function showWithFonts(fonts) {
    root.dataset.waiting = ""; // style.css hides what is in the page
    var shown = function () {
      if (!("waiting" in root.dataset)) return;
      delete root.dataset.waiting;
      dispatchEvent(new Event("notes-wiki-shown"));
    };
    setTimeout(shown, 400);
    Promise.all([ready(), ...fonts.map(preload)]).then(function () {
      document.body.getBoundingClientRect(); // a layout makes the browser request all the fonts it needs
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

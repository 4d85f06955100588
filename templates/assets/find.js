// Opens the search: `/` or Ctrl-K anywhere, or the field in the header. The dialog can be typed into at once;
// search.js, which finds what is typed, is loaded when it is first wanted. A page opened from the disk may
// fetch nothing, so there the field goes.
(function () {
  "use strict";
  var here = document.currentScript.src;
  var asked = null;

  function field() {
    return document.querySelector("a[data-search]");
  }

  function load() {
    asked = asked || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL("search.js", here);
      script.onload = resolve;
      script.onerror = function () { asked = null; reject(new Error("search.js cannot be loaded")); };
      document.head.append(script);
    });
    return asked;
  }

  var dialog = null;

  function make(link) {
    var say = JSON.parse(link.dataset.words); // the interface in the wiki's language
    var made = document.createElement("dialog");
    made.className = "find";
    made.innerHTML = '<form method="dialog"><input type="search" role="combobox" aria-autocomplete="list" '
      + 'aria-expanded="false" aria-controls="-find-results" autocomplete="off" '
      + 'spellcheck="false" autocapitalize="off" enterkeyhint="go">'
      + '<button type="button"></button></form>'
      + '<div id="-find-results" role="listbox"></div><p role="status"></p>';
    var input = made.querySelector("input");
    var name = link.querySelector("span").textContent;
    [made, input, made.querySelector("[role=listbox]")].forEach(function (element) {
      element.setAttribute("aria-label", name);
    });
    input.placeholder = say.find_hint;
    made.querySelector("button").setAttribute("aria-label", say.close);
    made.querySelector("button").addEventListener("click", function () { made.close(); });
    made.addEventListener("click", function (event) {
      if (event.target === made) made.close(); // the ground beside it
    });
    made.addEventListener("submit", function (event) { event.preventDefault(); });
    input.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault(); // a search field would first be emptied
      made.close();
    });
    return made;
  }

  function open() {
    var link = field();
    dialog = dialog || make(link);
    if (!dialog.isConnected) document.documentElement.append(dialog); // beside what live.js puts anew
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").focus();
    dialog.querySelector("input").select();
    load().then(
      function () { dispatchEvent(new CustomEvent("notes-wiki-search", { detail: dialog })); },
      // Where the script cannot be had, the link does what it does without script.
      function () { if (dialog.open) location.href = link.href; });
  }

  function writing(target) {
    return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
  }

  function show() {
    var link = field();
    if (!link) return;
    if (location.protocol === "file:") {
      link.hidden = true;
      return;
    }
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
    link.querySelector("kbd").hidden = false;
  }

  show();
  addEventListener("notes-wiki-update", show); // live.js has put a new page in place
  if (location.protocol === "file:") return;

  addEventListener("keydown", function (event) {
    var control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    var asks = control ? event.key.toLowerCase() === "k"
      : event.key === "/" && !event.altKey && !writing(event.target);
    if (!asks || !field()) return;
    event.preventDefault();
    open();
  });
  addEventListener("click", function (event) {
    var plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!plain || !event.target.closest("a[data-search]")) return;
    event.preventDefault();
    open();
  });
  // A button is pressed with the space bar too.
  addEventListener("keydown", function (event) {
    if (event.key !== " " || !event.target.matches("a[data-search]")) return;
    event.preventDefault();
    open();
  });
})();

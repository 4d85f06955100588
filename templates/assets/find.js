// Opens the search: `/` or Ctrl-K anywhere, or the field in the header. One can type into the dialog at once;
// search.js, which does the searching, is loaded when it is first needed. A page opened from the disk may fetch
// nothing, so the field is hidden there.
(function () {
  "use strict";
  var here = document.currentScript.src;
  var loading = null;

  function field() {
    return document.querySelector("a[data-search]");
  }

  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = new URL("search.js", here);
      script.onload = resolve;
      script.onerror = function () { loading = null; reject(new Error("search.js cannot be loaded")); };
      document.head.append(script);
    });
    return loading;
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
      if (event.target === made) made.close(); // the backdrop was clicked
    });
    made.addEventListener("submit", function (event) { event.preventDefault(); });
    input.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault(); // by itself, a search field is only emptied
      made.close();
    });
    return made;
  }

  function open() {
    var link = field();
    dialog = dialog || make(link);
    if (!dialog.isConnected) document.documentElement.append(dialog); // outside the part that live.js replaces
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").focus();
    dialog.querySelector("input").select();
    load().then(
      function () { dispatchEvent(new CustomEvent("notes-wiki-search", { detail: dialog })); },
      // If the script cannot be loaded, the link does what it does without script.
      function () { if (dialog.open) location.href = link.href; });
  }

  function isEditable(target) {
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
    var opens = control ? event.key.toLowerCase() === "k"
      : event.key === "/" && !event.altKey && !isEditable(event.target);
    if (!opens || !field()) return;
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

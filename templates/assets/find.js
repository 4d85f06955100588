// Opens the search: `/` or Ctrl-K anywhere, or the field in the header. search.js, which does the work, is
// loaded when it is first wanted. A page opened from the disk may fetch nothing, so there the field goes.
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

  // Where the script cannot be had, the link does what it does without script.
  function open() {
    var link = field();
    load().then(
      function () { dispatchEvent(new CustomEvent("notes-wiki-search", { detail: link })); },
      function () { location.href = link.href; });
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

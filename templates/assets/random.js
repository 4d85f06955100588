// Leads to a random note: chooses one of the files that list the notes' addresses, and one of its addresses. These
// files are scripts, because a page opened from the disk can load nothing else.
(function () {
  "use strict";
  var shards = Number(document.currentScript.dataset.shards);

  window.notesWikiRandom = function (addresses) {
    if (!addresses.length) return;
    var address = addresses[Math.floor(Math.random() * addresses.length)];
    location.replace(new URL("../" + address, location.href));
  };

  var script = document.createElement("script");
  script.src = "random/" + Math.floor(Math.random() * shards) + ".js";
  document.head.append(script);
})();

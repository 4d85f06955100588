// Leads to any note: chooses one of the files of addresses beside this page, and one of its addresses. The
// files are scripts, which a page opened from the disk may load too.
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

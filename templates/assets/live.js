// Live pages of `wiki serve`: listens for news of this page and shows it anew.
(function () {
  "use strict";

  var known = null;
  var page = decodeURIComponent(location.pathname.slice(1));
  var stream = new EventSource("/-/live/events?page=" + encodeURIComponent(page));
  stream.addEventListener("message", function (event) {
    if (known !== null && event.data !== known) location.reload();
    known = event.data;
  });
})();

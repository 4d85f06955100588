// The map of the whole wiki. The positions were computed when the site was built; sigma draws them. The list beside
// the map shows the same in words: the notes that were searched for, or the selected note and those linked with it.
// If nothing may be fetched or WebGL is missing, the list stays as it was.
(function () {
  "use strict";
  var MOST = 60; // notes in the list at a time
  var here = document.currentScript.src;
  var map = document.querySelector(".map");
  var say = JSON.parse(map.dataset.words); // the interface in the wiki's language
  var drawing = map.querySelector(".drawing");
  var form = map.querySelector("form");
  var input = form.querySelector("input");
  var colours = form.querySelector("select");
  var list = map.querySelector("[aria-live]");
  var initial = Array.from(list.childNodes);
  var still = matchMedia("(prefers-reduced-motion: reduce)");
  var root = new URL("../", new URL("./", document.baseURI));

  var notes = []; // [address, title, folder, tag]
  var names = {};
  var near = []; // for each note, the notes it is linked with
  var clusters = [];
  var graph = null;
  var sigma = null;
  var chosen = -1;
  var pointed = -1;
  var heads = new Set(); // the notes whose names are always shown
  var taken = []; // the boxes of the names drawn so far
  var found = null; // the set of notes that match the search; null if nothing is searched for
  var palette = {};

  if (location.protocol === "file:" || !webgl()) return;
  Promise.all([
    json(map.dataset.places),
    json(map.dataset.notes),
    script("sigma/graphology.min.js").then(function () { return script("sigma/sigma.min.js"); })
  ]).then(function (loaded) { begin(loaded[0], loaded[1]); }, function () {}); // without the map, the list remains

  async function json(address) {
    var answer = await fetch(new URL(address, document.baseURI));
    if (!answer.ok) throw new Error(answer.status + " " + address);
    return answer.json();
  }

  function script(name) {
    return new Promise(function (resolve, reject) {
      document.head.append(Object.assign(document.createElement("script"), {
        src: new URL(name, here), onload: resolve, onerror: reject
      }));
    });
  }

  function webgl() {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  }

  function begin(places, named) {
    notes = named.notes;
    names = { folder: named.folders, tag: named.tags };
    clusters = places.clusters;
    near = notes.map(function () { return []; });
    for (var place = 0; place < places.links.length; place += 2) {
      near[places.links[place]].push(places.links[place + 1]);
      near[places.links[place + 1]].push(places.links[place]);
    }
    if (!notes.length) return;
    readPalette();
    graph = new graphology.UndirectedGraph();
    notes.forEach(function (note, number) {
      graph.addNode(number, {
        x: places.places[2 * number],
        y: places.places[2 * number + 1],
        label: note[1],
        size: 1
      });
    });
    near.forEach(function (others, number) {
      others.forEach(function (other) { if (number < other) graph.addEdge(number, other, { size: 0.6 }); });
    });
    drawing.hidden = form.hidden = false;
    map.classList.add("drawn");
    offerColours();
    findHeads();
    setSizes(places.places);
    draw();
    var asked = Number.parseInt(location.hash.slice(1), 10);
    if (asked >= 0 && asked < notes.length) choose(asked);
  }

  // The most linked note of each larger cluster: their names are enough for orientation when zoomed out. A very small
  // wiki has room for all names.
  function findHeads() {
    var most = new Map();
    var sizes = new Map();
    clusters.forEach(function (cluster, number) {
      if (cluster < 0) return;
      sizes.set(cluster, (sizes.get(cluster) || 0) + 1);
      var head = most.get(cluster);
      if (head === undefined || near[number].length > near[head].length) most.set(cluster, number);
    });
    var room = Math.max(6, Math.round(drawing.clientWidth / 70));
    if (notes.length <= room) {
      heads = new Set(notes.keys());
      return;
    }
    heads = new Set(Array.from(most.keys()).filter(function (cluster) { return sizes.get(cluster) > 2; })
      .sort(function (one, other) { return sizes.get(other) - sizes.get(one); })
      .slice(0, room).map(function (cluster) { return most.get(cluster); }));
  }

  // Notes are some ten units apart (notes_wiki/render/layout.py), and drawn as large as possible without touching.
  function setSizes(places) {
    var extent = places.reduce(function (most, place) { return Math.max(most, Math.abs(place)); }, 1);
    var unit = Math.min(drawing.clientWidth, drawing.clientHeight) / (2 * extent);
    var most = near.reduce(function (most, others) { return Math.max(most, others.length); }, 1);
    graph.updateEachNodeAttributes(function (key, data) {
      var share = Math.sqrt(near[Number(key)].length / most);
      data.size = Math.max(1.2, Math.min(10, unit * 10 * (0.2 + 0.26 * share)));
      return data;
    });
  }

  // --- Colours ---

  // A colour of the theme in a form that a canvas understands.
  function colourOf(value) {
    var probe = document.createElement("span");
    probe.style.color = value;
    probe.style.forcedColorAdjust = "none"; // else each would be the colour of text
    map.append(probe);
    var found = getComputedStyle(probe).color;
    probe.remove();
    return hex(found);
  }

  function hex(colour) {
    var context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return "#" + Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3), function (part) {
      return part.toString(16).padStart(2, "0");
    }).join("");
  }

  function readPalette() {
    var ink = colourOf("var(--ink)");
    var dark = Number.parseInt(ink.slice(1, 3), 16) > 128;
    palette = {
      ink: ink,
      paper: colourOf("var(--paper)"),
      soft: colourOf("var(--soft)"),
      rule: colourOf("var(--rule)"),
      faint: colourOf("var(--faint)"),
      accent: colourOf("var(--accent)"),
      groups: Array.from({ length: 24 }, function (_, number) {
        // Hues a golden angle apart, at a lightness that stands out from the background.
        var hue = (215 + number * 137.5) % 360;
        return hex("hsl(" + hue + " 48% " + (dark ? 66 : 42) + "%)");
      })
    };
  }

  function groupOf(number) {
    if (colours.value === "folder") return notes[number][2];
    if (colours.value === "tag") return notes[number][3];
    return clusters[number];
  }

  function offerColours() {
    var kinds = [["cluster", say.map_cluster]];
    if (names.folder.length > 1) kinds.unshift(["folder", say.map_folder]);
    if (names.tag.length > 1) kinds.push(["tag", say.map_tag]);
    kinds.forEach(function (kind) { colours.add(new Option(kind[1], kind[0])); });
    colours.closest("label").hidden = kinds.length < 2;
  }

  // --- Drawing ---

  function draw() {
    sigma = new Sigma(graph, drawing, {
      allowInvalidContainer: true,
      labelFont: getComputedStyle(form).fontFamily,
      labelSize: 12,
      labelDensity: 0.5,
      labelGridCellSize: 140,
      labelRenderedSizeThreshold: 6,
      defaultDrawNodeLabel: drawLabel,
      hideEdgesOnMove: graph.size > 8000,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 1.6,
      defaultDrawNodeHover: drawHover,
      nodeReducer: nodeLook,
      edgeReducer: edgeLook
    });
    // The constructor has drawn once already; what is drawn next may use the space of those names.
    sigma.on("beforeRender", function () { taken = []; });
    recolour();
    sigma.on("enterNode", function (event) { point(Number(event.node)); });
    sigma.on("leaveNode", function () { point(-1); });
    sigma.on("clickNode", function (event) { choose(Number(event.node)); });
    sigma.on("clickStage", function () { choose(-1); });
    sigma.on("doubleClickNode", function (event) {
      event.preventSigmaDefault();
      location.href = address(Number(event.node));
    });
  }

  function recolour() {
    sigma.setSetting("labelColor", { color: palette.ink });
    sigma.refresh();
  }

  function point(number) {
    pointed = number;
    drawing.classList.toggle("pointing", number >= 0);
    sigma.refresh({ skipIndexation: true });
  }

  function isLit(number) {
    var middle = pointed >= 0 ? pointed : chosen;
    if (middle >= 0) return number === middle || near[middle].includes(number);
    return !found || found.has(number);
  }

  // Whether a note's name is shown however far one zooms out.
  function isNamed(number) {
    var middle = pointed >= 0 ? pointed : chosen;
    if (middle >= 0) return number === middle || near[middle].length < 30;
    return found ? found.size < 30 : heads.has(number);
  }

  function nodeLook(key, data) {
    var number = Number(key);
    var group = groupOf(number);
    var look = Object.assign({}, data);
    look.color = group < 0 ? palette.faint : palette.groups[group % palette.groups.length];
    if (!isLit(number)) {
      look.color = palette.rule;
      look.label = "";
      look.zIndex = 0;
    } else {
      look.zIndex = 1;
      look.forceLabel = isNamed(number);
      if (number === chosen) look.color = palette.accent;
    }
    return look;
  }

  function edgeLook(edge, data) {
    var middle = pointed >= 0 ? pointed : chosen;
    var look = Object.assign({}, data, { color: palette.rule });
    var ends = graph.extremities(edge);
    if (middle >= 0) {
      look.hidden = Number(ends[0]) !== middle && Number(ends[1]) !== middle;
      look.color = palette.soft;
      look.zIndex = 1;
    } else if (found) {
      look.hidden = !found.has(Number(ends[0])) || !found.has(Number(ends[1]));
    }
    return look;
  }

  function overlap(one, other) {
    return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
  }

  // Draws a name with an outline in the background's colour, so that it can be read over lines and notes. A name that
  // would overlap another is left out.
  function drawLabel(context, data, settings) {
    if (!data.label) return;
    var text = data.label.length > 34 ? data.label.slice(0, 33).trimEnd() + "…" : data.label;
    context.font = settings.labelSize + "px " + settings.labelFont;
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = palette.paper;
    context.fillStyle = palette.ink;
    var left = data.x + data.size + 3;
    var wide = context.measureText(text).width;
    if (left + wide > drawing.clientWidth - 4) left = data.x - data.size - 3 - wide;
    var box = [left, data.y - settings.labelSize / 2 - 1, left + wide, data.y + settings.labelSize / 2 + 1];
    var number = Number(data.key);
    if (number !== chosen && number !== pointed && taken.some(function (other) { return overlap(box, other); })) return;
    taken.push(box);
    context.strokeText(text, left, data.y + settings.labelSize / 3);
    context.fillText(text, left, data.y + settings.labelSize / 3);
  }

  function drawHover(context, data, settings) {
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.stroke();
    drawLabel(context, data, settings);
  }

  function lookAt(numbers) {
    var spots = numbers.map(function (number) { return sigma.getNodeDisplayData(number); });
    var xs = spots.map(function (spot) { return spot.x; });
    var ys = spots.map(function (spot) { return spot.y; });
    var wide = Math.max(Math.max.apply(null, xs) - Math.min.apply(null, xs),
      Math.max.apply(null, ys) - Math.min.apply(null, ys));
    var view = {
      x: (Math.max.apply(null, xs) + Math.min.apply(null, xs)) / 2,
      y: (Math.max.apply(null, ys) + Math.min.apply(null, ys)) / 2,
      ratio: Math.min(Math.max(wide * 1.4, 0.12), 1)
    };
    if (still.matches) sigma.getCamera().setState(view);
    else sigma.getCamera().animate(view, { duration: 350 });
  }

  // --- The list ---

  function address(number) {
    return new URL(notes[number][0], root).href;
  }

  function element(name, text, more) {
    return Object.assign(document.createElement(name), { textContent: text }, more || {});
  }

  // A line of the list: the note, and a button with its number of links, which shows it on the map.
  function line(number) {
    var item = document.createElement("li");
    var show = element("button", String(near[number].length), { type: "button" });
    show.setAttribute("aria-label", say.map_show.replace("{title}", notes[number][1]) + ": "
      + counted(say.notes, near[number].length));
    show.addEventListener("click", function () { choose(number, true); });
    item.append(element("a", notes[number][1], { href: address(number) }), " ", show);
    return item;
  }

  function lines(numbers) {
    var box = document.createElement("ul");
    numbers.slice(0, MOST).forEach(function (number) { box.append(line(number)); });
    return box;
  }

  function mostLinkedFirst(one, other) {
    return near[other].length - near[one].length || notes[one][1].localeCompare(notes[other][1]);
  }

  function fillList() {
    if (chosen >= 0) return listChosen();
    if (found) return listFound();
    list.replaceChildren.apply(list, initial);
  }

  function listChosen() {
    var others = near[chosen].slice().sort(mostLinkedFirst);
    var head = element("h2", "", { id: "-list", tabIndex: -1 });
    head.append(element("a", notes[chosen][1], { href: address(chosen) }));
    var back = element("button", say.map_back, { type: "button", className: "back" });
    back.addEventListener("click", function () {
      choose(-1);
      input.focus();
    });
    list.replaceChildren(back, head, element("p", counted(say.map_linked, others.length)), lines(others));
    head.querySelector("a").className = "chosen";
  }

  function listFound() {
    var numbers = Array.from(found).sort(mostLinkedFirst);
    list.replaceChildren(element("h2", numbers.length ? counted(say.notes, numbers.length) : say.find_nothing, { id: "-list" }),
      lines(numbers));
  }

  // A text with a number has two forms: for one, and for more.
  function counted(text, count) {
    var forms = text.split(" | ");
    var number = String(count).replace(/\B(?=(\d{3})+$)/g, say.thousands);
    return (count === 1 ? forms[0] : forms[forms.length - 1]).replace("{count}", number);
  }

  function choose(number, byKeyboard) {
    chosen = number;
    fillList();
    sigma.refresh({ skipIndexation: true });
    if (number < 0) return;
    if (byKeyboard) list.querySelector("h2").focus();
    lookAt([number].concat(near[number]));
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  var folded = null;

  function find() {
    var words = fold(input.value).split(/\s+/).filter(Boolean);
    folded = folded || notes.map(function (note) { return fold(note[1]); });
    chosen = -1;
    found = !words.length ? null : new Set(notes.map(function (_, number) { return number; }).filter(function (number) {
      return words.every(function (word) { return folded[number].includes(word); });
    }));
    fillList();
    sigma.refresh({ skipIndexation: true });
    if (found && found.size) lookAt(Array.from(found).slice(0, 500));
    else if (!found) sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  input.addEventListener("input", find);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  colours.addEventListener("change", function () { sigma.refresh({ skipIndexation: true }); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && chosen >= 0 && !document.querySelector("dialog[open]")) choose(-1);
  });

  // When the theme has changed, by its button or by the system.
  function repaint() {
    if (!sigma) return;
    readPalette();
    recolour();
  }
  new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
})();

/* The standalone page. Every text that came from a source is put in by textContent; nothing is built from HTML. */
(function () {
  "use strict";
  var read = function (id) { return JSON.parse(document.getElementById(id).textContent); };
  var byId = function (id) { return document.getElementById(id); };
  var told = read("told"), nodes = read("nodes"), edges = read("edges"), options = read("options");
  var words = told.words, kinds = told.kinds, relations = told.relations;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var scheme = function () { return dark.matches ? "dark" : "light"; };
  var ink = function (name) { return told.colours[scheme()][name]; };
  var hidden = {}, chosen = null, hovered = null, near = null;
  var LABEL = 12, SMALL = 2500;

  // What touches what, by number.
  var links = nodes.map(function () { return []; });
  edges.forEach(function (edge, number) {
    edge.id = number;
    links[edge.from].push({ edge: edge, out: true, other: edge.to });
    links[edge.to].push({ edge: edge, out: false, other: edge.from });
  });
  // The best linked first: whose name is shown where there is room for few.
  var ranked = nodes.slice().sort(function (a, b) { return b.size - a.size || a.id - b.id; });

  // ------------------------------------------------------------------ small makers

  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) { element.className = className; }
    if (text !== undefined) { element.textContent = text; element.dir = "auto"; }
    return element;
  }

  function button(className, text, click) {
    var element = make("button", className, text);
    element.type = "button";
    element.addEventListener("click", click);
    return element;
  }

  function sign(kind) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    var look = kinds[kind][scheme()], ring = kinds[kind].shape === "ring";
    svg.setAttribute("viewBox", "-10 -10 20 20");
    svg.setAttribute("class", "sign");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", outline(kinds[kind].shape, 8));
    path.setAttribute("fill", ring ? "none" : look.fill);
    path.setAttribute("stroke", look.line);
    path.setAttribute("stroke-width", ring || kinds[kind].hollow ? 2.2 : 1.2);
    svg.appendChild(path);
    return svg;
  }

  /** An outline of radius r around 0, 0, as a path that both SVG and canvas read. */
  function outline(shape, r) {
    if (shape === "square") {
      var h = r * 0.9, w = r * 1.06, c = r * 0.34;
      return "M" + (c - w) + " " + -h + "H" + (w - c) + "Q" + w + " " + -h + " " + w + " " + (c - h) + "V" + (h - c) + "Q" + w + " " + h +
        " " + (w - c) + " " + h + "H" + (c - w) + "Q" + -w + " " + h + " " + -w + " " + (h - c) + "V" + (c - h) + "Q" + -w + " " + -h +
        " " + (c - w) + " " + -h + "Z";
    }
    if (shape === "diamond") { return polygon(4, r * 1.12, 0); }
    if (shape === "hexagon") { return polygon(6, r * 1.04, 0); }
    return "M" + -r + " 0A" + r + " " + r + " 0 1 1 " + r + " 0A" + r + " " + r + " 0 1 1 " + -r + " 0Z";
  }

  function polygon(count, r, turn) {
    var points = [];
    for (var i = 0; i < count; i += 1) {
      var angle = turn + (i * 2 * Math.PI) / count;
      points.push((r * Math.cos(angle)).toFixed(2) + " " + (r * Math.sin(angle)).toFixed(2));
    }
    return "M" + points.join("L") + "Z";
  }

  // ------------------------------------------------------------------ the map

  var paths = {};
  function pathOf(shape, r) {
    var key = shape + r;
    return paths[key] || (paths[key] = new Path2D(outline(shape, r)));
  }

  function faded(id) { return near !== null && !near[id]; }

  /** Draws one thing; vis-network calls it for each. */
  function drawThing(given) {
    var node = nodes[given.id], kind = kinds[node.card.kind], look = kind[scheme()], ctx = given.ctx;
    return {
      nodeDimensions: { width: node.size * 2.1, height: node.size * 2.1 },
      drawNode: function () {
        var path = pathOf(kind.shape, node.size);
        ctx.save();
        ctx.translate(given.x, given.y);
        ctx.globalAlpha = faded(given.id) ? 0.18 : 1;
        ctx.fillStyle = kind.shape === "ring" ? ink("page") : look.fill;
        ctx.fill(path);
        ctx.lineWidth = kind.shape === "ring" || kind.hollow ? 2.4 : 1.2;
        ctx.strokeStyle = look.line;
        ctx.stroke(path);
        if (given.id === chosen) {
          ctx.lineWidth = 3;
          ctx.strokeStyle = ink("accent");
          ctx.stroke(pathOf(kind.shape, node.size + 4));
        }
        ctx.restore();
      }
    };
  }

  function thread(edge) {
    var drawn = relations[edge.tie.relation], focus = near !== null;
    var touches = focus && (edge.from === centre() || edge.to === centre());
    return {
      id: edge.id, width: drawn.width * (touches ? 1.7 : 1), dashes: drawn.dash ? [drawn.dash, drawn.dash * 0.8] : false,
      color: { color: touches ? ink("accent") : ink("thread"), opacity: focus && !touches ? 0.22 : edges.length > SMALL ? 0.45 : 0.95, inherit: false },
      arrows: drawn.arrow ? { to: { enabled: true, scaleFactor: 0.4 } } : ""
    };
  }

  function centre() { return hovered !== null ? hovered : chosen; }

  function pointed(node) {
    var kind = kinds[node.card.kind], lines = [short(node.card.name, 200), kind.label];
    if (node.card.when) { lines[1] += " · " + node.card.when; }
    if (node.card.description) { lines.push(short(node.card.description, 260)); }
    return lines.concat(cited(node.card)).join("\n");
  }

  function sentence(edge) {
    var said = relations[edge.tie.relation].sentence.split(/(\{subject\}|\{object\})/);
    return said.map(function (part) {
      return part === "{subject}" ? short(nodes[edge.from].card.name, 160)
        : part === "{object}" ? short(nodes[edge.to].card.name, 160) : part;
    }).join("");
  }

  function cited(holder) {
    return (holder.places || []).slice(0, 3).map(function (place) { return "— " + title(place[0]) + ", " + short(place[1], 160); });
  }

  function title(number) { return told.sources[number] ? told.sources[number].title : ""; }

  function short(text, most) { return text.length > most ? text.slice(0, most - 1) + "…" : text; }

  var thingSet = new vis.DataSet(nodes.map(function (node) {
    return { id: node.id, x: node.x, y: node.y, size: node.size, shape: "custom", ctxRenderer: drawThing, title: pointed(node) };
  }));
  var linkSet = new vis.DataSet(edges.map(function (edge) {
    return Object.assign({ from: edge.from, to: edge.to, title: [sentence(edge)].concat(cited(edge.tie)).join("\n") }, thread(edge));
  }));
  var thingView = new vis.DataView(thingSet, { filter: function (item) { return !hidden[nodes[item.id].card.kind]; } });
  var network = new vis.Network(byId("map"), { nodes: thingView, edges: linkSet }, options);

  function refresh() {
    var at = centre();
    near = null;
    if (at !== null) {
      near = {};
      near[at] = true;
      links[at].forEach(function (link) { near[link.other] = true; });
    }
    if (edges.length <= SMALL || hovered === null) { linkSet.update(edges.map(thread)); }
    network.redraw();
  }

  var widths = {};
  function widthOf(ctx, text) {
    return widths[text] || (widths[text] = ctx.measureText(text).width);
  }

  /** Names, at one size on the screen whatever the zoom, the important ones first, none over another. */
  network.on("afterDrawing", function (ctx) {
    var scale = network.getScale(), taken = [], placed = 0, box = byId("map").getBoundingClientRect();
    var focus = near === null ? ranked : ranked.slice().sort(function (a, b) { return !!near[b.id] - !!near[a.id]; });
    var shown = network.body.nodes;
    ctx.save();
    ctx.setTransform(window.devicePixelRatio || 1, 0, 0, window.devicePixelRatio || 1, 0, 0);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    focus.forEach(function (node) {
      if (shown[node.id]) { taken.push(round(network.canvasToDOM(shown[node.id]), node.size * scale)); }
    });
    taken.push(inView(byId("tools")), inView(byId("cut")));
    for (var i = 0; i < focus.length && placed < 260; i += 1) {
      var node = focus[i];
      if (!shown[node.id] || (i > 24 && node.size * scale < 2.2 && node.id !== chosen)) { continue; }
      var at = network.canvasToDOM(shown[node.id]);
      if (at.x < -80 || at.y < -20 || at.x > box.width + 80 || at.y > box.height + 20) { continue; }
      placed += name(ctx, node, at, node.size * scale, taken, i < 25) ? 1 : 0;
    }
    ctx.restore();
  });

  /** A box that names keep off; the name of something much larger may cover a small thing. */
  function round(at, r) { return [at.x - r, at.y - r, at.x + r, at.y + r, r]; }

  function inView(element) {
    if (!element) { return [0, 0, 0, 0, 0]; }
    var box = element.getBoundingClientRect(), map = byId("map").getBoundingClientRect();
    return [box.left - map.left, box.top - map.top, box.right - map.left, box.bottom - map.top, 1e9];
  }

  function name(ctx, node, at, r, taken, first) {
    var strong = node.id === chosen || node.id === hovered, text = short(node.card.name, strong ? 60 : 34);
    ctx.font = (strong ? "600 13px " : LABEL + "px ") + told.font;
    var half = widthOf(ctx, (strong ? "*" : "") + text) / 2 + 2, high = LABEL / 2 + 2;
    var tries = [[at.x, at.y + r + high + 2], [at.x + r + half + 3, at.y], [at.x - r - half - 3, at.y], [at.x, at.y - r - high - 2]];
    var over = function (least) { return tries.find(function (spot) { return free(spot, half, high, taken, least); }); };
    var spot = over(0) || ((first || r > 6) && over(strong ? 1e8 : Math.max(r * 0.7, 3))) || (strong && tries[0]);
    if (!spot) { return false; }
    taken.push([spot[0] - half, spot[1] - high, spot[0] + half, spot[1] + high, 1e9]);
    ctx.textAlign = "center";
    ctx.globalAlpha = faded(node.id) ? 0.3 : 1;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = ink("page");
    ctx.strokeText(text, spot[0], spot[1]);
    ctx.fillStyle = ink("ink");
    ctx.fillText(text, spot[0], spot[1]);
    return true;
  }

  function free(spot, half, high, taken, least) {
    var left = spot[0] - half, right = spot[0] + half, top = spot[1] - high, low = spot[1] + high, map = byId("map");
    return left > 2 && top > 2 && right < map.clientWidth - 2 && low < map.clientHeight - 2 && !taken.some(function (box) {
      return box[4] >= least && left < box[2] && right > box[0] && top < box[3] && low > box[1];
    });
  }

  // ------------------------------------------------------------------ the card

  function choose(id, move) {
    chosen = id;
    hovered = null;
    if (id === null) {
      show(welcome());
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    } else {
      show(card(nodes[id]));
      window.history.replaceState(null, "", "#" + encodeURIComponent(nodes[id].card.id));
      if (move && hidden[nodes[id].card.kind]) { toggle(nodes[id].card.kind); }
      if (move) { network.moveTo({ position: network.getPositions([id])[id], animation: { duration: 300 } }); }
    }
    refresh();
  }

  function show(parts) {
    byId("card").replaceChildren.apply(byId("card"), parts);
    byId("side").scrollTop = 0;
  }

  function card(node) {
    var said = node.card, kind = kinds[said.kind], top = make("div", "top"), count = links[node.id].length;
    top.append(sign(said.kind), make("span", "", kind.label), closer());
    var parts = [top, make("h3", said.name.length > 300 ? "long" : "", said.name)];
    if (said.when) { parts.push(make("p", "when", said.when)); }
    if (said.description) { parts.push(make("p", "", said.description)); }
    if (said.also) { parts.push(make("p", "soft", words.also + " " + said.also.join(", "))); }
    if (said.contested) { parts.push(make("p", "warn", words.contested.replace("{names}", said.contested.join(", ")))); }
    parts.push(make("span", "badge", count + " " + (count === 1 ? words.link : words.links)));
    return parts.concat(groups(node), proofs(said));
  }

  function welcome() {
    return [make("p", "soft", words.hint)].concat(nodes.length ? [make("h2", "", words.best), names(ranked.slice(0, 8), true)] : []);
  }

  function closer() {
    var element = button("", "×", function () { choose(null); });
    element.setAttribute("aria-label", words.close);
    return element;
  }

  function groups(node) {
    var found = new Map(), parts = [];
    links[node.id].forEach(function (link) {
      var relation = relations[link.edge.tie.relation], label = link.out ? relation.label : relation.inverse;
      found.set(label, (found.get(label) || []).concat([link]));
    });
    found.forEach(function (group, label) {
      var list = make("ul");
      group.sort(function (a, b) { return nodes[a.other].card.name.localeCompare(nodes[b.other].card.name, told.lang); });
      group.forEach(function (link) { list.append(line(link)); });
      parts.push(make("h2", "", label.charAt(0).toUpperCase() + label.slice(1) + " (" + group.length + ")"), list);
    });
    return parts;
  }

  function line(link) {
    var item = make("li"), tie = link.edge.tie, other = nodes[link.other].card;
    item.append(button("go", other.name.length > 200 ? short(other.name, 200) : other.name, function () { choose(link.other, true); }));
    var said = [kinds[other.kind].label].concat(tie.said || [], tie.when ? [tie.when] : [], tie.contested ? [words.contestedLink] : []);
    item.append(make("div", "soft", said.join(" · ")), proofs(tie, true)[0]);
    return item;
  }

  /** Where it is said: source and place. Folded behind a word for a link, open for the card itself. */
  function proofs(holder, folded) {
    var places = holder.places || [], box = make(folded ? "details" : "div");
    if (folded) { box.append(make("summary", "", places.length + " " + (places.length === 1 ? words.proof : words.proofs))); }
    places.forEach(function (place) {
      var shown = make("div", "place", place[1]);
      shown.prepend(make("b", "", title(place[0])));
      box.append(shown);
    });
    if (holder.more) { box.append(make("p", "soft", words.more.replace("{n}", holder.more))); }
    return folded ? [box] : places.length ? [make("h2", "", words.sources), box] : [];
  }

  // ------------------------------------------------------------------ the legend and the search

  function toggle(kind) {
    hidden[kind] = !hidden[kind];
    thingView.refresh();
    legend();
    refresh();
  }

  var opened = {};
  function legend() {
    var rows = told.order.map(function (kind) {
      var members = ranked.filter(function (node) { return node.card.kind === kind; }), item = make("li"), row = make("div", "row");
      var family = button("kind", undefined, function () { toggle(kind); });
      family.append(sign(kind), make("span", "", kinds[kind].plural), make("i", "count", String(members.length)));
      family.setAttribute("aria-pressed", String(!hidden[kind]));
      family.title = words.hide;
      row.dataset.off = String(!!hidden[kind]);
      var open = button("open", undefined, function () { opened[kind] = !opened[kind]; legend(); });
      open.setAttribute("aria-expanded", String(!!opened[kind]));
      open.setAttribute("aria-label", words.list + " : " + kinds[kind].plural);
      row.append(family, open);
      item.append(row);
      if (opened[kind]) { item.append(names(members)); }
      return item;
    });
    byId("legend").replaceChildren.apply(byId("legend"), rows);
  }

  /** What each way of drawing a link means. */
  function lines() {
    byId("lines").replaceChildren.apply(byId("lines"), told.readings.map(function (reading) {
      var item = make("li"), svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      svg.setAttribute("viewBox", "0 0 28 8");
      svg.setAttribute("aria-hidden", "true");
      path.setAttribute("d", reading.arrow ? "M0 4H25M20 1L26 4L20 7" : "M0 4H28");
      path.setAttribute("stroke-width", reading.width * 1.3);
      path.setAttribute("stroke-dasharray", reading.dash ? reading.dash + " " + reading.dash * 0.8 : "none");
      svg.appendChild(path);
      item.append(svg, make("span", "", reading.label));
      return item;
    }));
  }

  function names(members, signed) {
    var list = make("ul", signed ? "names signed" : "names");
    members.forEach(function (node) {
      var item = make("li");
      if (signed) { item.append(sign(node.card.kind)); }
      item.append(button("", short(node.card.name, 120), function () { choose(node.id, true); }));
      list.append(item);
    });
    return list;
  }

  function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  function search() {
    var wanted = plain(byId("find").value.trim()), list = byId("found");
    var hits = !wanted ? [] : ranked.filter(function (node) {
      return [node.card.name].concat(node.card.also || []).some(function (text) { return plain(text).includes(wanted); });
    }).slice(0, 8);
    list.hidden = !wanted;
    list.replaceChildren.apply(list, hits.length ? Array.from(names(hits, true).children) : [make("p", "soft", words.none)]);
  }

  // ------------------------------------------------------------------ what people do

  network.on("click", function (given) { choose(given.nodes.length ? given.nodes[0] : null); });
  network.on("hoverNode", function (given) { if (edges.length <= SMALL) { hovered = given.node; refresh(); } });
  network.on("blurNode", function () { if (hovered !== null) { hovered = null; refresh(); } });
  network.on("dragEnd", function (given) {
    given.nodes.forEach(function (id) { thingSet.update(Object.assign({ id: id }, network.getPositions([id])[id])); });
  });
  byId("find").addEventListener("input", search);
  byId("find").addEventListener("keydown", function (event) {
    var first = byId("found").querySelector("button");
    if (event.key === "Enter" && first) { first.click(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { choose(null); }
    if (event.key === "/" && document.activeElement !== byId("find")) { event.preventDefault(); byId("find").focus(); }
  });
  var fit = function () { network.fit({ animation: false }); };
  var zoom = function (by) { network.moveTo({ scale: network.getScale() * by, animation: { duration: 150 } }); };
  byId("fit").addEventListener("click", fit);
  byId("closer").addEventListener("click", function () { zoom(1.4); });
  byId("further").addEventListener("click", function () { zoom(1 / 1.4); });
  dark.addEventListener("change", function () { legend(); refresh(); });

  function fromAddress() {
    var wanted = decodeURIComponent(window.location.hash.slice(1));
    var found = nodes.find(function (node) { return node.card.id === wanted; });
    if (found) { choose(found.id); }
  }

  byId("nothing").hidden = nodes.length > 0;
  legend();
  lines();
  show(welcome());
  fit();
  fromAddress();
}());

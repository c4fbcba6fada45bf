// Everything works without this file. It offers words while one types, copies citations, saves answers of the checklist, marks the reading place in the contents,
// and finds a provision of a long law whose part is not on the page.
(function () {
  "use strict";
  var input = document.querySelector("input[data-suggest]");
  if (input) suggest(input);
  document.querySelectorAll("[data-copy]").forEach(function (b) {
    if (!navigator.clipboard) return;
    b.hidden = false;
    b.addEventListener("click", function () {
      var word = b.textContent;
      navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent.trim()).then(function () {
        b.textContent = b.dataset.done;
        setTimeout(function () { b.textContent = word; }, 2000);
      });
    });
  });

  // An answer is saved as it is given; the button does the same without this file.
  document.querySelectorAll("form[data-autosave]").forEach(function (form) {
    var timer, note = form.querySelector(".saved");
    function save() {
      if (!note || !form.checkValidity()) return;
      fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } })
        .then(function (r) { note.textContent = r.ok ? form.dataset.saved : form.dataset.failed; })
        .catch(function () { note.textContent = form.dataset.failed; });
    }
    form.addEventListener("input", function (e) {
      if (e.target.name === "by") return;
      if (note) note.textContent = "";
      clearTimeout(timer);
      timer = setTimeout(save, 1200);
    });
  });

  // Files are sent one by one with the progress of each, and may be dropped on the form; without this file the form sends them all at once.
  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    var input = form.elements.files, list = form.querySelector(".sending"), button = form.querySelector("button");
    form.addEventListener("dragover", function (e) { e.preventDefault(); });
    form.addEventListener("drop", function (e) {
      e.preventDefault();
      if (e.dataTransfer.files.length) input.files = e.dataTransfer.files;
    });
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      var files = Array.from(input.files), all = true, page = "";
      button.disabled = true;
      list.textContent = "";
      (function next() {
        var file = files.shift();
        if (!file) {
          button.disabled = false;
          if (all) location.href = page;
          else if (page) list.lastChild.append(" ", Object.assign(document.createElement("a"), { href: page, textContent: form.dataset.sent }));
          return;
        }
        var line = list.appendChild(document.createElement("li")), name = line.appendChild(document.createElement("bdi"));
        var bar = document.createElement("progress"), data = new FormData(form), r = new XMLHttpRequest();
        name.textContent = file.name;
        bar.max = file.size || 1;
        bar.setAttribute("aria-label", file.name);
        line.append(" ", bar);
        data.delete("files");
        data.append("files", file);
        function end(word) { bar.remove(); line.append(word); next(); }
        r.upload.addEventListener("progress", function (p) { if (p.lengthComputable) { bar.max = p.total; bar.value = p.loaded; } });
        r.addEventListener("load", function () {
          var said = {};
          try { said = JSON.parse(r.responseText); } catch (err) { /* a proxy's own page */ }
          if (r.status === 202) page = said.page;
          else all = false;
          end(r.status === 202 ? form.dataset.sent : form.dataset.failed + (said.detail ? ": " + said.detail : ""));
        });
        r.addEventListener("error", function () { all = false; end(form.dataset.failed); });
        r.open("POST", form.action);
        r.setRequestHeader("Accept", "application/json");
        r.send(data);
      })();
    });
  });
  if (document.querySelector("#uploads[data-waiting]")) again();
  function again() {
    setTimeout(function () {
      fetch(location.href, { headers: { Accept: "text/html" } }).then(function (r) { return r.text(); }).then(function (text) {
        var now = document.getElementById("uploads"), then = new DOMParser().parseFromString(text, "text/html").getElementById("uploads");
        if (!then) return;
        now.querySelector("[role=status]").innerHTML = then.querySelector("[role=status]").innerHTML;
        if (!now.contains(document.activeElement) || !then.dataset.waiting) now.querySelector("ul").replaceWith(then.querySelector("ul"));
        if (then.dataset.waiting) again();
      }, again);
    }, 2000);
  }

  // A fragment never reaches the server: ask for the part that holds it.
  var place = decodeURIComponent(location.hash.slice(1));
  if (place && document.querySelector(".wording") && !document.getElementById(place) && !/[?&]eid=/.test(location.search)) {
    var u = new URL(location.href);
    u.searchParams.set("eid", place);
    location.replace(u.href);
  }

  if (window.matchMedia("(max-width: 52rem)").matches) {
    document.querySelectorAll(".facet-fold, .contents details").forEach(function (d) { d.open = false; });
  }

  var links = new Map();
  document.querySelectorAll(".contents a[href^='#']").forEach(function (a) { links.set(decodeURIComponent(a.hash.slice(1)), a); });
  if (links.size && "IntersectionObserver" in window) {
    var now = null;
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (e) {
        var a = links.get(e.target.id);
        if (!e.isIntersecting || !a || a === now) return;
        if (now) now.removeAttribute("aria-current");
        now = a;
        a.setAttribute("aria-current", "location");
        var box = a.closest(".contents"), r = a.getBoundingClientRect(), b = box.getBoundingClientRect();
        if (r.top < b.top || r.bottom > b.bottom) box.scrollTop += r.top - b.top - b.height / 3;
      });
    }, { rootMargin: "0px 0px -70% 0px" });
    document.querySelectorAll(".wording .unit, .wording .container").forEach(function (s) { seen.observe(s); });
  }

  // What is ticked on any page is kept by the browser, and leads to a collection; without this file the ticks of one page are collected by its button.
  var kept = [];
  function keep(list) {
    kept = list;
    try { localStorage.setItem("collection", JSON.stringify(list)); } catch (err) { /* a browser that keeps nothing */ }
    var link = document.querySelector("a[data-basket]"), v = new URLSearchParams();
    list.forEach(function (one) { v.append("p", one.p); });
    if (list.some(function (one) { return one.n; })) list.forEach(function (one) { v.append("n", one.n || ""); });
    if (list.name) v.set("name", list.name);
    link.parentNode.hidden = !list.length;
    link.href = "/collection?" + v;
    link.querySelector(".count").textContent = list.length;
  }
  try { kept = JSON.parse(localStorage.getItem("collection")) || []; } catch (err) { /* as above */ }
  if (!Array.isArray(kept)) kept = [];
  var opened = Array.from(document.querySelectorAll("form[data-collection] input[name=p]")).map(function (i) { return i.value; });
  if (opened.length && kept.length === opened.length && kept.every(function (one) { return opened.includes(one.p); })) { // the collection as it was changed on its page
    var notes = document.querySelectorAll("form[data-collection] [name=n]");
    kept = opened.map(function (p, i) { return { p: p, n: notes[i] ? notes[i].value : "" }; });
  }
  keep(kept);
  var ticks = Array.from(document.querySelectorAll("input[type=checkbox][name=p]")).filter(function (t) { return t.form && /^\/collection$/.test(t.form.getAttribute("action")); });
  ticks.forEach(function (t) { t.checked = kept.some(function (one) { return one.p === t.value; }); });
  document.addEventListener("change", function (e) {
    if (!ticks.includes(e.target)) return;
    var rest = kept.filter(function (one) { return one.p !== e.target.value; });
    keep(e.target.checked ? rest.concat({ p: e.target.value }) : rest);
  });
  document.addEventListener("submit", function (e) {
    var f = e.target;
    if (!kept.length || f.getAttribute("action") !== "/collection" || f.matches("[data-collection], .stacked") || e.submitter && e.submitter.hasAttribute("formaction")) return;
    e.preventDefault();
    location.href = document.querySelector("a[data-basket]").href;
  });
  document.addEventListener("click", function (e) {
    var a = e.target.closest ? e.target.closest("a[data-remove]") : null;
    if (a) keep(kept.filter(function (one) { return one.p !== a.dataset.remove; }));
  });

  // A page of the original begins at what is marked, and grows and shrinks about its middle; without this file it is asked for again.
  function toMark(box) {
    var mark = box && box.querySelector(".marked, .opened");
    if (!mark) return;
    var m = mark.getBoundingClientRect(), b = box.getBoundingClientRect();
    box.scrollTop += m.top - b.top - b.height / 3;
    box.scrollLeft += m.left - b.left - b.width / 3;
  }
  toMark(document.querySelector(".sheet-image"));
  document.addEventListener("click", function (e) {
    var a = e.target.closest ? e.target.closest(".zoom a") : null;
    if (!a || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    var box = document.querySelector(".sheet-image"), grows = a.textContent === "+";
    var x = (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth, y = (box.scrollTop + box.clientHeight / 2) / box.scrollHeight;
    fetch(a.href, { headers: { Accept: "text/html" } }).then(function (r) { return r.text(); }).then(function (text) {
      var sheet = new DOMParser().parseFromString(text, "text/html").querySelector(".sheet");
      document.querySelector(".sheet").replaceWith(document.importNode(sheet, true));
      box = document.querySelector(".sheet-image");
      box.scrollLeft = x * box.scrollWidth - box.clientWidth / 2;
      box.scrollTop = y * box.scrollHeight - box.clientHeight / 2;
      history.replaceState(null, "", a.href);
      var buttons = Array.from(document.querySelectorAll(".zoom a"));
      (buttons.filter(function (b) { return (b.textContent === "+") === grows; })[0] || buttons[0]).focus();
    }).catch(function () { location.href = a.href; });
  });

  // Suggestions follow the ARIA combobox pattern with a list box.
  function suggest(input) {
    var list = document.createElement("ul"), at = -1, timer, last = "";
    list.className = "suggest"; list.id = "suggestions"; list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector("label[for=q]").textContent);
    input.parentNode.appendChild(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    function close() { choose(-1); list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
    function choose(i) {
      var items = list.children;
      if (at >= 0 && items[at]) items[at].setAttribute("aria-selected", "false");
      at = i;
      if (items[at]) { items[at].setAttribute("aria-selected", "true"); input.setAttribute("aria-activedescendant", items[at].id); }
    }
    function show(found) {
      var chosen = at >= 0 && list.children[at] ? list.children[at].dataset.href : "";
      list.textContent = "";
      found.forEach(function (s, i) {
        var li = document.createElement("li");
        var label = document.createElement("span"), note = document.createElement("span");
        label.textContent = s.label; label.dir = "auto"; note.textContent = s.note || ""; note.className = "fine";
        li.id = "s" + i; li.append(label, " ", note); li.dataset.href = s.href;
        li.setAttribute("role", "option"); li.setAttribute("aria-selected", "false");
        li.addEventListener("mousedown", function (e) { e.preventDefault(); location.href = s.href; });
        list.appendChild(li);
      });
      at = -1;
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      found.forEach(function (s, i) { if (s.href === chosen) choose(i); }); // an answer that comes late takes no choice away
    }
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var q = input.value.trim();
        if (q === last) return;
        last = q;
        if (q.length < 2) { close(); return; }
        fetch(input.dataset.suggest + "?q=" + encodeURIComponent(q) + "&lang=" + document.documentElement.lang)
          .then(function (r) { return r.ok ? r.json() : { suggestions: [] }; })
          .then(function (r) { if (input.value.trim() === q) show(r.suggestions || []); })
          .catch(close);
      }, 150);
    });
    input.addEventListener("keydown", function (e) {
      var n = list.children.length;
      if (list.hidden && n && e.key === "ArrowDown") { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
      if (list.hidden || !n) return;
      if (e.key === "ArrowDown") { choose((at + 1) % n); e.preventDefault(); }
      else if (e.key === "ArrowUp") { choose((at - 1 + n) % n); e.preventDefault(); }
      else if (e.key === "Escape") close();
      else if (e.key === "Enter" && at >= 0) { location.href = list.children[at].dataset.href; e.preventDefault(); }
    });
    input.addEventListener("blur", close);
  }

  // What a law says of a term, where the term is used: by pointer and by keyboard, until Escape. Without script the term leads to its definition.
  var says = null, of = null;
  function unsay() {
    if (!says) return;
    says.remove(); of.removeAttribute("aria-describedby");
    says = of = null;
  }
  function say(term) {
    if (of === term) return;
    unsay();
    of = term;
    says = document.createElement("div");
    says.className = "says"; says.id = "says"; says.setAttribute("role", "tooltip"); says.textContent = term.dataset.says;
    term.parentNode.closest("article, section, main").appendChild(says);
    term.setAttribute("aria-describedby", "says");
    var at = term.getBoundingClientRect(), box = says.getBoundingClientRect(), parent = says.offsetParent ? says.offsetParent.getBoundingClientRect() : { left: -window.scrollX, top: -window.scrollY };
    var left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
    var below = at.bottom + box.height + 8 < window.innerHeight;
    says.style.left = (left - parent.left) + "px";
    says.style.top = ((below ? at.bottom + 2 : at.top - box.height - 2) - parent.top) + "px";
  }
  ["pointerover", "focusin"].forEach(function (type) {
    document.addEventListener(type, function (e) {
      var term = e.target.closest ? e.target.closest("a.term") : null;
      if (term) say(term);
      else if (says && !says.contains(e.target)) unsay();
    });
  });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") unsay(); });

  // Where the cursor stands in a wording that is corrected, there it can be split: the words that follow are put into their field.
  document.querySelectorAll("textarea[data-begin]").forEach(function (area) {
    var words = document.getElementById(area.dataset.begin), was = area.value;
    function fill() {
      if (area.value !== was || !area.selectionStart) return;
      words.value = area.value.slice(area.selectionStart).trim().split(/\s+/).slice(0, 8).join(" ");
    }
    area.addEventListener("click", fill);
    area.addEventListener("keyup", fill);
  });
})();

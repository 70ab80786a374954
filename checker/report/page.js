// SPDX-License-Identifier: Apache-2.0
"use strict";
// Steps through a run. Everything it shows is in the page already: the table, and a list of changes as JSON.
document.documentElement.classList.add("js");

class Run {
  constructor(section) {
    this.section = section;
    this.data = JSON.parse(section.querySelector("script.data").textContent);
    this.rows = [...section.querySelectorAll("table.steps tr[data-step]")];
    this.slider = section.querySelector("input[type=range]");
    this.slots = new Map([...section.querySelectorAll("[data-slot]")].map(e => [+e.dataset.slot, e]));
    this.states = this.replay();
    this.slider.addEventListener("input", () => this.go(+this.slider.value));
    for (const button of section.querySelectorAll("button[data-by]"))
      button.addEventListener("click", () => this.go(this.at + Number(button.dataset.by)));
    for (const row of this.rows)
      row.addEventListener("click", event => {
        if (event.target.closest("a[target]")) return;
        event.preventDefault();
        this.go(+row.dataset.step);
      });
    for (const track of section.querySelectorAll(".track"))
      track.addEventListener("click", event => {
        const box = track.getBoundingClientRect();
        this.go(1 + Math.floor((event.clientX - box.left) / box.width * this.data.steps.length));
      });
    section.addEventListener("keydown", event => this.key(event));
    this.at = -1;
  }

  /// The shared slots before any step, and after each.
  replay() {
    const states = [this.data.slots.slice()];
    for (const step of this.data.steps) {
      const state = states.at(-1).slice();
      for (const [slot, after] of step.changes) state[slot] = after;
      states.push(state);
    }
    return states;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target === this.slider) return;
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.data.steps.length }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.go(to);
  }

  /// Shows the state after step `at`; 0: the initial one.
  go(at, quietly) {
    at = Math.max(0, Math.min(this.data.steps.length, at));
    if (at === this.at) return;
    this.at = at;
    Run.current = this;
    this.slider.value = at;
    this.section.style.setProperty("--at", at);
    const told = at === 0 ? "initial state" : this.data.steps[at - 1].told;
    this.slider.setAttribute("aria-valuetext", at === 0 ? told : `step ${at}: ${told}`);
    this.section.querySelector("output").textContent = at === 0 ? told : `${at} of ${this.data.steps.length}: ${told}`;
    for (const row of this.rows)
      if (+row.dataset.step === at) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    this.show_state();
    this.show_path();
    if (!quietly) {
      this.reveal(this.rows[at - 1]);
      history.replaceState(null, "", at === 0 ? "#" + this.section.id : `#${this.section.id}-s${at}`);
    }
  }

  show_state() {
    const now = this.states[this.at], before = this.states[Math.max(0, this.at - 1)];
    for (const [slot, element] of this.slots) {
      const changed = now[slot] !== before[slot];
      element.querySelector("dd").textContent = changed ? `${before[slot]} → ${now[slot]}` : now[slot];
      element.classList.toggle("changed", changed);
      element.classList.toggle("zero", !changed && /^(0|NULL|.*_NONE)$/.test(now[slot]));
    }
    const locals = this.at === 0 ? "" : this.data.steps[this.at - 1].locals;
    this.section.querySelector(".locals").textContent = locals;
  }

  /// The call path of the step, innermost first, and the source with its line marked.
  show_path() {
    const list = this.section.querySelector("ol.path");
    list.replaceChildren();
    const path = this.at === 0 ? [] : this.data.steps[this.at - 1].path.map(i => this.data.frames[i]);
    for (const frame of path) {
      const item = document.createElement("li"), name = document.createElement("span");
      name.className = "fn";
      name.textContent = frame.function;
      item.append(name, " ", frame.statement, " ");
      if (frame.kernel) item.append(link(frame.url, frame.kernel, true), " ");
      if (frame.anchor) item.append(link("#" + frame.anchor, frame.place, false));
      list.append(item);
    }
    mark(path.length ? path[0].anchor : "", this.section.querySelector(".beside"));
  }

  /// How much of the list is below the screen; the list can then be scrolled so much further.
  overhang() {
    const pane = this.section.querySelector(".pane.list");
    const below = Math.max(0, pane.getBoundingClientRect().bottom - innerHeight);
    const hidden = below + 150 < pane.clientHeight ? below : 0;
    pane.style.paddingBottom = `${hidden}px`;
    return hidden;
  }

  /// Scrolls the list until the row is in that part of it that is on the screen.
  reveal(row) {
    const pane = this.section.querySelector(".pane.list");
    if (!row || pane.scrollHeight <= pane.clientHeight) return;
    const seen = pane.clientHeight - this.overhang(), head = pane.querySelector("thead").offsetHeight;
    const top = row.offsetTop - head, bottom = row.offsetTop + row.offsetHeight;
    if (top < pane.scrollTop || bottom > pane.scrollTop + seen)
      pane.scrollTop = bottom - top > seen / 2 ? bottom - seen : top - seen / 3;
  }
}

function link(href, text, outside) {
  const a = document.createElement("a");
  a.href = href;
  a.textContent = text;
  if (outside) { a.target = "_blank"; a.rel = "noreferrer"; }
  return a;
}

/// Brings the file of that line into `pane` and marks the line.
function mark(anchor, pane) {
  document.querySelectorAll(".source li.now").forEach(e => e.classList.remove("now"));
  const line = anchor && document.getElementById(anchor);
  if (!line) return;
  const file = line.closest("details");
  for (const other of pane.querySelectorAll("details"))
    if (other !== file) document.getElementById("sources").append(other);
  pane.append(file);
  file.open = true;
  line.classList.add("now");
  const box = pane.closest(".pane");
  box.scrollTop += line.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}

const runs = [...document.querySelectorAll("section.trace")].filter(section => section.querySelector("input")).map(section => new Run(section));
document.addEventListener("keydown", event => {
  if (event.target === document.body && Run.current) Run.current.key(event);
});
window.addEventListener("beforeprint", () => document.querySelectorAll("details.run").forEach(e => { e.open = true; }));
/// The step of `run` that the address names, or none.
function wanted(run) {
  const step = /^#(.+)-s(\d+)$/.exec(location.hash);
  return step && step[1] === run.section.id ? +step[2] : undefined;
}

function show(run, step) {
  run.go(step, true);
  run.reveal(run.rows[run.at - 1]);
}

for (const run of [...runs].reverse()) show(run, wanted(run) ?? run.data.steps.length);
window.addEventListener("scroll", () => Run.current?.overhang());
window.addEventListener("hashchange", () => {
  for (const run of runs) if (wanted(run) !== undefined) show(run, wanted(run));
});

/** sigma as its first page of documentation shows it, with the graph that the explorer draws: what nothing of ours slows. */
import Graph from "graphology";
import Sigma from "sigma";
import type { Copied } from "./copy.ts";

const { marks, threads } = (await (await fetch("/graph.json")).json()) as Copied;
const graph = new Graph({ multi: true });
for (const { id, label, x, y, size, color } of marks) graph.addNode(id, { label, x, y, size, color });
for (const { source, target, size, color } of threads) graph.addEdge(source, target, { size, color });
const box = document.getElementById("map");
if (box !== null) {
  const sigma = new Sigma(graph, box);
  sigma.once("afterRender", () => { box.setAttribute("data-ready", "true"); });
  sigma.refresh();
}

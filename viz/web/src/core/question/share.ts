/** A question as a command for a terminal and as a script, both asking this server the same. */

/** In a shell's single quotes nothing is special but the quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A command that prints the answer as CSV. `origin` ends without a slash. */
export function curl(origin: string, cypher: string): string {
  const body = JSON.stringify({ cypher });
  return [`curl -sS ${quoted(`${origin}/api/query`)}`, `-H ${quoted("Content-Type: application/json")}`, `-H ${quoted("Accept: text/csv")}`, `--data-binary ${quoted(body)}`].join(" \\\n  ");
}

/** A JSON text is a Python text too, but for what Python would take for half a character. */
const literal = (text: string) => JSON.stringify(text.toWellFormed());

/** A script that needs Python alone. */
export function python(origin: string, cypher: string): string {
  return [
    "import json",
    "from urllib.request import Request, urlopen",
    "",
    `cypher = ${literal(cypher)}`,
    `request = Request(${literal(`${origin}/api/query`)}, json.dumps({"cypher": cypher}).encode(),`,
    `                  {"Content-Type": "application/json", "Accept": "application/json"})`,
    "with urlopen(request) as answer:",
    "    found = json.load(answer)",
    "for row in found[\"rows\"]:",
    "    print(dict(zip(found[\"columns\"], row)))",
    "",
  ].join("\n");
}
